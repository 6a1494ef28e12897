import { fixOf, replaceString } from '../fix/edits.ts';
import type { Fix, Report } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import { placeOf } from '../model/place.ts';
import { Type } from '../model/node.ts';
import { quote } from '../model/quote.ts';
import { resolve } from '../model/scalar.ts';
import { type KindAnswer, type KindDef, groupOf, removedAt } from './kinds.ts';
import { Kind, TypeRef } from './table.ts';
import { wrongTypeOf } from './wrong-types.ts';

/** What complaints about kinds need to know of the API server that is meant. */
export interface Target {
  readonly minor: number;
  readonly report: Report;
  /** The kinds of a name that it serves, the most stable version first. */
  readonly served: (kind: string) => readonly KindDef[];
  /** Whether it would take an object under another apiVersion, and make the same of it. */
  readonly takes: (manifest: Manifest, to: KindDef) => boolean;
}

/** Says that the API server would warn of an apiVersion. */
export function warnOfDeprecation(manifest: Manifest, kind: KindDef, target: Target): void {
  const gone = removedAt(kind);
  const ends = gone > target.minor ? `, gone in 1.${gone}` : '';
  const use = kind.use === undefined ? '' : `; use ${kind.use}`;
  const message = `${kind.apiVersion} ${kind.kind} is deprecated since 1.${kind.deprecated}${ends}${use}`;
  const at = manifest.root.get('apiVersion') ?? manifest.root;
  const others = target
    .served(kind.kind)
    .filter((other) => other !== kind && groupOf(other.apiVersion) === groupOf(kind.apiVersion));
  const fix = bump(manifest, others, target);
  target.report({
    rule: 'deprecated-api-version',
    severity: 'warning',
    source: 'warning',
    message,
    ...placeOf(at),
    path: 'apiVersion',
    fix,
  });
}

/** An apiVersion and kind that the API server does not serve: which of the two is wrong, and what would be right. */
export function complainOfKind(manifest: Manifest, answer: KindAnswer, target: Target): void {
  const { apiVersion, kind } = manifest;
  const { minor } = target;
  const others = 'others' in answer ? answer.others : [];
  const use =
    others.length === 0 ? '' : `; use ${[...new Set(others.map((other) => named(other, kind)))].join(' or ')}`;
  const raise = (rule: string, message: string, wrong: 'apiVersion' | 'kind', fix?: Fix): void => {
    const at = manifest.root.get(wrong) ?? manifest.root;
    target.report({ rule, severity: 'error', source: 'schema', message, ...placeOf(at), path: wrong, fix });
  };
  switch (answer.status) {
    case 'removed':
      return raise(
        'removed-api-version',
        `${apiVersion} ${kind} was removed in 1.${answer.at}${use}`,
        'apiVersion',
        bump(manifest, others, target),
      );
    case 'future':
      return raise(
        'unknown-kind',
        `${apiVersion} ${kind} comes with 1.${answer.at}, and 1.${minor} is meant${use}`,
        'apiVersion',
        bump(manifest, others, target),
      );
    case 'off':
      return raise(
        'unknown-kind',
        `${apiVersion} ${kind} is known to 1.${minor} but not served unless it is switched on${use}`,
        'apiVersion',
        bump(manifest, others, target),
      );
    case 'elsewhere':
      return raise(
        'unknown-kind',
        `no kind ${quote(kind)} in ${apiVersion}${use}`,
        'apiVersion',
        bump(manifest, others, target),
      );
    case 'unknown': {
      const near = answer.near;
      if (near === undefined) return raise('unknown-kind', `no kind ${quote(kind)} in ${apiVersion}`, 'kind');
      const sameVersion = others.some((other) => other.apiVersion === apiVersion);
      const [first] = others;
      const hint = sameVersion || first === undefined ? `\`${near}\`` : `${first.apiVersion} \`${near}\``;
      const node = manifest.root.get('kind');
      const fix =
        sameVersion && node !== undefined ? fixOf(`write ${near}`, node, true, [replaceString(node, near)]) : undefined;
      return raise('unknown-kind', `no kind ${quote(kind)} in ${apiVersion}; did you mean ${hint}?`, 'kind', fix);
    }
    case 'list':
      return complainOfItems(manifest, target.report);
    default:
      return undefined;
  }
}

const LIST = new TypeRef(Kind.List, '[]any', { item: new TypeRef(Kind.Any, 'any', {}) });

/** A List that could not be taken apart: its items are none. */
function complainOfItems({ root }: Manifest, report: Report): void {
  const items = root.get('items');
  if (items === undefined || resolve(items) === Type.Null) return;
  const said = wrongTypeOf(items, LIST);
  report({ rule: 'wrong-type', severity: 'error', source: 'schema', ...said, ...placeOf(items), path: 'items' });
}

function named(def: KindDef, kind: string): string {
  return def.kind === kind ? def.apiVersion : `${def.apiVersion} ${def.kind}`;
}

/** Kinds whose fields look the same in a newer version and mean something else. */
const CHANGED: ReadonlySet<string> = new Set(['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']);

/** Another apiVersion for the same kind, where there is just one in question and the API server would take the object as it stands. */
function bump(manifest: Manifest, others: readonly KindDef[], target: Target): Fix | undefined {
  const same = others.filter((other) => other.kind === manifest.kind);
  const node = manifest.root.get('apiVersion');
  const use =
    same.find((other) => groupOf(other.apiVersion) === groupOf(manifest.apiVersion)) ??
    (same.length === 1 ? same[0] : undefined);
  if (use === undefined || node === undefined || !target.takes(manifest, use)) return undefined;
  const safe = !CHANGED.has(use.kind) && !isEmptyBudget(manifest);
  return fixOf(`write ${use.apiVersion}`, node, safe, [replaceString(node, use.apiVersion)]);
}

/** An empty selector selected nothing in the old version of budgets, and selects all in the new one. */
function isEmptyBudget({ kind, root }: Manifest): boolean {
  return kind === 'PodDisruptionBudget' && root.get('spec')?.get('selector')?.items.length === 0;
}
