import * as fc from 'fast-check';
import { Random } from '../readers/random.ts';

/** How cases are made from a seed, and made smaller again. */
export interface Maker<T> {
  make(random: Random): T;
  smaller(input: T): Iterable<T>;
}

/** Cases that a function of ours makes, as fast-check takes them: it counts, repeats and shrinks them. */
export class Seeded<T> extends fc.Arbitrary<T> {
  readonly #maker: Maker<T>;

  constructor(maker: Maker<T>) {
    super();
    this.#maker = maker;
  }

  make(random: Random): T {
    return this.#maker.make(random);
  }

  smaller(input: T): Iterable<T> {
    return this.#maker.smaller(input);
  }

  override generate(seeds: fc.Random): fc.Value<T> {
    return new fc.Value(this.make(new Random(seeds.nextInt())), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is T {
    return false;
  }

  override shrink(value: T): fc.Stream<fc.Value<T>> {
    const all = this.smaller(value);
    function* values(): Generator<fc.Value<T>> {
      for (const one of all) yield new fc.Value(one, undefined);
    }
    return fc.stream(values());
  }
}
