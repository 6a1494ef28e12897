import { readData } from '../lazy.ts';
import { type Kinds, openKinds } from './kinds.ts';
import { type Table, openTable } from './table.ts';

/** What is known of Kubernetes' own kinds. */
export interface Tables {
  readonly types: Table;
  readonly kinds: Kinds;
}

let opened: Tables | undefined;

/** The tables, opened once for all runs of a process. */
export function tables(): Tables {
  return (opened ??= { types: openTable(readData('types.txt')), kinds: openKinds(readData('kinds.txt')) });
}
