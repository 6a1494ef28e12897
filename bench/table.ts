/** The figures as text. */
import type { Figures } from './measure.ts';

/** What one input took, by tool. */
export interface Row {
  readonly title: string;
  readonly slow: number | undefined;
  readonly documents: number | undefined;
  readonly figures: ReadonlyMap<string, Figures>;
}

const HEAD = ['', 'CPU ms', 'wall ms', 'MiB', 'CPU / podlint', 'memory / podlint'];

/** A table of one input, as Markdown that can be read as it stands. */
export function tableOf({ title, slow, documents, figures }: Row): string {
  const own = figures.get('podlint');
  const lines = [...figures].map(([tool, { cpu, wall, memory }]) => [
    tool,
    cpu.toFixed(0),
    wall.toFixed(0),
    (memory / 1024 / 1024).toFixed(0),
    own === undefined ? '' : (cpu / own.cpu).toFixed(2),
    own === undefined ? '' : (memory / own.memory).toFixed(2),
  ]);
  const widths = HEAD.map((head, i) => Math.max(head.length, ...lines.map((line) => (line[i] as string).length)));
  const write = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const text = [`### ${title}`, '', write(HEAD), rule, ...lines.map(write), ''];
  const floor = figures.get('read only');
  if (own !== undefined && floor !== undefined)
    text.push(
      `podlint takes ${(own.cpu / floor.cpu).toFixed(1)} times the CPU of a program that only reads the files.`,
    );
  if (slow !== undefined) text.push(`Documents that the fast reader left to the slow one: ${slow} of ${documents}.`);
  return `${text.join('\n')}\n`;
}
