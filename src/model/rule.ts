import type { Document } from './document.ts';
import type { Field } from './field.ts';
import type { FindingSource, Fix, Severity } from './finding.ts';
import type { Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import type { Manifest } from './manifest.ts';
import type { Node } from './node.ts';
import type { Place } from './place.ts';
import type { Settings } from './settings.ts';
import type { Container, Pod } from './workload.ts';

export const PRESETS = ['api', 'recommended', 'strict', 'security-baseline', 'security-restricted', 'all'] as const;
export type Preset = (typeof PRESETS)[number];

export const CATEGORIES = [
  'yaml',
  'shape',
  'names',
  'containers',
  'probes',
  'lifecycle',
  'ports',
  'env',
  'resources',
  'volumes',
  'rollout',
  'scheduling',
  'accounts',
  'security',
  'network',
  'rbac',
  'jobs',
  'autoscaling',
  'podlint',
] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * A check that is podlint's own, or the name of a check that the API server makes. Its id is its file's name. It seldom has more than one of
 * the functions: which one says what it is handed. What it must not do: keep anything between two calls.
 */
export interface Rule<Options extends object = Record<string, never>> {
  readonly category: Category;
  readonly severity: Severity;
  /** Where a rule stands in several presets, the ones that hold it by themselves: `recommended` is part of `strict` anyway. */
  readonly presets: readonly Preset[];
  readonly source: FindingSource;
  /** The version of podlint that first had it. */
  readonly since: string;
  readonly fixable?: 'safe' | 'unsafe' | 'both' | undefined;
  /** JSON Schema of the options' properties. */
  readonly options?: Readonly<Record<string, ValueSchema>> | undefined;
  readonly defaults?: Options | undefined;
  /** The kinds that `object` wants to see; all if nothing is said. */
  readonly kinds?: readonly string[] | undefined;
  /** For what stands in the text and not in the object. */
  document?(document: Document, manifest: Manifest, report: RuleReport, options: Options): void;
  object?(manifest: Manifest, report: RuleReport, options: Options): void;
  /** For every pod spec: of a Pod, in a template, in a custom kind that embeds one. */
  pod?(pod: Pod, report: RuleReport, options: Options): void;
  container?(container: Container, report: RuleReport, options: Options): void;
  /** For what only shows when all objects of the input are known. Not called where the input is no whole project. */
  project?(project: Project, report: ProjectReport, options: Options): void;
  /** Mends what the API server objects to; only for names of API checks. */
  fix?(at: Field): Fix | undefined;
}

/** The part of JSON Schema that config files and rule options are described in. */
export interface ValueSchema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | undefined;
  readonly description?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  /** A number counts as the text that is written: 1.30 is no 1.3. */
  readonly asWritten?: true | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly items?: ValueSchema | undefined;
  readonly properties?: Readonly<Record<string, ValueSchema>> | undefined;
  readonly additionalProperties?: ValueSchema | false | undefined;
  readonly required?: readonly string[] | undefined;
  /** The first whose `type` fits the value is the one that counts. */
  readonly anyOf?: readonly ValueSchema[] | undefined;
}

/** A rule whose options nobody looks at. */
export type AnyRule = Rule<Record<string, unknown>>;

/** Rules of somebody else's, known as `name/rule`. */
export interface Plugin {
  readonly name: string;
  readonly rules: Readonly<Record<string, AnyRule>>;
}

/** What a rule's page says. Kept beside the rule and out of the command's bundle. */
export interface RuleDocs {
  /** One line: what it finds. */
  readonly summary: string;
  /** Why that is bad and what to do; Markdown. */
  readonly why: string;
  /** A manifest in which the rule finds something, and the same one mended. */
  readonly bad: string;
  readonly good: string;
  /** Settings that the two examples need. */
  readonly exampleOptions?: Readonly<Record<string, unknown>> | undefined;
  readonly exampleSettings?: Settings | undefined;
  /** What the examples' file is called, and the chart that it is part of. */
  readonly exampleInput?: { readonly file: string; readonly chart: string } | undefined;
}

/** Raises a finding: about a field, a node, or a range of the text. */
export type RuleReport = (at: Field | Node | Place, message: string, more?: RuleFinding) => void;

/** Raises a finding about an object that `project.open()` gave back. */
export type ProjectReport = (at: Field, message: string, more?: RuleFinding) => void;

export interface RuleFinding {
  readonly severity?: Severity | undefined;
  readonly fix?: Fix | undefined;
  /** The path to print where the place is no Field. */
  readonly path?: string | undefined;
  readonly related?: { readonly at: Field | Node | Place; readonly message: string } | undefined;
  /**
   * Takes the finding back if it says yes. Asked in the end, where the input is a whole project: whether a LimitRange has a default, an autoscaler scales
   * the object. It must hold on to no manifest, field or node.
   */
  readonly unless?: ((project: Project, self: Entry) => boolean) | undefined;
}
