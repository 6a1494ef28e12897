import { matchesAny } from '../model/glob.ts';
import type { Report, Severity } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import type { AnyRule, Preset, RuleReport } from '../model/rule.ts';
import type { Override, RuleSetting, Settings } from '../model/settings.ts';
import { raisedBy } from './run-rules.ts';

/** A rule that is switched on, as loud and with the options that were asked for. */
export interface Planned {
  readonly id: string;
  readonly rule: AnyRule;
  /** What was asked for; undefined: as the rule itself says. */
  readonly severity: Severity | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * One of a rule's functions on its way through the objects. Made once, so that a run makes no function per object and rule; and all of one
 * shape, which rules are not: each has its own set of properties, and to look a function up in them for every object costs more than most of the functions do.
 */
export interface Running<Check> {
  readonly check: Check;
  readonly raise: RuleReport;
  readonly options: Readonly<Record<string, unknown>>;
}

type Checks = Required<Pick<AnyRule, 'document' | 'object' | 'pod' | 'container'>>;

/** Which rules run, sorted by what they want to see, so that nothing is asked twice. */
export class Plan {
  readonly document: readonly Running<Checks['document']>[];
  readonly pod: readonly Running<Checks['pod']>[];
  readonly container: readonly Running<Checks['container']>[];
  /** Those that look across objects, when all are known. */
  readonly project: readonly Planned[];
  /** The object that the rules look at just now, and who is told. */
  about: { readonly manifest: Manifest; readonly report: Report } | undefined;
  readonly #on: ReadonlyMap<string, Planned>;
  readonly #byKind: Map<string, readonly Running<Checks['object']>[]> = new Map();

  constructor(on: ReadonlyMap<string, Planned>) {
    this.#on = on;
    this.about = undefined;
    this.document = this.#running('document');
    this.pod = this.#running('pod');
    this.container = this.#running('container');
    this.project = [...on.values()].filter(({ rule }) => rule.project !== undefined);
  }

  #running<Name extends keyof Checks>(name: Name, wanted?: (rule: AnyRule) => boolean): Running<Checks[Name]>[] {
    const running: Running<Checks[Name]>[] = [];
    for (const { id, rule, options } of this.#on.values()) {
      const check = rule[name] as Checks[Name] | undefined;
      if (check === undefined || wanted?.(rule) === false) continue;
      const raise: RuleReport = (at, message, more) => {
        const about = this.about;
        if (about !== undefined) about.report(raisedBy(id, rule, { manifest: about.manifest, at, message, more }));
      };
      running.push({ check, raise, options });
    }
    return running;
  }

  get rules(): readonly Planned[] {
    return [...this.#on.values()];
  }

  get(id: string): Planned | undefined {
    return this.#on.get(id);
  }

  /** The object rules that want to see a kind. */
  object(kind: string): readonly Running<Checks['object']>[] {
    let rules = this.#byKind.get(kind);
    if (rules === undefined) {
      rules = this.#running('object', ({ kinds }) => kinds === undefined || kinds.includes(kind));
      this.#byKind.set(kind, rules);
    }
    return rules;
  }
}

/** The plans of a run: one for all objects, others where overrides ask for something else. */
export class Plans {
  readonly #settings: Settings;
  readonly #rules: ReadonlyMap<string, AnyRule>;
  readonly #plans: Map<string, Plan> = new Map();
  #mayLookAcross: boolean | undefined;

  constructor(settings: Settings, rules: ReadonlyMap<string, AnyRule>) {
    this.#settings = settings;
    this.#rules = rules;
  }

  /** What holds for a file where nothing is known of the object. */
  forFile(file: string): Plan {
    return this.#plan(
      (override) => override.kinds === undefined && override.namespaces === undefined && this.#inFiles(override, file),
    );
  }

  /** All that were asked for so far. */
  get all(): Iterable<Plan> {
    return this.#plans.values();
  }

  /** Whether a rule may want to know of other objects than the one at hand: rules of podlint's own do, what the API server says needs no others. */
  get mayLookAcross(): boolean {
    this.#mayLookAcross ??=
      this.#settings.overrides !== undefined ||
      this.#plan(() => false).rules.some(({ rule }) => rule.source === 'rule' && !rule.presets.includes('api'));
    return this.#mayLookAcross;
  }

  for(file: string, manifest: Manifest): Plan {
    return this.#plan(
      (override) =>
        (override.kinds === undefined || override.kinds.includes(manifest.kind)) &&
        (override.namespaces === undefined || override.namespaces.includes(manifest.namespace)) &&
        this.#inFiles(override, file),
    );
  }

  #inFiles({ files }: Override, file: string): boolean {
    return files === undefined || matchesAny(files, this.#settings.nameInConfig?.(file) ?? file);
  }

  #plan(applies: (override: Override) => boolean): Plan {
    const overrides = this.#settings.overrides;
    let key = '';
    if (overrides !== undefined) for (const override of overrides) key += applies(override) ? '1' : '0';
    let plan = this.#plans.get(key);
    if (plan === undefined) {
      const chosen = (overrides ?? []).filter((_, i) => key[i] === '1');
      plan = new Plan(switchedOn(this.#settings, chosen, this.#rules));
      this.#plans.set(key, plan);
    }
    return plan;
  }
}

function switchedOn(
  settings: Settings,
  overrides: readonly Override[],
  rules: ReadonlyMap<string, AnyRule>,
): Map<string, Planned> {
  const presets = settings.presets ?? ['recommended'];
  const asked = [
    missingSchema(settings),
    unusedDirectives(settings),
    settings.rules ?? {},
    ...overrides.map((override) => override.rules),
  ].filter((group) => Object.keys(group).length > 0);
  const on = new Map<string, Planned>();
  // A function instead of a loop over pairs: this is done at every start, and the pairs alone would fill the young heap.
  rules.forEach((rule, id) => {
    let options: Planned['options'] = rule.defaults ?? NO_OPTIONS;
    let wanted = heldByOne(presets, rule);
    const enforced = wanted ? enforcedLevel(presets, rule) : undefined;
    let severity: Severity | 'off' | undefined = enforced === undefined ? undefined : 'error';
    for (const group of asked) {
      const setting = Object.hasOwn(group, id) ? (group[id] as RuleSetting) : undefined;
      if (setting === undefined) continue;
      severity = typeof setting === 'string' ? setting : setting[0];
      if (typeof setting !== 'string') options = { ...rule.defaults, ...setting[1] };
      wanted = severity !== 'off';
    }
    if (settings.only !== undefined) wanted = settings.only.includes(id) && severity !== 'off';
    if (settings.skip?.includes(id)) wanted = false;
    if (!wanted || severity === 'off') return;
    on.set(id, { id, rule, severity, options: enforced === undefined ? options : { ...options, enforced } });
  });
  return on;
}

const NO_OPTIONS: Planned['options'] = {};

function heldByOne(presets: readonly string[], rule: AnyRule): boolean {
  for (let i = 0; i < presets.length; i++) if (holds(presets[i] as string, rule)) return true;
  return false;
}

/** `missingSchema` is a short way to set the rule of that name. */
function missingSchema({ missingSchema: level }: Settings): Readonly<Record<string, RuleSetting>> {
  return level === undefined ? {} : { 'missing-schema': level === 'ignore' ? 'off' : level };
}

/** `reportUnusedDirectives` is another. */
function unusedDirectives({ reportUnusedDirectives: level }: Settings): Readonly<Record<string, RuleSetting>> {
  return level === undefined ? {} : { 'unused-directive': level };
}

const HELD_BY: Readonly<Record<Preset, readonly Preset[]>> = {
  api: ['api'],
  recommended: ['api', 'recommended'],
  strict: ['api', 'recommended', 'strict'],
  'security-baseline': ['security-baseline'],
  'security-restricted': ['security-baseline', 'security-restricted'],
  all: [],
};

/** Whether a preset holds a rule. */
export function holds(preset: string, rule: AnyRule): boolean {
  if (preset === 'all') return true;
  const held = HELD_BY[preset as Preset];
  for (let i = 0; i < rule.presets.length; i++) if (held?.includes(rule.presets[i] as Preset)) return true;
  return false;
}

/**
 * The level of the Pod Security Standards that was asked for, if the rule is one of its controls: a Pod that breaks it is an error then, since
 * enforced it would be refused. The rule sees the level in its options.
 */
function enforcedLevel(presets: readonly string[], rule: AnyRule): 'baseline' | 'restricted' | undefined {
  if (!rule.presets.some((preset) => preset.startsWith('security-'))) return undefined;
  if (presets.includes('security-restricted')) return 'restricted';
  return presets.includes('security-baseline') && holds('security-baseline', rule) ? 'baseline' : undefined;
}
