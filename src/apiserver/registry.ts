import type { Strategy } from './strategy.ts';

/** Strategies by group and kind; the core group has no name. One strategy serves all versions that look alike. */
const strategies: ReadonlyMap<string, Strategy> = new Map<string, Strategy>([]);

/** How objects of a kind are created; undefined for kinds that are not mirrored. */
export function strategyOf(apiVersion: string, kind: string): Strategy | undefined {
  const slash = apiVersion.indexOf('/');
  return strategies.get(slash === -1 ? kind : `${apiVersion.slice(0, slash)}/${kind}`);
}
