const MOST_DEPTH = 10000;

/** Whether Go reads a text as a JSON object (or as null, which it takes for an empty one). */
export function isJsonObject(text: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  return typeof value === 'object' && !Array.isArray(value) && fits(value);
}

/** Go gives up at numbers that are too large for a float, and at some depth. */
function fits(root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_DEPTH) return false;
    const next: unknown[] = [];
    for (const value of level) {
      if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return false;
      if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) next.push(item);
    }
    level = next;
  }
  return true;
}
