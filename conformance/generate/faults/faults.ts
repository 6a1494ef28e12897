import type { Base } from '../bases.ts';
import type { Change, Json } from '../case.ts';

/**
 * A row of a table of faults: a path with values to try one by one, or several changes that belong together. `[name]` in a
 * path is the list item of that name (`spec.containers[app]`), `[+]` the place after the last item. Rows whose items a base
 * does not have are passed over.
 */
export type Row = readonly [path: string, ...values: Json[]] | { readonly [path: string]: Json };

/** One change in sixteen, always the same ones: for templates, whose pods are tried in full on their own. */
export function isChosen(patch: readonly Change[]): boolean {
  const text = JSON.stringify(patch);
  let hash = 0x811c9dc5; // FNV-1a
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % 16 === 0;
}

/** Removes what is at a path. */
export const gone: Json = { $delete: true };

/** A string made of a part repeated. */
export function long(text: string, times: number): Json {
  return { $repeat: [text, times] };
}

/** A list of items, `%d` in them being their index. */
export function many(item: Json, times: number): Json {
  return { $list: [item, times] };
}

/** The changes of a table in a base, its paths counted from `prefix` (`spec.template.` in a Deployment). */
export function* patches(base: Base, prefix: string, rows: readonly Row[]): Generator<Change[]> {
  for (const row of rows) {
    if (isValues(row)) {
      const path = located(base.manifest, prefix + row[0]);
      if (path !== undefined) for (const value of row.slice(1) as Json[]) yield [[path, value]];
      continue;
    }
    const changes = Object.entries(row).map(([path, value]): [string | undefined, Json] => [
      located(base.manifest, prefix + path),
      value,
    ]);
    if (changes.every((change): change is Change => change[0] !== undefined)) yield changes;
  }
}

function isValues(row: Row): row is readonly [string, ...Json[]] {
  return Array.isArray(row);
}

/** The path with indexes for names; undefined if an item is not there. */
export function located(manifest: Json, path: string): string | undefined {
  let at: Json | undefined = manifest;
  let out = '';
  for (const part of path.match(/\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]|\.?[^.[]+/g) ?? []) {
    let step: string | number = part.replace(/^\./, '');
    if (step.startsWith('["')) step = JSON.parse(step.slice(1, -1)) as string;
    else if (step.startsWith('[')) {
      step = step.slice(1, -1);
      const list: Json[] = Array.isArray(at) ? at : [];
      if (step === '+') step = list.length;
      else if (/^\d+$/.test(step)) {
        step = Number(step);
        if (step > list.length) return undefined;
      } else {
        const name = step;
        step = list.findIndex(
          (item) => typeof item === 'object' && item !== null && !Array.isArray(item) && item['name'] === name,
        );
        if (step < 0) return undefined;
      }
    }
    out += typeof step === 'number' ? `[${step}]` : part;
    at = typeof at === 'object' && at !== null ? (at as Record<string | number, Json>)[step] : undefined;
  }
  return out;
}

/** Every combination of values of some paths. */
export function product(axes: Readonly<Record<string, readonly Json[]>>): Row[] {
  let rows: Record<string, Json>[] = [{}];
  for (const [path, values] of Object.entries(axes))
    rows = rows.flatMap((row) => values.map((value) => ({ ...row, [path]: value })));
  return rows;
}
