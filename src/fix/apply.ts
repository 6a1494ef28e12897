import type { Edit } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';

/** A text after fixes, and the findings whose fix is in it. */
export interface Fixed {
  readonly text: string;
  readonly applied: readonly Finding[];
}

/**
 * Applies the fixes of findings to a text, in the order of the text. A fix is applied as a whole or not at all: one that
 * touches what another has changed already waits for the next round. Several findings with one and the same fix count as one.
 */
export function applyFixes(
  text: string,
  findings: Iterable<Finding>,
  wanted: { readonly unsafe: boolean } = { unsafe: false },
): Fixed {
  const chosen = [...findings].filter(({ fix }) => fix !== undefined && (fix.safe || wanted.unsafe));
  const edits: Edit[] = [];
  const applied: Finding[] = [];
  for (const finding of chosen.sort(byFirstEdit)) {
    const own = finding.fix?.edits ?? [];
    if (own.every((edit) => edits.some((other) => isSame(edit, other)))) applied.push(finding);
    else if (own.every((edit) => !edits.some((other) => overlaps(edit, other)))) {
      edits.push(...own);
      applied.push(finding);
    }
  }
  return { text: applyEdits(text, edits), applied };
}

/** Replaces ranges of a text that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let [out, at] = ['', 0];
  for (const { start, end, text: by } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    out += text.slice(at, start) + by;
    at = end;
  }
  return out + text.slice(at);
}

function byFirstEdit(a: Finding, b: Finding): number {
  return firstOf(a) - firstOf(b);
}

function firstOf({ fix }: Finding): number {
  return Math.min(...(fix?.edits ?? []).map(({ start }) => start));
}

function isSame(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

function overlaps(a: Edit, b: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
