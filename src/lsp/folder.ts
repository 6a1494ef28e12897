import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { displayName, type Found, readText } from '../cli/files.ts';
import type { Arguments } from '../cli/flags.ts';
import { Fragments } from '../cli/fragments.ts';
import { Inputs } from '../cli/inputs.ts';
import type { Surroundings } from '../cli/main.ts';
import { settingsOf } from '../cli/settings.ts';
import type { FileReport } from '../engine/report.ts';
import { Judge } from '../lint.ts';
import { matchesAny } from '../model/glob.ts';
import type { AnyRule } from '../model/rule.ts';
import type { Source } from '../model/source.ts';
import { isKustomization } from '../project/kustomization.ts';
import type { Project } from '../project/project.ts';
import { carried, looksAcross, type Placed, placed } from './findings.ts';
import { surveyed } from './survey.ts';

/** A text that somebody edits, as far as a folder cares. */
export interface Edited {
  readonly path: string;
  readonly text: string;
}

/** A file of the folder that nobody edits. */
interface Known {
  /** Undefined for one that holds nothing of interest. */
  readonly report: FileReport | undefined;
  readonly stamp: string;
}

/** How long others may have to wait while files are read, in milliseconds. */
const SLICE = 15;

/** What was found in a text that is edited. */
interface Checked {
  report: FileReport;
  /** What was found when all rules had their say last, and in which text. */
  across: readonly Placed[];
  acrossIn: string;
}

/**
 * The manifests of a folder, read once and kept up to date file by file. Texts that are edited are judged in full; the others are there so that rules can
 * look across objects.
 */
export class Folder {
  readonly root: string;
  readonly inputs: Inputs;
  readonly judge: Judge;
  /** Why rules don't look across the whole folder; undefined if they do. */
  readonly tooLarge: string | undefined;
  readonly #known: Map<string, Known> = new Map();
  readonly #edited: Map<string, Checked> = new Map();
  readonly #fragments: Fragments | undefined;
  #project: Project | undefined;
  #isSettled = false;

  private constructor(root: string, inputs: Inputs, tooLarge: string | undefined) {
    this.root = root;
    this.inputs = inputs;
    this.tooLarge = tooLarge;
    this.judge = new Judge(inputs.settings);
    this.#fragments = inputs.settings.asIs ? undefined : new Fragments(root, inputs.files);
  }

  /**
   * Reads a folder, or with `lone` the configs for the files in it and nothing else. Throws what is wrong with its configs. The texts that are edited
   * are left for later.
   */
  static async open(root: string, args: Arguments, options: FolderOptions): Promise<Folder> {
    const tooLarge = options.lone ? undefined : await surveyed(root);
    const whole = !options.lone && tooLarge === undefined;
    const asked = { ...args, paths: whole ? ['.'] : options.edited.filter((path) => isThere(path)) };
    // A path that is not there is no mistake, and without any the command would read the folder.
    const paths = asked.paths.length === 0 ? ['.podlint-reads-nothing'] : asked.paths;
    const inputs = await Inputs.find({ ...asked, paths }, settingsOf(args), surroundings(root));
    const folder = new Folder(root, inputs, tooLarge);
    await folder.#readAll(new Set(options.edited));
    return folder;
  }

  async #readAll(edited: ReadonlySet<string>): Promise<void> {
    let until = performance.now() + SLICE;
    for (const found of this.inputs.definitions) this.#define(found);
    for (const { path } of this.inputs.files) {
      if (!edited.has(path)) this.read(path);
      if (performance.now() < until) continue;
      await pause();
      until = performance.now() + SLICE;
    }
    this.judge.settle();
    this.#isSettled = true;
    for (const path of this.#known.keys()) this.#forgetEmpty(path);
  }

  /** Lets go of the text of a file in which there is nothing that other files could need. */
  #forgetEmpty(path: string): void {
    const { report, stamp } = this.#known.get(path) as Known;
    if (report === undefined || report.broken || isKustomization(report.source.file)) return;
    if ((this.judge.project?.fileOf(report)?.entries.length ?? 0) > 0) return;
    this.judge.forget(report);
    this.#known.set(path, { report: undefined, stamp });
  }

  #define(found: Found): void {
    const content = readText(found.path);
    if (!('text' in content)) return;
    this.judge.read(this.judge.contexts.open({ file: found.file, text: content.text, named: true, definitions: true }));
  }

  /** Reads a file again that nobody edits. False if it is as it was. */
  read(path: string): boolean {
    if (this.#edited.has(path)) return false;
    const stamp = stampOf(path);
    const before = this.#known.get(path);
    if (before?.stamp === stamp) return false;
    this.#forget(path);
    const content = stamp === '' || this.isLeftOut(path) ? undefined : readText(path);
    if (content === undefined || !('text' in content)) return before !== undefined;
    const report = this.#open(path, content.text, true);
    this.#known.set(path, { report, stamp });
    if (this.#isSettled) this.#forgetEmpty(path);
    return true;
  }

  /** What can be said of an edited text at once: all that depends on it alone, and of what depends on others what was known before. */
  check({ path, text }: Edited): readonly Placed[] {
    const before = this.#edited.get(path);
    const checked = this.#take(path, text);
    if (before !== undefined) {
      checked.across = before.across;
      checked.acrossIn = before.acrossIn;
    }
    this.#takeBack(checked.report);
    const own = placed(checked.report.close().kept, checked.report);
    const { rules } = this;
    return sorted([
      ...own.filter(({ finding }) => !looksAcross(finding, rules)),
      ...carried(checked.across, checked.acrossIn, text),
    ]);
  }

  /** What all rules say of the edited texts, those that look across objects included. */
  checkAll(texts: Iterable<Edited>): Map<string, readonly Placed[]> {
    // Definitions first: what they define is judged by them.
    const inOrder = [...texts].sort((a, b) => Number(defines(b.text)) - Number(defines(a.text)));
    const taken = inOrder.map(({ path, text }) => ({ path, text, checked: this.#take(path, text) }));
    const project = this.#build();
    if (project !== undefined) this.judge.project?.judge(project, this.judge.contexts.all);
    const { rules } = this;
    const found = new Map<string, readonly Placed[]>();
    for (const { path, text, checked } of taken) {
      const all = sorted(placed(checked.report.close().kept, checked.report));
      checked.across = all.filter(({ finding }) => looksAcross(finding, rules));
      checked.acrossIn = text;
      found.set(path, all);
    }
    return found;
  }

  /** What would be found in an edited text if it were another one. */
  tryOut({ path, text }: Edited, other: string): readonly Placed[] {
    const before = this.#edited.get(path);
    const found = this.checkAll([{ path, text: other }]).get(path) ?? [];
    const after = this.#edited.get(path);
    if (before !== undefined && after !== undefined) {
      after.across = before.across;
      after.acrossIn = before.acrossIn;
    }
    this.check({ path, text });
    return found;
  }

  /** Nobody edits a text any more: what counts is the file. */
  close(path: string): void {
    const checked = this.#edited.get(path);
    if (checked === undefined) return;
    this.judge.forget(checked.report);
    this.#edited.delete(path);
    this.#project = undefined;
    this.read(path);
  }

  /** The objects of all texts as they are now. */
  get project(): Project | undefined {
    return (this.#project ??= this.#build());
  }

  get rules(): ReadonlyMap<string, AnyRule> {
    return this.judge.contexts.of().rules;
  }

  /** What findings call a file. */
  nameOf(path: string): string {
    return displayName(this.root, path);
  }

  /** Whether a config leaves a file out. */
  isLeftOut(path: string): boolean {
    const config = this.inputs.configFor(path);
    return config !== undefined && matchesAny(config.ignoredFiles, displayName(config.folder, path));
  }

  /** The files that are known and not edited. */
  get files(): Iterable<string> {
    return this.#known.keys();
  }

  /** The text of a file as it was read last, by the name that findings give it. */
  sourceOf(file: string): Source | undefined {
    const path = resolve(this.root, file);
    return (this.#edited.get(path) ?? this.#known.get(path))?.report?.source;
  }

  /** What is kept of an edited text. */
  reportOf(path: string): FileReport | undefined {
    return this.#edited.get(path)?.report;
  }

  #take(path: string, text: string): Checked {
    this.#forget(path);
    const before = this.#edited.get(path);
    if (before !== undefined) this.judge.forget(before.report);
    const checked = { report: this.#open(path, text, false), across: [], acrossIn: text };
    this.#edited.set(path, checked);
    return checked;
  }

  #open(path: string, text: string, context: boolean): FileReport {
    this.#project = undefined;
    const settings = this.inputs.settingsFor(path);
    const file = this.nameOf(path);
    const more = this.#fragments?.of({ path, file, named: !this.inputs.project }, text);
    const report = this.judge.contexts.open({ file, text, settings, context, ...more });
    this.judge.read(report);
    return report;
  }

  #forget(path: string): void {
    const known = this.#known.get(path);
    if (known === undefined) return;
    if (known.report !== undefined) this.judge.forget(known.report);
    this.#known.delete(path);
    this.#project = undefined;
  }

  #build(): Project | undefined {
    return (this.#project = this.judge.project?.build(this.#reports()));
  }

  #takeBack(report: FileReport): void {
    const project = this.#build();
    if (project !== undefined) this.judge.project?.takeBack(report, project);
  }

  *#reports(): Iterable<FileReport> {
    for (const { report } of this.#known.values()) if (report !== undefined) yield report;
    for (const { report } of this.#edited.values()) yield report;
  }
}

/** How a folder is to be read. */
export interface FolderOptions {
  /** Not the whole folder, only what is edited in it. */
  readonly lone: boolean;
  /** Paths of the texts that are edited. */
  readonly edited: readonly string[];
}

/** Whether a text may define custom kinds. */
export function defines(text: string): boolean {
  return text.includes('CustomResourceDefinition');
}

function sorted(findings: Placed[]): Placed[] {
  return findings.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What changes when a file does; empty for one that is not there. */
function stampOf(path: string): string {
  try {
    const { mtimeMs, size } = statSync(path);
    return `${mtimeMs} ${size}`;
  } catch {
    return '';
  }
}

function isThere(path: string): boolean {
  return stampOf(path) !== '';
}

/** The command's surroundings, seen from a folder: nothing is printed from there. */
function surroundings(root: string): Surroundings {
  const nowhere = { fd: -1, write: () => undefined };
  return { stdin: { fd: -1 }, stdout: nowhere, stderr: nowhere, env: {}, cwd: () => root };
}
