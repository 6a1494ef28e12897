import { readFileSync } from 'node:fs';
import { type Base, bases } from './bases.ts';
import type { Case, Change } from './case.ts';
import { isChosen } from './faults/faults.ts';
import { faultsOf } from './faults/index.ts';
import { Mutator } from './mutate.ts';
import { readRecorded } from './recorded.ts';

/** Which cases are wanted. */
export interface Wanted {
  /** Families (folders of bases); all where undefined. */
  families?: ReadonlySet<string> | undefined;
  /** Every single change inside pod templates too, not one in sixteen: the pods' own bases have them all. */
  full?: boolean;
}

let mutator: Mutator | undefined;

/** The shared mutator: it reads Kubernetes' API description, which takes a moment. */
export function sharedMutator(): Mutator {
  mutator ??= new Mutator(bases().values());
  return mutator;
}

/** The bases of the wanted families. */
export function wantedBases(wanted: Wanted): Base[] {
  return [...bases().values()].filter((base) => wanted.families?.has(base.family) ?? true);
}

/** Every single change of every base. */
export function* systematic(wanted: Wanted): Generator<Case> {
  for (const base of wantedBases(wanted)) {
    for (const one of sharedMutator().cases(base)) if (wanted.full || !isThinned(one)) yield one;
  }
}

/** The hand-written faults. */
export function* faults(wanted: Wanted): Generator<Case> {
  for (const base of wantedBases(wanted)) yield* faultsOf(base, wanted.full);
}

/** Cases that are recorded whatever else is: each once showed a difference, or reaches what no other does. */
export function* kept(wanted: Wanted): Generator<Case> {
  const names = new Set(wantedBases(wanted).map((base) => base.name));
  for (const line of readFileSync(new URL('kept.jsonl', import.meta.url), 'utf8').split('\n')) {
    if (line === '') continue;
    const one = JSON.parse(line) as Case;
    if (names.has(one.base)) yield one;
  }
}

function isThinned(one: Case): boolean {
  const path = one.patch[0]?.[0] ?? '';
  return /\btemplate\.(spec|metadata)\b./i.test(path) && !isChosen(one.patch);
}

/** A small generator of pseudo-random numbers (mulberry32): the same seed gives the same cases. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Whether a change leaves the object what it is: of another kind nothing would be asked. */
function keepsKind(patch: readonly Change[]): boolean {
  return patch.every(([path]) => path !== '' && path !== 'apiVersion' && path !== 'kind');
}

/** Cases of one to four changes picked at random from all that one base knows. */
export function* random(wanted: Wanted, count: number, seed: number): Generator<Case> {
  const next = randomNumbers(seed);
  const pools = wantedBases(wanted).map((base) => {
    const pool: Change[][] = [];
    for (const one of sharedMutator().cases(base))
      if (one.patch.length > 0 && keepsKind(one.patch)) pool.push(one.patch);
    const faulty = [...faultsOf(base)].map((one) => one.patch).filter(keepsKind);
    return { base: base.name, pool, faulty: faulty.length > 0 ? faulty : pool };
  });
  for (let i = 0; i < count; i++) {
    const { base, pool, faulty } = pools[Math.floor(next() * pools.length)] as (typeof pools)[number];
    const changes = 1 + Math.floor(next() * 4);
    const patch: Change[] = [];
    for (let k = 0; k < changes; k++) {
      const from = next() < 0.5 ? faulty : pool;
      patch.push(...(from[Math.floor(next() * from.length)] as Change[]));
    }
    yield { base, patch };
  }
}

/**
 * Cases of two to six changes that the newest release takes each on its own, by the recorded answers: most of these it takes
 * together too, so that they show false errors and warnings.
 */
export function* mild(wanted: Wanted, count: number, seed: number): Generator<Case> {
  const next = randomNumbers(seed);
  const pools = new Map<string, Change[][]>();
  for (const family of new Set(wantedBases(wanted).map((base) => base.family))) {
    for (const { base, patch, answer } of readRecorded(family)) {
      if (patch.length === 0 || !keepsKind(patch) || answer('1.37').verdict !== 'valid') continue;
      const pool = pools.get(base);
      if (pool) pool.push(patch);
      else pools.set(base, [patch]);
    }
  }
  const all = [...pools];
  for (let i = 0; i < count; i++) {
    const [base, pool] = all[Math.floor(next() * all.length)] as (typeof all)[number];
    const changes = 2 + Math.floor(next() * 5);
    const patch = Array.from({ length: changes }, () => pool[Math.floor(next() * pool.length)] as Change[]).flat();
    yield { base, patch };
  }
}
