import type { Severity } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { type AnyRule, PRESETS } from '../model/rule.ts';
import type { RuleSetting, Settings } from '../model/settings.ts';
import { rules } from '../rules/list.gen.ts';
import { NEWEST_MINOR, OLDEST_MINOR } from '../schema/minors.gen.ts';
import { minorOf } from '../schema/version.ts';
import { type Arguments, UsageError } from './flags.ts';

const LEVELS = ['error', 'warning', 'info', 'off'];

/** The settings that a command line asks for, checked: whatever it names exists. */
export function settingsOf(args: Arguments): Settings {
  const { switches } = args;
  const version = one(args, 'kubernetes-version');
  if (version !== undefined && minorOf(version) === undefined) {
    throw new UsageError(
      `--kubernetes-version ${version}: podlint knows 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}, written as 1.34, v1.34, 1.34.2 or latest`,
    );
  }
  const missing = choice(args, 'missing-schema', ['error', 'warning', 'info', 'ignore']);
  return {
    presets: all(args, 'preset')?.map((name) => known(name, PRESETS, 'preset')),
    rules: ruleSettings(args),
    only: all(args, 'only')?.map((id) => knownRule(id)),
    skip: all(args, 'skip')?.map((id) => knownRule(id)),
    kubernetesVersion: version,
    missingSchema: missing as Settings['missingSchema'],
    asIs: switches.has('as-is') || undefined,
    inlineConfig: switches.has('no-inline-config') ? false : undefined,
  };
}

/** What makes a run fail, and how much of it is shown; checked before anything is read. */
export interface Bounds {
  readonly failOn: string;
  readonly mostWarnings: number | undefined;
  readonly mostFindings: number | undefined;
  /** When no more files are read, as the system's clock has it. */
  readonly end: number;
  readonly mostSeconds: number;
}

/** Seconds that a run may take if nothing is said: many times what the largest repositories take. */
const MOST_SECONDS = 600;

export function boundsOf(args: Arguments): Bounds {
  const mostSeconds = number(args, 'max-time') ?? MOST_SECONDS;
  return {
    mostSeconds,
    end: Date.now() + mostSeconds * 1000,
    failOn: choice(args, 'fail-on', ['error', 'warning', 'info']) ?? 'error',
    mostWarnings: number(args, 'max-warnings'),
    mostFindings: number(args, 'max-findings'),
  };
}

/** A config's settings with those of the command line on top. */
export function onTop(config: Settings, asked: Settings): Settings {
  const own = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return { ...config, ...own, rules: { ...config.rules, ...asked.rules } };
}

/** The value of an option that may be given once. */
export function one(args: Arguments, name: string): string | undefined {
  return args.values.get(name)?.[0];
}

/** The values of an option that may be repeated, or hold several with commas. */
export function all(args: Arguments, name: string): string[] | undefined {
  return args.values
    .get(name)
    ?.flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** A number from 0 on. */
function number(args: Arguments, name: string): number | undefined {
  const value = one(args, name);
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`--${name} needs a number from 0 on, not \`${value}\``);
  return Number(value);
}

/** One of a few words. */
function choice(args: Arguments, name: string, words: readonly string[]): string | undefined {
  const value = one(args, name);
  if (value === undefined || words.includes(value)) return value;
  throw new UsageError(`--${name} takes ${words.join(', ')}, not \`${value}\``);
}

/** A name from a list, or an error with the nearest one. */
export function known(name: string, names: readonly string[], what: string): string {
  if (names.includes(name)) return name;
  const near = nearest(name, names);
  throw new UsageError(
    `no ${what} \`${name}\`; ${near === undefined ? `there are ${names.join(', ')}` : `did you mean \`${near}\`?`}`,
  );
}

/** Names of plugins' rules are looked up once the plugins are there. */
function knownRule(id: string): string {
  return id.includes('/') ? id : checkRule(id, rules);
}

/** The id of a rule, or an error with the nearest one. */
export function checkRule(id: string, all: ReadonlyMap<string, AnyRule>): string {
  if (all.has(id)) return id;
  const near = nearest(id, all.keys());
  throw new UsageError(
    `no rule \`${id}\`; ${near === undefined ? '`podlint rules` lists them' : `did you mean \`${near}\`?`}`,
  );
}

function ruleSettings(args: Arguments): Record<string, RuleSetting> | undefined {
  const asked = args.values.get('rule');
  if (asked === undefined) return undefined;
  const settings: Record<string, RuleSetting> = Object.create(null) as Record<string, RuleSetting>;
  for (const word of asked) {
    const [id, level] = word.split('=', 2);
    if (level === undefined || !LEVELS.includes(level))
      throw new UsageError(`--rule takes ID=error, warning, info or off, not \`${word}\``);
    settings[knownRule(id as string)] = level as Severity | 'off';
  }
  return settings;
}
