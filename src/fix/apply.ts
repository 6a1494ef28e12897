import type { Edit } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import { problemsIn } from './syntax.ts';

/** How often a text is read to find out which of its fixes can't be taken. */
const MOST_READINGS = 100;

/** A text after fixes, and the findings whose fix is in it. */
export interface Fixed {
  readonly text: string;
  readonly applied: readonly Finding[];
}

/**
 * Applies the fixes of findings to a text, in the order of the text. A fix is applied as a whole or not at all: one that
 * touches what another has changed already waits for the next round, and one after which less of the text could be read
 * is not taken. Several findings with one and the same fix count as one.
 */
export function applyFixes(
  text: string,
  findings: Iterable<Finding>,
  wanted: { readonly unsafe: boolean } = { unsafe: false },
): Fixed {
  const chosen = [...findings].filter(({ fix }) => fix !== undefined && (fix.safe || wanted.unsafe)).sort(byFirstEdit);
  const apart = new EditSet();
  const fixes = chosen.map(editsOf).filter((edits) => apart.take(edits));
  const fixed = applyEdits(text, apart.edits);
  const kept = isReadable(fixed, text) ? apart : readablePart(text, fixes);
  return {
    text: kept === apart ? fixed : applyEdits(text, kept.edits),
    applied: chosen.filter((finding) => kept.holds(editsOf(finding))),
  };
}

/** Replaces ranges of a text that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let [out, at] = ['', 0];
  for (const { start, end, text: by } of [...edits].sort(byPlace)) {
    out += text.slice(at, start) + by;
    at = end;
  }
  return out + text.slice(at);
}

/** Whether of one text as much can be read as of another. */
function isReadable(text: string, before: string): boolean {
  const count = text === before ? 0 : problemsIn(text).length;
  return count === 0 || count <= problemsIn(before).length;
}

/** The fixes after which the text can still be read: halves of halves are tried. */
function readablePart(text: string, fixes: readonly (readonly Edit[])[]): EditSet {
  const kept = new EditSet();
  const open = [fixes];
  for (let readings = 0; readings < MOST_READINGS; readings++) {
    const some = open.pop();
    if (some === undefined) break;
    if (isReadable(applyEdits(text, [...kept.edits, ...some.flat()]), text)) for (const edits of some) kept.take(edits);
    else if (some.length > 1) open.push(some.slice(some.length >> 1), some.slice(0, some.length >> 1));
  }
  return kept;
}

/** Edits of fixes that leave each other alone, in the order of the text. */
class EditSet {
  readonly edits: Edit[] = [];

  /** Takes in the edits of one fix; false if they are there already, or touch others. */
  take(edits: readonly Edit[]): boolean {
    if (edits.some((edit) => this.#touching(edit).length > 0)) return false;
    for (const edit of edits) this.edits.splice(this.#after(edit), 0, edit);
    return edits.length > 0;
  }

  holds(edits: readonly Edit[]): boolean {
    return edits.length > 0 && edits.every((edit) => this.#touching(edit).some((other) => isSame(edit, other)));
  }

  #touching({ start, end }: Edit): Edit[] {
    const found: Edit[] = [];
    for (let at = this.#startingAfter(end) - 1; at >= 0 && (this.edits[at] as Edit).end >= start; at--)
      found.push(this.edits[at] as Edit);
    return found;
  }

  /** The index of the first edit that starts behind an offset. */
  #startingAfter(offset: number): number {
    let [low, high] = [0, this.edits.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.edits[middle] as Edit).start <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where an edit has its place among the others. */
  #after(edit: Edit): number {
    let at = this.#startingAfter(edit.start);
    while (at > 0 && byPlace(this.edits[at - 1] as Edit, edit) > 0) at--;
    return at;
  }
}

function editsOf({ fix }: Finding): readonly Edit[] {
  return fix?.edits ?? [];
}

function byFirstEdit(a: Finding, b: Finding): number {
  return firstOf(a) - firstOf(b);
}

function firstOf(finding: Finding): number {
  return Math.min(...editsOf(finding).map(({ start }) => start));
}

function byPlace(a: Edit, b: Edit): number {
  return a.start - b.start || a.end - b.end;
}

function isSame(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}
