/** Draws the CPU time of some inputs as bars. */
import type { Row } from './table.ts';

const WIDTH = 760;
const LEFT = 110;
const BAR = 16;
const SHOWN = ['podlint', 'kubeconform', 'kube-linter', 'kube-score'];

/** An SVG that is readable on light and dark pages. */
export function chartOf(rows: readonly Row[]): string {
  let y = 8;
  const parts: string[] = [];
  for (const row of rows) {
    const tools = SHOWN.filter((tool) => row.figures.has(tool));
    const most = Math.max(...tools.map((tool) => row.figures.get(tool)?.cpu ?? 0));
    parts.push(`<text class="title" x="0" y="${y + 12}">${escaped(row.title)}</text>`);
    y += 22;
    for (const tool of tools) {
      const cpu = row.figures.get(tool)?.cpu ?? 0;
      const width = Math.max(1, ((WIDTH - LEFT - 90) * cpu) / most);
      const kind = tool === 'podlint' ? 'own' : 'other';
      parts.push(`<text x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${tool}</text>`);
      parts.push(`<rect class="${kind}" x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2"/>`);
      parts.push(`<text x="${(LEFT + width + 6).toFixed(1)}" y="${y + 12}">${seconds(cpu)}</text>`);
      y += BAR + 5;
    }
    y += 12;
  }
  const style =
    'text{font:12px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600}.own{fill:#1a7f64}.other{fill:#8c959f}' +
    '@media(prefers-color-scheme:dark){text{fill:#e6edf3}.own{fill:#3fb68f}.other{fill:#6e7681}}';
  const label = 'CPU time of podlint and other linters';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="${label}"><style>${style}</style>${parts.join('\n')}</svg>\n`;
}

function seconds(cpu: number): string {
  return cpu < 1000 ? `${cpu.toFixed(0)} ms` : `${(cpu / 1000).toFixed(2)} s`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
