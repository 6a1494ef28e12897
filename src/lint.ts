import { admit } from './apiserver/index.ts';
import { Plans } from './engine/plan.ts';
import { withPlugins } from './engine/plugins.ts';
import { FileReport, type Input, type RunContext } from './engine/report.ts';
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
import { Shapes } from './schema/shapes.ts';

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
  const contexts = new Map<Settings, RunContext>();
  const shapes = new Shapes(settings);
  const reports: FileReport[] = [];
  const waiting = new Waiting();
  const project = settings.project ? new ProjectRun(contextOf(), shapes) : undefined;

  /** What holds for a text: the run's own settings, or those of the config nearest to it. */
  function contextOf(own: Settings = settings): RunContext {
    let context = contexts.get(own);
    if (context === undefined) {
      const all = withPlugins(rules, own);
      contexts.set(own, (context = { settings: own, plans: new Plans(own, all), rules: all }));
    }
    return context;
  }

  function judge(manifest: Manifest, report: FileReport): void {
    const raise = (raised: Raised): void => report.add(raised, manifest);
    const shape = shapes.check(manifest, raise);
    if (shape === 'not yet known') return waiting.add(manifest, report);
    if (shape === 'known' && !report.input.patch) admit(manifest, shapes.strategyOf(manifest), raise, report.input.settings ?? settings);
    if (!report.input.patch && !report.input.context) runRules(manifest, report.planFor(manifest), raise);
    report.addObject(manifest, shapes.isComplete(manifest) ? shape : 'unknown');
    project?.add(manifest, report);
  }

  return {
    add(input) {
      const report = new FileReport(input, contextOf(input.settings));
      reports.push(report);
      if (input.definitions) return shapes.define(report.source, (problem) => report.addProblem(problem));
      readSource(input.text, {
        document: (document) => {
          const manifests = manifestsOf(report.source, document);
          if (manifests.length === 0) {
            report.addOther(document);
            project?.addOther(document.root, report);
          }
          for (const manifest of manifests) judge(manifest, report);
        },
        problem: (problem) => report.addProblem(problem),
        ...report.comments(),
      });
    },
    fail(file, why) {
      const report = new FileReport({ file, text: '', named: true }, contextOf());
      report.addProblem({ message: `${file} ${why}`, start: 0, end: 0, document: undefined, edits: undefined });
      reports.push(report);
    },
    finish() {
      shapes.settle();
      waiting.release(judge);
      project?.finish(contexts.values(), reports);
      return summarize(reports);
    },
  };
}
