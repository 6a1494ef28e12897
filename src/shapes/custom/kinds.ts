import type { Manifest } from '../../model/manifest.ts';
import { nearest } from '../../model/nearest.ts';
import { Source } from '../../model/source.ts';
import { nextSeparator } from '../../parse/documents.ts';
import { manifestsOf } from '../../parse/manifests.ts';
import { type Handlers, readSource } from '../../parse/read.ts';
import { type Definition, type Version, definitionOf } from './definition.ts';

/** A custom kind in one of its versions; without a version, the definition does not have it or does not serve it. */
export interface CustomKind {
  readonly definition: Definition;
  readonly version: Version | undefined;
}

/** A document with a definition that nobody has asked for yet. */
interface Unread {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly problem: Handlers['problem'];
  /** Whether it mentions a group: the text may be large, and there are more kinds than groups. */
  readonly groups: Map<string, boolean>;
}

/** The custom kinds of a run: those that the linted files define, and those of files that are there for their definitions. */
export class CustomKinds {
  readonly #byKind: Map<string, Definition[]> = new Map();
  #unread: Unread[] = [];
  /** Kinds that no unread document mentions. */
  readonly #searched: Set<string> = new Set();

  /** Takes in an object of the linted files, if it is a definition. */
  add(manifest: Manifest): void {
    if (isDefinition(manifest)) this.#add(definitionOf(manifest, false));
  }

  /** Takes in a text for the definitions in it. One is read when a kind turns up that it mentions, and only then it can be wrong. */
  addText(source: Source, problem: Handlers['problem']): void {
    const { text } = source;
    this.#searched.clear();
    for (let at = 0; at < text.length; ) {
      const next = nextSeparator(text, at).start;
      const end = next === at ? nextSeparator(text, at + 3).start : next;
      const found = text.indexOf(MARK, at);
      if (found === -1) return;
      if (found < end) this.#unread.push({ source, start: at, end, problem, groups: new Map() });
      at = end;
    }
  }

  /** Takes a file's definitions out again. */
  forget(file: string): void {
    this.#unread = this.#unread.filter(({ source }) => source.file !== file);
    for (const [key, definitions] of this.#byKind) {
      if (!definitions.some(({ source }) => source.file === file)) continue;
      const left = definitions.filter(({ source }) => source.file !== file);
      if (left.length === 0) this.#byKind.delete(key);
      else this.#byKind.set(key, left);
    }
  }

  /** A custom kind as the definition nearest to a file has it. Of several the one counts that serves the version, if one does. */
  find(apiVersion: string, kind: string, file: string): CustomKind | undefined {
    const slash = apiVersion.indexOf('/');
    if (slash < 0) return undefined;
    const wanted = { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind };
    let found = this.#nearest(wanted, file);
    const key = `${wanted.group} ${kind}`;
    if (this.#searched.has(key)) return found;
    // The last one counts, as it does where definitions are applied one after the other.
    for (let i = this.#unread.length - 1; i >= 0 && found?.version === undefined; i--) {
      if (this.#read(i, wanted)) found = this.#nearest(wanted, file);
    }
    if (found?.version === undefined) this.#searched.add(key);
    return found;
  }

  /** A defined kind that may have been meant: in the same group, or of the same name in another one; as `apiVersion kind`. */
  near(apiVersion: string, kind: string): string | undefined {
    const [group = '', version = ''] = apiVersion.split('/');
    const all = [...this.#byKind.values()].map(([first]) => first as Definition);
    const named = nearest(
      kind,
      all.filter((one) => one.group === group).map((one) => one.kind),
    );
    const grouped = nearest(
      group,
      all.filter((one) => one.kind === kind).map((one) => one.group),
    );
    const meant = all.find((one) =>
      named === undefined ? one.kind === kind && one.group === grouped : one.kind === named && one.group === group,
    );
    const versions = meant?.versions.filter(({ served }) => served) ?? [];
    const served = versions.find(({ name }) => name === version) ?? versions[0];
    return meant === undefined || served === undefined ? undefined : `${meant.group}/${served.name} \`${meant.kind}\``;
  }

  #nearest({ group, version: name, kind }: Wanted, file: string): CustomKind | undefined {
    let best: CustomKind | undefined;
    let closest = -1;
    for (const definition of this.#byKind.get(`${group} ${kind}`) ?? []) {
      const version = definition.version(name);
      const served = version?.served === true ? version : undefined;
      const near = (served === undefined ? 0 : 1e6) + nearness(definition, file);
      if (near < closest) continue;
      best = { definition, version: served };
      closest = near;
    }
    return best;
  }

  #add(definition: Definition | undefined): void {
    if (definition === undefined) return;
    const key = `${definition.group} ${definition.kind}`;
    const same = this.#byKind.get(key);
    if (same === undefined) this.#byKind.set(key, [definition]);
    else if (definition.extra) same.unshift(definition);
    else same.push(definition);
  }

  /** Reads a document if it mentions a kind; false if it does not. */
  #read(index: number, { group, kind }: Wanted): boolean {
    const { source, start, end, problem, groups } = this.#unread[index] as Unread;
    const part = new Source(source.file, source.text.slice(start, end));
    let isOfGroup = groups.get(group);
    if (isOfGroup === undefined) groups.set(group, (isOfGroup = part.text.includes(group)));
    if (!isOfGroup || !part.text.includes(kind)) return false;
    this.#unread.splice(index, 1);
    readSource(part.text, {
      document: (document) => {
        for (const manifest of manifestsOf(part, document))
          if (isDefinition(manifest)) this.#add(definitionOf(manifest, true));
      },
      problem: (one) => problem({ ...one, start: one.start + start, end: one.end + start, document: undefined }),
    });
    return true;
  }
}

const MARK = 'CustomResourceDefinition';

function isDefinition({ apiVersion, kind }: Manifest): boolean {
  return kind === MARK && apiVersion.startsWith('apiextensions.k8s.io/');
}

interface Wanted {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** How many folders a definition's file has in common with another file; more than any number of them if it is the same. */
function nearness({ source, extra }: Definition, file: string): number {
  if (extra) return 0;
  if (source.file === file) return 1e5;
  let folders = 1;
  const length = Math.min(source.file.length, file.length);
  for (let i = 0; i < length && source.file.charCodeAt(i) === file.charCodeAt(i); i++)
    if (file.charCodeAt(i) === 47) folders++;
  return folders;
}
