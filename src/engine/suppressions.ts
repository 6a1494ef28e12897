import type { Finding } from '../model/finding.ts';
import { groupOf } from '../schema/kinds.ts';

/** Findings of the past that are put up with: so many of a rule at one path of one object. Lines play no part in it. */
export interface Suppression {
  readonly rule: string;
  readonly object: string;
  readonly item?: string | undefined;
  readonly path?: string | undefined;
  readonly count: number;
}

/** The version of the file's form that this podlint writes and reads. */
export const SUPPRESSIONS_VERSION = 1;

/** Old findings that nobody wants to hear of, as a file holds them. */
export class Suppressions {
  #entries: Map<string, Suppression>;
  readonly #left: Map<string, number> = new Map();

  constructor(entries: Iterable<Suppression> = []) {
    this.#entries = new Map();
    for (const entry of entries) this.#put(entry);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Splits the findings of a run into those that are not suppressed and the number of the others. */
  apply(findings: readonly Finding[]): { kept: readonly Finding[]; suppressed: number } {
    if (this.#entries.size === 0) return { kept: findings, suppressed: 0 };
    for (const [key, { count }] of this.#entries) this.#left.set(key, count);
    const kept = findings.filter((finding) => !this.#takes(finding));
    return { kept, suppressed: findings.length - kept.length };
  }

  /** Suppresses findings from now on. What can't be read is never suppressed. */
  add(findings: readonly Finding[]): number {
    const wanted = findings.filter(({ source }) => source !== 'syntax');
    for (const finding of wanted) this.#put(suppressionOf(finding));
    return wanted.length;
  }

  /** Those that the findings of the last run did not use up, among the ones that a test picks. */
  idle(isJudged: (entry: Suppression) => boolean): readonly Suppression[] {
    return [...this.#entries]
      .filter(([key, entry]) => (this.#left.get(key) ?? 0) > 0 && isJudged(entry))
      .map(([, entry]) => entry);
  }

  /** Takes out what is idle: an entry as a whole, or as much of its count as was not used. */
  prune(idle: readonly Suppression[]): void {
    const doomed = new Set(idle);
    const kept: Suppression[] = [];
    for (const [key, entry] of this.#entries) {
      const count = doomed.has(entry) ? entry.count - (this.#left.get(key) ?? 0) : entry.count;
      if (count > 0) kept.push({ ...entry, count });
    }
    this.#entries = new Map(kept.map((entry) => [keyOf(entry), entry]));
  }

  /** As a file: an entry in a line, in an order that does not depend on that of the findings. */
  toText(): string {
    const keys = [...this.#entries.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const lines = keys.map((key) => {
      const { object, rule, path, item, count } = this.#entries.get(key) as Suppression;
      return `    ${JSON.stringify({ object, rule, path, item, count })}`;
    });
    return `{\n  "version": ${SUPPRESSIONS_VERSION},\n  "suppressions": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
  }

  #takes(finding: Finding): boolean {
    if (finding.source === 'syntax') return false;
    const key = keyOf(suppressionOf(finding));
    const left = this.#left.get(key) ?? 0;
    if (left > 0) this.#left.set(key, left - 1);
    return left > 0;
  }

  #put(entry: Suppression): void {
    const key = keyOf(entry);
    const count = (this.#entries.get(key)?.count ?? 0) + entry.count;
    this.#entries.set(key, { ...entry, count });
  }
}

function suppressionOf(finding: Finding): Suppression {
  const { rule, item, path } = finding;
  return { rule, object: nameOfObject(finding), item: item === undefined ? undefined : String(item), path, count: 1 };
}

function keyOf({ object, rule, path = '', item = '' }: Suppression): string {
  return [object, rule, path, item].join('\0');
}

/** `Deployment.apps shop/web`; what has no name is known by its file. The version of an API is no part of it: it changes. */
export function nameOfObject({ object, file }: Pick<Finding, 'object' | 'file'>): string {
  if (object === undefined) return `file ${file}`;
  const group = groupOf(object.apiVersion);
  const kind = group === '' ? object.kind : `${object.kind}.${group}`;
  const namespace = object.namespace === '' ? '' : `${object.namespace}/`;
  return object.name === '' ? `${kind} in ${file}` : `${kind} ${namespace}${object.name}`;
}

/** Reads a file of suppressions. A text is what is wrong with it. */
export function readSuppressions(text: string): Suppressions | string {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return `is no JSON: ${(error as Error).message}`;
  }
  if (!isMap(read)) return 'holds no map';
  const { version, suppressions, ...others } = read;
  if (typeof version !== 'number') return 'has no `version`';
  if (version > SUPPRESSIONS_VERSION)
    return `is of version ${version}, this podlint knows ${SUPPRESSIONS_VERSION}: update podlint`;
  if (version !== SUPPRESSIONS_VERSION) return `is of version ${version}, which never was`;
  const [other] = Object.keys(others);
  if (other !== undefined) return `has a key \`${other}\` that means nothing`;
  if (!Array.isArray(suppressions)) return 'has no list `suppressions`';
  const wrong = suppressions.findIndex((entry) => !isSuppression(entry));
  if (wrong !== -1) return `has an entry that is none: suppressions[${wrong}]`;
  return new Suppressions(suppressions as Suppression[]);
}

const KEYS = ['object', 'rule', 'path', 'item', 'count'];

function isSuppression(entry: unknown): entry is Suppression {
  if (!isMap(entry) || Object.keys(entry).some((key) => !KEYS.includes(key))) return false;
  const { object, rule, path, item, count } = entry;
  const areTexts =
    typeof object === 'string' && typeof rule === 'string' && isTextOrNothing(path) && isTextOrNothing(item);
  return areTexts && Number.isInteger(count) && (count as number) > 0;
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
