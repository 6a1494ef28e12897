/**
 * Glob patterns over paths with `/`: `*` and `?` stay within a folder, `**` crosses them, `[abc]` and `{a,b}` as in a shell. A pattern without a
 * slash is matched against the last part of the path. Matching takes time in proportion to pattern times path, whatever the pattern.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const target = pattern.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1);
  return alternatives(pattern).some((one) => match(tokens(one.startsWith('/') ? one.slice(1) : one), target));
}

export function matchesAny(patterns: readonly string[], path: string): boolean {
  return patterns.some((pattern) => matchesGlob(pattern, path));
}

type Token = { readonly any: 'one' | 'name' | 'path' } | { readonly not: boolean; readonly set: string } | string;

/** Expands `{a,b}`; at most 256 of them, a pattern from a config must not cost more than that. */
function alternatives(pattern: string): string[] {
  let patterns = [pattern];
  for (let round = 0; round < 8; round++) {
    const next = patterns.flatMap((one) => {
      const found = /\{([^{}]*)\}/.exec(one);
      if (found === null || !found[1]?.includes(',')) return [one];
      return found[1]
        .split(',')
        .map((part) => one.slice(0, found.index) + part + one.slice(found.index + found[0].length));
    });
    if (next.length === patterns.length || next.length > 256) break;
    patterns = next;
  }
  return patterns;
}

function tokens(pattern: string): Token[] {
  const found: Token[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === '*' && pattern[i + 1] === '*') {
      found.push({ any: 'path' });
      i += pattern[i + 2] === '/' ? 2 : 1;
    } else if (char === '*') found.push({ any: 'name' });
    else if (char === '?') found.push({ any: 'one' });
    else if (char === '[' && pattern.indexOf(']', i + 2) > 0) {
      const end = pattern.indexOf(']', i + 2);
      const not = pattern[i + 1] === '!' || pattern[i + 1] === '^';
      found.push({ not, set: pattern.slice(i + (not ? 2 : 1), end) });
      i = end;
    } else if (char === '\\' && i + 1 < pattern.length) found.push(pattern[++i] as string);
    else found.push(char);
  }
  return found;
}

/** Which prefixes of the path the tokens so far can match, all of them at once: no backtracking. */
function match(pattern: readonly Token[], path: string): boolean {
  let at = new Set([0]);
  for (const token of pattern) {
    const next = new Set<number>();
    for (const start of at) {
      if (typeof token === 'object' && 'any' in token && token.any !== 'one') {
        next.add(start);
        for (let i = start; i < path.length && (token.any === 'path' || path[i] !== '/'); i++) {
          if (next.has(i + 1)) break;
          next.add(i + 1);
        }
      } else if (start < path.length && matchesOne(token, path[start] as string)) next.add(start + 1);
    }
    if (next.size === 0) return false;
    at = next;
  }
  return at.has(path.length);
}

function matchesOne(token: Token, char: string): boolean {
  if (typeof token === 'string') return token === char;
  if (char === '/') return false;
  if ('any' in token) return true;
  return token.not !== inSet(token.set, char);
}

function inSet(set: string, char: string): boolean {
  for (let i = 0; i < set.length; i++) {
    if (set[i + 1] === '-' && i + 2 < set.length) {
      if ((set[i] as string) <= char && char <= (set[i + 2] as string)) return true;
      i += 2;
    } else if (set[i] === char) return true;
  }
  return false;
}
