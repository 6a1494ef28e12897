/** Makes a copy of an object. */
export type Copier = (of: object) => Record<string, unknown>;

/**
 * All of them do the same. V8 copies objects five times as fast where a place in the code has met at most four shapes of them: so each type is given a
 * copier when it is first met, and four share one. Few runs meet more types than there is room for; the rest share the last one.
 */
const COPIERS: readonly Copier[] = [
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
  (of) => ({ ...of }),
];
const SHAPES = 4;

let given = 0;

/** The copier for one more type. */
export function nextCopier(): Copier {
  const place = Math.min(Math.floor(given++ / SHAPES), COPIERS.length - 1);
  return COPIERS[place] as Copier;
}
