import { loadRe2 } from '../../lazy.ts';

interface Compiled {
  test(text: string): boolean;
}

const MOST_PATTERNS = 1000;
const compiled = new Map<string, Compiled | undefined>();

/** Repetitions are written out when a pattern is compiled: beyond this sum of them it takes more memory than a manifest is worth. */
const MOST_REPEATS = 50_000;
const MOST_LENGTH = 50_000;
const TOO_LARGE: Compiled = { test: () => true };

/**
 * Whether a text holds what a pattern describes. Patterns are RE2's, as the API server has them, and run in time linear in the text, whatever somebody
 * wrote. One that is no pattern matches nothing, as upstream has it; one too large to be tried counts as matched.
 */
export function matches(pattern: string, text: string): boolean {
  return compile(pattern)?.test(text) ?? false;
}

/** Why a pattern is none; undefined if it is one. */
export function badPattern(pattern: string): string | undefined {
  if (compile(pattern) !== undefined) return undefined;
  try {
    loadRe2().RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^error parsing regexp: /, '');
  }
}

function isTooLarge(pattern: string): boolean {
  if (pattern.length > MOST_LENGTH) return true;
  let repeats = 0;
  for (const [, least, most] of pattern.matchAll(/\{(\d{1,9})(?:,(\d{0,9}))?\}/g)) repeats += Number(most || least);
  return repeats > MOST_REPEATS;
}

function compile(pattern: string): Compiled | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  let made: Compiled | undefined;
  try {
    made = isTooLarge(pattern) ? TOO_LARGE : loadRe2().RE2JS.compile(pattern);
  } catch {
    made = undefined;
  }
  if (compiled.size >= MOST_PATTERNS) compiled.clear();
  compiled.set(pattern, made);
  return made;
}
