import { admit } from './apiserver/index.ts';
import { Contexts } from './engine/contexts.ts';
import type { FileReport, Input } from './engine/report.ts';
import { ProjectRun } from './engine/run-project.ts';
import { runRules } from './engine/run-rules.ts';
import { type Result, summarize } from './engine/summary.ts';
import { Waiting } from './engine/waiting.ts';
import type { Finding, Raised } from './model/finding.ts';
import type { Manifest } from './model/manifest.ts';
import type { Settings } from './model/settings.ts';
import { manifestsOf } from './parse/manifests.ts';
import { readSource } from './parse/read.ts';
import { rules } from './rules/list.gen.ts';
import { Shapes } from './shapes/shapes.ts';

/** A run takes texts in one by one, and tells in the end what it found in them and between them. */
export interface Run {
  add(input: Input): void;
  /** Notes a file that could not be read as text at all. */
  fail(file: string, why: string): void;
  finish(): Result;
}

/** Findings of some texts, sorted. Pure and synchronous: reads no manifest, writes nothing. */
export function lint(inputs: Iterable<Input>, settings: Settings = {}): readonly Finding[] {
  const run = openRun(settings);
  for (const input of inputs) run.add(input);
  return run.finish().findings;
}

/** The line from a text to findings. Every step of it is a folder. */
export function openRun(settings: Settings = {}): Run {
  const judge = new Judge(settings);
  const reports: FileReport[] = [];
  return {
    add(input) {
      const report = judge.contexts.open(input);
      reports.push(report);
      judge.read(report);
    },
    fail(file, why) {
      const report = judge.contexts.open({ file, text: '', named: true });
      report.addUnreadable(why);
      reports.push(report);
    },
    finish() {
      judge.settle();
      judge.project?.finish(judge.contexts.all, reports);
      return summarize(reports);
    },
  };
}

/** Judges texts and the objects in them. An editor keeps one for as long as it works, and takes each text in again when it changes. */
export class Judge {
  readonly shapes: Shapes;
  readonly project: ProjectRun | undefined;
  readonly contexts: Contexts;
  readonly #waiting: Waiting = new Waiting();

  constructor(settings: Settings) {
    this.contexts = new Contexts(rules, settings);
    this.shapes = new Shapes(settings);
    this.project = settings.project ? new ProjectRun(this.contexts.of(), this.shapes) : undefined;
  }

  /** Reads a text and judges what is in it, as far as that can be told before all texts are read. */
  read(report: FileReport): void {
    const { source, input } = report;
    if (report.isTemplate) return report.addTemplate();
    if (input.definitions) return this.shapes.define(source, (problem) => report.addProblem(problem));
    readSource(
      input.text,
      {
        document: (document) => {
          const manifests = manifestsOf(source, document, (root) => report.addOther(document, root));
          if (manifests.length === 0) this.project?.addOther(document.root, report);
          for (const manifest of manifests) this.#judge(manifest, report);
        },
        problem: (problem) => report.addProblem(problem),
        ...report.comments(),
      },
      report.settings,
    );
  }

  /** All texts are read: what could not be judged before is judged now. */
  settle(): void {
    this.shapes.settle();
    this.#waiting.release((manifest, report) => this.#judge(manifest, report));
  }

  /** Takes a text out again, and all that was learnt from it. */
  forget(report: FileReport): void {
    this.shapes.forget(report.source.file);
    this.project?.forget(report);
  }

  #judge(manifest: Manifest, report: FileReport): void {
    const { shapes } = this;
    const raise = (raised: Raised): void => report.add(raised, manifest);
    const shape = shapes.check(manifest, raise);
    if (shape === 'not yet known') return this.#waiting.add(manifest, report);
    const { patch, context } = report.input;
    if (shape === 'known' && !patch && !context) admit(manifest, shapes.strategyOf(manifest), raise, report.settings);
    if (!patch && !context) runRules(manifest, report.planFor(manifest), raise);
    report.addObject(manifest, shape === 'known' && shapes.isComplete(manifest) ? shape : 'unknown');
    this.project?.add(manifest, report);
  }
}
