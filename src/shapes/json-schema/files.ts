import { Source } from '../../model/source.ts';
import { skipJsonBlanks } from '../../parse/chars.ts';
import { JsonReader } from '../../parse/json.ts';
import { isWithin, join } from './paths.ts';
import { type Json, isObject, prepare } from './prepare.ts';

/** Reads a file of a schema location; undefined if there is none. Throws with the reason if it may not be read. */
export type ReadSchema = (path: string, folder: string) => string | undefined;

/** A schema file that can't be used: the message names it, and the place in it. */
export class BadSchema extends Error {}

interface SchemaFile {
  readonly schema: Json;
  /** The files that it refers to. */
  readonly others: readonly string[];
}

/** The schema files of a location: each is read once, with the files that it refers to. */
export class SchemaFiles {
  readonly folder: string;
  readonly #read: ReadSchema;
  readonly #files: Map<string, SchemaFile | undefined> = new Map();

  constructor(folder: string, read: ReadSchema) {
    this.folder = folder;
    this.#read = read;
  }

  /** A file and all that it refers to, ready for ajv, by their names there; undefined if there is no such file. */
  open(path: string): Map<string, Json> | undefined {
    if (this.#file(path) === undefined) return undefined;
    const all = new Map<string, Json>();
    const open = [path];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (all.has(nameOf(file))) continue;
      const { schema, others } = this.#file(file) as SchemaFile;
      all.set(nameOf(file), schema);
      for (const other of others) {
        if (this.#file(other) === undefined) throw new BadSchema(`${file}: refers to ${other}, which is not there`);
        open.push(other);
      }
    }
    return all;
  }

  #file(path: string): SchemaFile | undefined {
    if (!this.#files.has(path)) this.#files.set(path, this.#load(path));
    return this.#files.get(path);
  }

  #load(file: string): SchemaFile | undefined {
    const content = this.#text(file);
    if (content === undefined) return undefined;
    const parsed = parse(file, content);
    if (!isObject(parsed) && typeof parsed !== 'boolean')
      throw new BadSchema(`${file}: is no JSON Schema: that is a map`);
    const id = isObject(parsed) ? (parsed['$id'] ?? parsed['id']) : undefined;
    const own = typeof id === 'string' && id !== '' ? `${id.replace(/#$/, '')}#` : undefined;
    const others: string[] = [];
    const schema = prepare(parsed, (reference) =>
      this.#resolve(
        own !== undefined && reference.startsWith(own) ? reference.slice(own.length - 1) : reference,
        file,
        others,
      ),
    );
    return { schema, others };
  }

  #text(path: string): string | undefined {
    try {
      return this.#read(path, this.folder);
    } catch (error) {
      throw new BadSchema(`${path}: ${(error as Error).message}`);
    }
  }

  /** What a reference leads to: a place in the same file, or another file of the location. */
  #resolve(reference: string, file: string, others: string[]): string {
    if (reference.startsWith('#')) return nameOf(file) + reference;
    const hash = reference.indexOf('#');
    const [target, fragment] = hash < 0 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash)];
    if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//'))
      throw new BadSchema(
        `${file}: refers to ${reference}; podlint opens no connections: keep the file beside this one`,
      );
    const path = join(file.slice(0, file.lastIndexOf('/') + 1), target);
    if (path === undefined || !isWithin(path, this.folder))
      throw new BadSchema(`${file}: refers to ${reference}, which is outside of ${this.folder}`);
    others.push(path);
    return nameOf(path) + fragment;
  }
}

/** A name for a file that is no address of anything. */
export function nameOf(path: string): string {
  return `file-${encodeURIComponent(path)}`;
}

function parse(file: string, content: string): Json {
  const text = content.charCodeAt(0) === 0xfeff ? content.slice(1) : content;
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const reader = new JsonReader(text);
    const isValue = reader.read(0) !== undefined;
    const { line, column } = new Source(file, text).position(isValue ? skipJsonBlanks(text, reader.at) : reader.at);
    throw new BadSchema(
      `${file}:${line}:${column}: is not JSON${error instanceof RangeError ? ' that can be read: it is nested too deep' : ''}`,
    );
  }
}
