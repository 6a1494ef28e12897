import { isUtf8 } from 'node:buffer';
import {
  type Dirent,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { loadFastGlob, loadIgnore } from '../lazy.ts';
import { matchesAny } from '../model/glob.ts';

/** A file that is to be read. */
export interface Found {
  /** Where it is. */
  readonly path: string;
  /** What reports call it: relative to the working directory if it lies in it, `/` between folders. */
  readonly file: string;
  /** Named on the command line, not found in a folder. */
  readonly named: boolean;
}

/** A file that is left alone, and why. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

export interface FindOptions {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly ignorePatterns: readonly string[];
  readonly honourIgnoreFiles: boolean;
  /** Whether the config that counts for a file leaves it out. */
  readonly isIgnored: (path: string) => boolean;
}

export interface Findings {
  readonly files: readonly Found[];
  readonly skipped: readonly Skipped[];
  /** Paths that do not exist and globs that match nothing. */
  readonly unmatched: readonly string[];
  /** Whether a folder was asked for, so that the input can be taken for a whole project. */
  readonly project: boolean;
}

/** The only place of the file system that manifests come from: what the arguments name, sorted, each file once. */
export function findFiles(options: FindOptions): Findings {
  const search = new Search(options);
  for (const path of options.paths) search.add(path);
  return search.result();
}

const MANIFEST = /\.(ya?ml|json)$/i;
const NEVER = new Set(['node_modules', '.git']);

class Search {
  readonly #options: FindOptions;
  readonly #files: Map<string, Found> = new Map();
  readonly #skipped: Skipped[] = [];
  readonly #unmatched: string[] = [];
  #project = false;

  constructor(options: FindOptions) {
    this.#options = options;
  }

  add(path: string): void {
    const full = resolve(this.#options.cwd, path);
    const stat = statSync(full, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      this.#project = true;
      this.#walk(full, this.#rulesAbove(full), realpathSync(full));
    } else if (stat !== undefined) this.#take(full, true);
    else if (/[*?[\]{}]/.test(path)) this.#glob(path);
    else this.#unmatched.push(path);
  }

  result(): Findings {
    const files = [...this.#files.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
    return { files, skipped: this.#skipped, unmatched: this.#unmatched, project: this.#project };
  }

  #take(path: string, named: boolean): void {
    const file = displayName(this.#options.cwd, path);
    if (matchesAny(this.#options.ignorePatterns, file)) return this.#skip(path, 'matches --ignore-pattern');
    if (this.#options.isIgnored(path)) return this.#skip(path, 'left out by `ignores` of its config');
    const before = this.#files.get(path);
    if (before === undefined || (named && !before.named)) this.#files.set(path, { path, file, named });
  }

  #glob(pattern: string): void {
    const slashed = sep === '\\' ? pattern.replaceAll('\\', '/') : pattern;
    const matched = loadFastGlob().sync(slashed, {
      cwd: this.#options.cwd,
      dot: false,
      followSymbolicLinks: false,
      ignore: ['**/node_modules/**', '**/.git/**'],
    });
    if (matched.length === 0) this.#unmatched.push(pattern);
    for (const path of matched) this.#take(resolve(this.#options.cwd, path), true);
  }

  #walk(folder: string, above: readonly IgnoreRules[], root: string): void {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      this.#skipped.push({ file: displayName(this.#options.cwd, folder), reason: reasonOf(error) });
      return;
    }
    const own =
      this.#options.honourIgnoreFiles && entries.some(({ name }) => name === '.gitignore')
        ? readIgnoreFile(folder)
        : undefined;
    const rules = own === undefined ? above : [...above, own];
    for (const entry of entries) this.#visit(entry, { folder, rules, root });
  }

  #visit(entry: Dirent, { folder, rules, root }: Place): void {
    const path = folder.endsWith(sep) ? folder + entry.name : folder + sep + entry.name;
    if (entry.isDirectory()) {
      if (NEVER.has(entry.name)) return;
      if (isIgnored(rules, `${path}${sep}`)) this.#skip(path, 'ignored by .gitignore');
      else this.#walk(path, rules, root);
      return;
    }
    if (!MANIFEST.test(entry.name)) return;
    if (isIgnored(rules, path)) return this.#skip(path, 'ignored by .gitignore');
    if (entry.isSymbolicLink() && !leadsInto(path, root))
      return this.#skip(path, 'a symbolic link that leads out of the folder, or nowhere');
    if (!entry.isFile() && !entry.isSymbolicLink()) return this.#skip(path, 'no regular file');
    this.#take(path, false);
  }

  #skip(path: string, reason: string): void {
    this.#skipped.push({ file: displayName(this.#options.cwd, path), reason });
  }

  /** The .gitignore files between the repository's root and a folder that is walked. */
  #rulesAbove(folder: string): readonly IgnoreRules[] {
    const rules: IgnoreRules[] = [];
    if (!this.#options.honourIgnoreFiles) return rules;
    let at = folder;
    while (statSync(resolve(at, '.git'), { throwIfNoEntry: false }) === undefined) {
      const up = resolve(at, '..');
      if (up === at) return [];
      at = up;
      const own = readIgnoreFile(at);
      if (own !== undefined) rules.unshift(own);
    }
    return rules;
  }
}

interface Place {
  readonly folder: string;
  readonly rules: readonly IgnoreRules[];
  readonly root: string;
}

interface IgnoreRules {
  readonly folder: string;
  readonly ignores: (path: string) => { ignored: boolean; unignored: boolean };
}

function readIgnoreFile(folder: string): IgnoreRules | undefined {
  const content = readText(resolve(folder, '.gitignore'));
  if ('failure' in content) return undefined;
  const rules = loadIgnore()().add(content.text);
  return { folder, ignores: (path) => rules.test(path) };
}

/** The nearest .gitignore that says something of a path decides. */
function isIgnored(rules: readonly IgnoreRules[], path: string): boolean {
  for (let i = rules.length - 1; i >= 0; i--) {
    const { folder, ignores } = rules[i] as IgnoreRules;
    const { ignored, unignored } = ignores(
      relative(folder, path).replaceAll(sep, '/') + (path.endsWith(sep) ? '/' : ''),
    );
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

function leadsInto(link: string, root: string): boolean {
  try {
    const target = realpathSync(link);
    return (target === root || target.startsWith(root.endsWith(sep) ? root : root + sep)) && statSync(target).isFile();
  } catch {
    return false;
  }
}

/** What reports call a path. */
export function displayName(cwd: string, path: string): string {
  // Most files lie below, by a path without detours: there is nothing to resolve.
  if (sep === '/' && path.startsWith(cwd) && path[cwd.length] === '/' && !path.includes('/.'))
    return path.slice(cwd.length + 1);
  const way = relative(cwd, path);
  const name = way === '' || way.startsWith('..') || isAbsolute(way) ? path : way;
  return sep === '\\' ? name.replaceAll('\\', '/') : name;
}

/** The largest text that is read: beyond it no manifest is meant, and every byte is held in memory. */
const MOST_BYTES = 100 * 1024 * 1024;

/** What a file holds, or why it can't be read as text. */
export type Content = { readonly text: string } | { readonly failure: string };

/** Where files of a usual size are read into, in one go: what is read at once did not change meanwhile. */
const shared = Buffer.allocUnsafeSlow(65_536);

/** Reads a file as text. Never throws, and waits for nobody who is not there. */
export function readText(path: string): Content {
  let descriptor: number | undefined;
  try {
    // Opened like that, a pipe without a writer is no place to wait in.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const bytesAtOnce = readAtOnce(descriptor);
    if (bytesAtOnce !== undefined) return decode(bytesAtOnce);
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return { failure: 'is a directory' };
    if (stat.isCharacterDevice() || stat.isBlockDevice()) return { failure: 'is a device, no file' };
    if (stat.isFIFO()) return named(readPipe(descriptor));
    if (stat.size > MOST_BYTES) return { failure: tooLarge(stat.size) };
    const bytes = readFileSync(descriptor);
    const { size, mtimeMs } = fstatSync(descriptor);
    if (size !== stat.size || mtimeMs !== stat.mtimeMs)
      return { failure: 'has changed while it was read; run podlint again' };
    return decode(bytes);
  } catch (error) {
    return { failure: reasonOf(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** What most files hold. Undefined for those that are large, empty or no files: only files can be read from their beginning, wherever one stands. */
function readAtOnce(descriptor: number): Buffer | undefined {
  try {
    const length = readSync(descriptor, shared, 0, shared.length, 0);
    return length > 0 && length < shared.length ? shared.subarray(0, length) : undefined;
  } catch {
    return undefined;
  }
}

/** A pipe that somebody names is there to be written into. */
function named(content: Content): Content {
  return 'text' in content && content.text === '' ? { failure: 'is a pipe into which nothing is written' } : content;
}

/** How long a pipe may stay silent while somebody has it open, in milliseconds. */
const PATIENCE = 60_000;

/** Reads all that is written into a pipe, as much as is read of any file. A terminal or pipe that is not ready yet is asked again. */
export function readPipe(descriptor: number, patience: number = PATIENCE): Content {
  const chunks: Buffer[] = [];
  let size = 0;
  for (let waited = 0; size <= MOST_BYTES; ) {
    const chunk = Buffer.allocUnsafe(65_536);
    try {
      const length = readSync(descriptor, chunk);
      if (length === 0) return decode(Buffer.concat(chunks, size));
      chunks.push(chunk.subarray(0, length));
      size += length;
      waited = 0;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return decode(Buffer.concat(chunks, size));
      if (code !== 'EAGAIN') return { failure: reasonOf(error) };
      if (waited > patience) return { failure: 'is a pipe into which nothing is written' };
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      waited += 20;
    }
  }
  return { failure: `holds more than the ${MOST_BYTES / 1024 / 1024} MB that podlint reads` };
}

/** Bytes as text; a clear word where they are no UTF-8. */
export function decode(bytes: Buffer): Content {
  if (bytes.length > MOST_BYTES) return { failure: tooLarge(bytes.length) };
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { failure: 'is UTF-16; Kubernetes reads UTF-8: save it as UTF-8' };
  const text = bytes.toString('utf8');
  if (!text.includes('\ufffd') || isUtf8(bytes)) return { text };
  return { failure: `is not UTF-8: the first bad byte is number ${firstBadByte(bytes) + 1}, in line ${lineOf(bytes)}` };
}

function tooLarge(size: number): string {
  return `has ${Math.ceil(size / 1024 / 1024)} MB; podlint reads files of up to ${MOST_BYTES / 1024 / 1024} MB`;
}

function firstBadByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (
      isUtf8(bytes.subarray(0, middle)) ||
      isUtf8(bytes.subarray(0, middle + 1)) ||
      isUtf8(bytes.subarray(0, middle + 2))
    )
      good = middle;
    else bad = middle;
  }
  return good;
}

function lineOf(bytes: Buffer): number {
  let line = 1;
  const end = firstBadByte(bytes);
  for (let i = 0; i < end; i++) if (bytes[i] === 10) line++;
  return line;
}

/** The system's reason in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const words: Readonly<Record<string, string>> = {
    EACCES: 'may not be read (permission denied)',
    EPERM: 'may not be read (permission denied)',
    ENOENT: 'is gone',
    ENXIO: 'is a socket, no file',
    EISDIR: 'is a directory',
    ELOOP: 'is a symbolic link that leads to itself',
    EMFILE: 'can not be opened: too many open files',
  };
  return (code !== undefined && words[code]) || `can not be read (${code ?? String(error)})`;
}
