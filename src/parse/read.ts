import type { Comment, Document, Problem } from '../model/document.ts';
import { skipJsonBlanks } from './chars.ts';
import { findComments } from './comments.ts';
import { isBadSeparator, isBareSeparator, isBlankText, nextSeparator, startsLikeJson } from './documents.ts';
import type { BailReason } from './fast/chars.ts';
import { readFast, releaseSource } from './fast.ts';
import { JsonReader } from './json.ts';
import { MAX_DOCUMENTS } from './limits.ts';
import { Lines } from './explain/scene.ts';
import { explainSeparator } from './explain/separators.ts';
import { type Failure, readSlow } from './slow.ts';
import type { Reading } from './slow/reader.ts';
import { readWithYaml } from './yaml.ts';

/** Who is told what a source holds, in its order. */
export interface Handlers {
  document(document: Document): void;
  problem(problem: Problem): void;
  /** Each comment of a text that names podlint somewhere, before the document it stands in. */
  comment?(comment: Comment): void;
}

export interface ReadOptions {
  /** `slow`: leave every document to the slow reader. `yaml`: to the `yaml` package, as far as it reads like Kubernetes. */
  readonly reader?: 'slow' | 'yaml' | undefined;
}

/** How a source was read. */
export interface ReadStats {
  documents: number;
  /** How many documents the fast reader left to the slow one, and why. */
  slow: number;
  readonly reasons: Map<BailReason | 'separator', number>;
}

/**
 * Reads a text as Kubernetes' decoder does: a stream of JSON values as long as they are such, then YAML documents between
 * lines that begin with `---`. Each document is handed on as soon as it is read. A document that cannot be read is one
 * problem; those around it are read all the same.
 */
export function readSource(text: string, handlers: Handlers, options: ReadOptions = {}): ReadStats {
  const stream = new Stream(withLastLine(text), handlers, options);
  stream.length = text.length;
  stream.readYaml(stream.readJson());
  releaseSource();
  return stream.stats;
}

/** Kubernetes' line reader ends the last line too, where nobody else has. */
function withLastLine(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** Reads one document again, of which a reader said before where it stands. */
export function readAgain(
  text: string,
  where: Pick<Document, 'start' | 'end' | 'json' | 'index'>,
): Document | undefined {
  let found: Document | undefined;
  const isLast = where.end === text.length;
  const source = isLast ? withLastLine(text) : text;
  const stream = new Stream(source, { document: (document) => (found = document), problem: () => {} }, {});
  stream.length = text.length;
  stream.readOne({ ...where, end: isLast ? source.length : where.end });
  return found;
}

class Stream {
  readonly stats: ReadStats = { documents: 0, slow: 0, reasons: new Map() };
  /** Of the text as it was given; a line end may have been added to it. */
  length = Number.POSITIVE_INFINITY;
  private readonly text: string;
  private readonly handlers: Handlers;
  private jsonReader: JsonReader | undefined;
  private readonly reader: ReadOptions['reader'];
  private lines: Lines | undefined;
  private readonly tell: ((comment: Comment) => void) | undefined;
  private index = 0;

  constructor(text: string, handlers: Handlers, options: ReadOptions) {
    this.reader = options.reader;
    this.text = text;
    this.handlers = handlers;
    // Nobody wants comments of a text that does not name podlint, and to find them takes a second pass.
    this.tell =
      handlers.comment !== undefined && text.includes('podlint') ? (comment) => handlers.comment?.(comment) : undefined;
  }

  /** Made when something looks like JSON: most texts do not. */
  private get json(): JsonReader {
    return (this.jsonReader ??= new JsonReader(this.text));
  }

  /** Values of a stream that begins with a brace; the offset after the last one. */
  readJson(): number {
    if (!startsLikeJson(this.text)) return 0;
    let at = 0;
    for (;;) {
      const root = this.json.read(at);
      if (root === undefined) return at;
      if (this.isFull(root.start)) return this.text.length;
      at = this.json.at;
      this.emit(
        { root, duplicates: this.json.duplicates, overrides: [], odd: false, dropped: undefined },
        root.start,
        at,
        true,
      );
    }
  }

  readYaml(start: number): void {
    let at = start;
    let afterBad = false;
    while (at < this.text.length && !this.isFull(at)) {
      const separator = nextSeparator(this.text, at);
      const leading = separator.start === at && !isBadSeparator(this.text, separator);
      const end = leading ? nextSeparator(this.text, separator.next) : separator;
      this.readChunk({ start: at, end: end.start, leading: leading ? separator.next : -1, quiet: afterBad });
      this.separatorComment(end.start, end.end);
      afterBad = isBadSeparator(this.text, end);
      if (afterBad) this.badSeparator(end.start, end.end);
      at = end.next;
    }
  }

  readOne({ start, end, json, index }: Pick<Document, 'start' | 'end' | 'json' | 'index'>): void {
    this.index = index;
    if (json) {
      this.readJsonChunk(start, end);
      return;
    }
    // Only a `---` that follows no document, at the top or behind another one, is part of what YAML is read from.
    const line = this.text.lastIndexOf('\n', start - 2) + 1;
    const before = this.text.lastIndexOf('\n', line - 2) + 1;
    const leading =
      start > 0 &&
      this.text.startsWith('---', line) &&
      (line === 0 || this.text.startsWith('---', before)) &&
      !isBadSeparator(this.text, nextSeparator(this.text, line));
    const chunk = { start: leading ? line : start, end, leading: leading ? start : -1, quiet: true };
    const reading = this.readFast(chunk, true) ?? this.readSlow(chunk.start, end);
    if ('root' in reading) this.emit(reading, start, end, false);
  }

  /** Whether so many documents have been read that the others, from an offset on, are not. */
  private isFull(at: number): boolean {
    if (this.index < MAX_DOCUMENTS) return false;
    const message = `this text holds more than ${MAX_DOCUMENTS.toLocaleString('en')} documents: what follows is not read`;
    const newline = this.text.indexOf('\n', at);
    this.tellProblem({ message, start: at, end: newline === -1 ? at : newline, edits: undefined }, undefined);
    return true;
  }

  private readChunk(chunk: Chunk): void {
    const { start, end, leading } = chunk;
    if (leading === -1 && this.readJsonChunk(start, end)) return;
    if (this.tell !== undefined) findComments(this.text, chunk, this.tell);
    if (isBlankText(this.text, start, end)) return;
    const content = leading === -1 ? start : leading;
    const reading = this.readFast(chunk) ?? this.readSlow(start, end);
    if ('root' in reading) this.emit(reading, content, end, false);
    else this.fail(reading, chunk.quiet);
  }

  private readFast(chunk: Chunk, isAlone = false): Reading | undefined {
    const { start, end, leading } = chunk;
    if (this.reader !== undefined) return undefined;
    // What stands on the line of a `---` belongs to the document, if it is no comment.
    if (leading !== -1 && !isBareSeparator(this.text, start)) return this.bail('separator');
    const hasMark = leading === -1 && this.text.charCodeAt(start) === 0xfeff;
    const from = leading === -1 ? start + Number(hasMark) : leading;
    const reading = readFast(this.text, { start: from, end, isAlone });
    return typeof reading === 'string' ? this.bail(reading) : reading;
  }

  private bail(reason: BailReason | 'separator'): undefined {
    const { reasons } = this.stats;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }

  private readSlow(start: number, end: number): Reading | Failure {
    this.stats.slow++;
    this.lines ??= new Lines(this.text);
    return this.reader === 'yaml' ? readWithYaml(this.lines, start, end) : readSlow(this.lines, start, end);
  }

  /** A YAML document that is valid JSON is sent to the API server as it is. */
  private readJsonChunk(start: number, end: number): boolean {
    const first = this.text.charCodeAt(skipJsonBlanks(this.text, start));
    // A brace, a bracket, a quote, a sign or digit, or the first letter of a word of JSON.
    if (first !== 123 && first !== 91 && first !== 34 && first !== 45 && !(first >= 48 && first <= 57)) {
      if (first !== 116 && first !== 102 && first !== 110) return false;
    }
    const root = this.json.read(start);
    if (root === undefined || skipJsonBlanks(this.text, this.json.at) < end) return false;
    this.emit(
      { root, duplicates: this.json.duplicates, overrides: [], odd: false, dropped: undefined },
      start,
      end,
      true,
    );
    return true;
  }

  private emit(reading: Reading, start: number, end: number, json: boolean): void {
    this.stats.documents++;
    const { root, duplicates, overrides, odd, dropped } = reading;
    const stop = Math.min(end, this.length);
    this.handlers.document({ index: this.index++, start, end: stop, root, json, duplicates, overrides, odd, dropped });
  }

  private fail(problem: Failure, quiet: boolean): void {
    const document = this.index++;
    if (!quiet) this.tellProblem(problem, document);
  }

  private tellProblem({ message, start, end, edits }: Failure, document: number | undefined): void {
    const { length } = this;
    this.handlers.problem({ message, start: Math.min(start, length), end: Math.min(end, length), edits, document });
  }

  /** A comment behind a `---` that ends a document is part of no text that YAML is read from. */
  private separatorComment(start: number, end: number): void {
    if (this.tell === undefined) return;
    const line = /^---\s*(#.*?)\r?$/.exec(this.text.slice(start, end));
    if (line !== null)
      this.tell({
        start: start + line[0].indexOf('#'),
        end: start + line[0].indexOf('#') + (line[1] as string).length,
      });
  }

  private badSeparator(start: number, end: number): void {
    const problem = explainSeparator(this.text, start, end);
    if (problem !== undefined) this.tellProblem(problem, undefined);
  }
}

interface Chunk {
  readonly start: number;
  readonly end: number;
  /** Where the text begins after a `---` line that opens the chunk; -1 without one. */
  readonly leading: number;
  /** Whether a failure is not worth a word, since it follows from the bad separator before. */
  readonly quiet: boolean;
}
