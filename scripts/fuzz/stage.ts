import type * as fc from 'fast-check';

/** One part of podlint under random input: what the input can be, and what has to hold for every one. */
export interface Stage<T = any> {
  readonly name: string;
  readonly cases: fc.Arbitrary<T>;
  /** Throws a Broken for a property that does not hold; whatever else is thrown is a fault by itself. */
  check(input: T): void | Promise<void>;
  /** The input as people are shown it; its length is the case's size. */
  show(input: T): string;
  /** How often a case goes through podlint, where that is often. */
  readonly patience?: number;
}

/** A property that does not hold. */
export class Broken extends Error {
  override readonly name: string = 'Broken';
}

/** Says that a property does not hold, unless it does. */
export function holds(condition: boolean, message: string | (() => string)): asserts condition {
  if (!condition) throw new Broken(typeof message === 'string' ? message : message());
}

/** Says where two texts that should be one differ. */
export function same(what: string, one: string, other: string): void {
  if (one === other) return;
  let at = 0;
  while (one[at] === other[at]) at++;
  const from = Math.max(0, at - 60);
  throw new Broken(
    `${what}: ${JSON.stringify(one.slice(from, at + 120))}\n  and ${JSON.stringify(other.slice(from, at + 120))}`,
  );
}
