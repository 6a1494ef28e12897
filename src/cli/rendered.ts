import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareFindings } from '../engine/findings.ts';
import { type Result, count } from '../engine/summary.ts';
import type { Finding } from '../model/finding.ts';
import { readText } from './files.ts';

/** A text that Helm rendered: what reports call it, and the folder that templates are looked for in. */
export interface Rendered {
  readonly file: string;
  readonly text: string;
  readonly cwd: string;
}

/**
 * Leads findings of what Helm rendered back to the templates, by the comment that Helm puts before each object. A finding moves
 * to its template if the line in question stands there as it is, once, below the same key; else it only says which template it is from.
 */
export function toTemplates(result: Result, rendered: Rendered): Result {
  if (!rendered.text.includes('\n# Source: ') && !rendered.text.startsWith('# Source: ')) return result;
  const stream = new Stream(rendered);
  const findings = result.findings.map((finding) => (finding.file === rendered.file ? stream.lead(finding) : finding));
  findings.sort(compareFindings);
  return { ...result, findings, summary: { ...result.summary, ...count(findings) } };
}

class Stream {
  readonly #lines: Lines;
  readonly #cwd: string;
  /** The template that each line is from. */
  readonly #sources: (string | undefined)[] = [];
  readonly #templates: Map<string, Template | undefined> = new Map();

  constructor({ text, cwd }: Rendered) {
    this.#lines = new Lines(text);
    this.#cwd = cwd;
    let source: string | undefined;
    for (const line of this.#lines.all) {
      if (line.startsWith('---')) source = undefined;
      else if (line.startsWith('# Source: ')) source = line.slice(10).trim();
      this.#sources.push(source);
    }
  }

  lead(finding: Finding): Finding {
    const source = this.#sources[finding.line - 1];
    if (source === undefined) return finding;
    const template = this.#template(source);
    const line =
      template === undefined || finding.endLine !== finding.line
        ? undefined
        : this.#lines.lineIn(template.lines, finding.line);
    if (template === undefined || line === undefined)
      return { ...finding, message: `${finding.message} (from ${template?.file ?? source})` };
    const shift =
      indentOf(template.lines.all[line - 1] as string) - indentOf(this.#lines.all[finding.line - 1] as string);
    const { file, column, endColumn, endLine } = finding;
    const here = { file, line: finding.line, column, endLine, endColumn, message: 'rendered here' };
    // A fix is made for the rendered text.
    const { fix: _, ...rest } = finding;
    const related = [...(finding.related ?? []), here];
    return {
      ...rest,
      file: template.file,
      line,
      column: column + shift,
      endLine: line,
      endColumn: endColumn + shift,
      related,
    };
  }

  #template(source: string): Template | undefined {
    if (!this.#templates.has(source)) this.#templates.set(source, findTemplate(source, this.#cwd));
    return this.#templates.get(source);
  }
}

interface Template {
  readonly file: string;
  readonly lines: Lines;
}

/** A template below the working folder: Helm names it by its chart, whose folder may be called otherwise or be the working folder itself. */
function findTemplate(source: string, cwd: string): Template | undefined {
  const [chart, ...way] = source.split('/');
  if (way.length === 0 || way.includes('..') || chart === '..') return undefined;
  const names = [source];
  if (isChart(cwd, chart)) names.push(way.join('/'));
  else
    for (const folder of foldersOf(cwd))
      if (folder !== chart && isChart(join(cwd, folder), chart)) names.push(`${folder}/${way.join('/')}`);
  for (const file of names) {
    const content = existsSync(join(cwd, file)) ? readText(join(cwd, file)) : undefined;
    if (content !== undefined && 'text' in content) return { file, lines: new Lines(content.text) };
  }
  return undefined;
}

function isChart(folder: string, name: string | undefined): boolean {
  if (!existsSync(join(folder, 'Chart.yaml'))) return false;
  const content = readText(join(folder, 'Chart.yaml'));
  return 'text' in content && /^name:[ \t]*["']?([^\s"'#]*)/m.exec(content.text)?.[1] === name;
}

function foldersOf(cwd: string): string[] {
  try {
    return readdirSync(cwd, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

/** The lines of a text, and where each that is there only once stands. */
class Lines {
  readonly all: readonly string[];
  #once: Map<string, number | undefined> | undefined;

  constructor(text: string) {
    this.all = text.split(/\r?\n/);
  }

  /** The line of another text that is the same as this one, below the same key. */
  lineIn(other: Lines, line: number): number | undefined {
    const text = (this.all[line - 1] as string).trim();
    const found = other.once(text);
    return found !== undefined && text !== '' && this.#above(line) === other.#above(found) ? found : undefined;
  }

  once(text: string): number | undefined {
    if (this.#once === undefined) {
      this.#once = new Map();
      for (const [i, line] of this.all.entries()) {
        const key = line.trim();
        this.#once.set(key, this.#once.has(key) ? undefined : i + 1);
      }
    }
    return this.#once.get(text);
  }

  /** The key in the nearest line before that is less indented; its value may be rendered. */
  #above(line: number): string {
    const indent = indentOf(this.all[line - 1] as string);
    for (let i = line - 2; i >= 0; i--) {
      const text = this.all[i] as string;
      if (
        text.trim() !== '' &&
        !text.trimStart().startsWith('#') &&
        !text.trimStart().startsWith('{{') &&
        indentOf(text) < indent
      )
        return text.trim().replace(/:.*$/, '');
    }
    return '';
  }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
