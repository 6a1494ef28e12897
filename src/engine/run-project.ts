import type { Manifest } from '../model/manifest.ts';
import type { Node } from '../model/node.ts';
import type { ProjectReport } from '../model/rule.ts';
import { ProjectBuilder } from '../project/builder.ts';
import type { Entry } from '../project/entry.ts';
import type { ProjectFile } from '../project/files.ts';
import { openEntry } from '../project/open.ts';
import type { Project } from '../project/project.ts';
import type { Shapes } from '../shapes/shapes.ts';
import type { Planned } from './plan.ts';
import type { FileReport, RunContext } from './report.ts';
import { raisedBy } from './run-rules.ts';

/** What looks across objects: takes in what is to be remembered of each while the files are read, and has its say when all are known. */
export class ProjectRun {
  readonly #run: RunContext;
  readonly #shapes: Shapes;
  readonly #builder: ProjectBuilder = new ProjectBuilder();
  readonly #files: Map<FileReport, ProjectFile> = new Map();
  readonly #reports: Map<ProjectFile, FileReport> = new Map();

  constructor(run: RunContext, shapes: Shapes) {
    this.#run = run;
    this.#shapes = shapes;
  }

  add(manifest: Manifest, report: FileReport): void {
    if (this.#run.plans.mayLookAcross || report.mayLookAcross) this.#builder.add(this.#fileOf(report), manifest);
  }

  addOther(root: Node, report: FileReport): void {
    this.#builder.addOther(this.#fileOf(report), root);
  }

  /** Takes a text out again. */
  forget(report: FileReport): void {
    const file = this.#files.get(report);
    if (file === undefined) return;
    this.#files.delete(report);
    this.#reports.delete(file);
    this.#builder.remove(file);
  }

  /** What is known by now, as the rules see it. */
  build(reports: Iterable<FileReport>): Project {
    for (const report of reports) if (report.broken) this.#fileOf(report).broken = true;
    return this.#builder.build(this.#run.settings, (entry) => openEntry(entry, this.#shapes));
  }

  /** Runs the rules that look across objects, and takes back what other objects make untrue. */
  finish(contexts: Iterable<RunContext>, reports: Iterable<FileReport>): void {
    if (this.#files.size > 0) this.judge(this.build(reports), contexts);
  }

  /** The same for a project that was built already. */
  judge(project: Project, contexts: Iterable<RunContext>): void {
    const done = new Set<string>();
    const plans = [...contexts].flatMap((context) => [...context.plans.all]);
    for (const planned of plans.flatMap((plan) => plan.project)) {
      const key = keyOf(planned);
      if (done.has(key)) continue;
      done.add(key);
      planned.rule.project?.(project, this.#raiser(planned, project), planned.options);
    }
    for (const report of this.#files.keys()) this.takeBack(report, project);
  }

  /** Takes back what other objects make untrue of one text. */
  takeBack(report: FileReport, project: Project): void {
    let entries: Map<string, Entry> | undefined;
    report.takeBack(({ document, item }, unless) => {
      entries ??= new Map(this.#fileOf(report).entries.map((entry) => [`${entry.index} ${entry.item}`, entry]));
      const entry = entries.get(`${document} ${item ?? ''}`);
      return entry !== undefined && unless(project, entry);
    });
  }

  /** What the project keeps of a text. */
  fileOf(report: FileReport): ProjectFile | undefined {
    return this.#files.get(report);
  }

  /** Reports go to the file of the object, if the rule is switched on there with the same options. */
  #raiser(planned: Planned, project: Project): ProjectReport {
    const key = keyOf(planned);
    return (at, message, more) => {
      const { manifest } = at;
      const entry = project.entryOf(manifest);
      const report = entry && this.#reports.get(entry.file);
      if (entry === undefined || report === undefined || entry.file.context || entry.file.patch) return;
      const own = report.planFor(manifest).get(planned.id);
      if (own === undefined || (own.options !== planned.options && keyOf(own) !== key)) return;
      report.add(raisedBy(planned.id, planned.rule, { manifest, at, message, more }), manifest);
    };
  }

  #fileOf(report: FileReport): ProjectFile {
    let file = this.#files.get(report);
    if (file === undefined) {
      const { context, patch } = report.input;
      file = this.#builder.openFile(report.source, { context: context === true, patch: patch === true });
      this.#files.set(report, file);
      this.#reports.set(file, report);
    }
    return file;
  }
}

function keyOf({ id, options }: Planned): string {
  return `${id} ${JSON.stringify(options)}`;
}
