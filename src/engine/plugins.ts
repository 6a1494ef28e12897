import { Field } from '../model/field.ts';
import { Node } from '../model/node.ts';
import type { AnyRule, RuleReport } from '../model/rule.ts';
import type { Settings } from '../model/settings.ts';

/** All rules of a run: podlint's own and those of plugins, as `plugin/rule`, none of which can stop the run. */
export function withPlugins(
  own: ReadonlyMap<string, AnyRule>,
  { plugins, onPluginFailure }: Settings,
): ReadonlyMap<string, AnyRule> {
  if (plugins === undefined || plugins.length === 0) return own;
  const all = new Map(own);
  const failed = new Set<string>();
  const fail = (id: string, reason: string): void => {
    if (!failed.has(id)) onPluginFailure?.(id, reason);
    failed.add(id);
  };
  for (const plugin of plugins) {
    for (const [name, rule] of Object.entries(plugin.rules)) {
      const id = `${plugin.name}/${name}`;
      all.set(
        id,
        guarded(rule, (reason) => fail(id, reason)),
      );
    }
  }
  return all;
}

/** A rule whose exceptions and nonsense are noted instead of ending the run. */
function guarded(rule: AnyRule, fail: (reason: string) => void): AnyRule {
  const guard = <A extends unknown[]>(check: ((...args: [...A]) => void) | undefined, reportAt: number) => {
    if (check === undefined) return undefined;
    return (...args: [...A]): void => {
      try {
        const own = [...args] as [...A];
        own[reportAt] = checked(args[reportAt] as RuleReport) as A[number];
        check.apply(rule, own);
      } catch (error) {
        fail(error instanceof Error ? error.message : String(error));
      }
    };
  };
  const document = guard(rule.document, 2);
  const object = guard(rule.object, 1);
  const pod = guard(rule.pod, 1);
  const container = guard(rule.container, 1);
  return {
    ...rule,
    source: 'rule',
    ...(document === undefined ? {} : { document }),
    ...(object === undefined ? {} : { object }),
    ...(pod === undefined ? {} : { pod }),
    ...(container === undefined ? {} : { container }),
  };
}

/** A report function that refuses what is no finding. */
function checked(report: RuleReport): RuleReport {
  return (at, message, more) => {
    const isPlace = at instanceof Field || at instanceof Node || (typeof at === 'object' && at !== null && isRange(at));
    if (!isPlace) throw new TypeError('reports at something that is no field, node or range of the text');
    if (typeof message !== 'string' || message === '') throw new TypeError('reports without a message');
    for (const edit of more?.fix?.edits ?? []) {
      if (!isRange(edit) || typeof edit.text !== 'string')
        throw new TypeError('reports a fix whose edits are no ranges of the text');
    }
    report(at, message, more);
  };
}

function isRange({ start, end }: { readonly start?: unknown; readonly end?: unknown }): boolean {
  return (
    Number.isInteger(start) && Number.isInteger(end) && (start as number) >= 0 && (end as number) >= (start as number)
  );
}
