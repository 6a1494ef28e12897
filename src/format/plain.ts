import type { Finding } from '../model/finding.ts';
import type { Summary } from '../engine/summary.ts';

/**
 * Text for people's terminals and for line-based readers: what comes from manifests may hold anything, so control characters, line
 * breaks and signs that turn the direction of writing are shown as escapes instead of being obeyed.
 */
export function plain(text: string): string {
  if (!/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/.test(text)) return text;
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (char) => {
    const code = char.charCodeAt(0);
    if (code === 10) return '\\n';
    if (code === 9) return '\\t';
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** One line that sums a run up. */
export function summaryLine(summary: Summary): string {
  const { errors, warnings, infos, objects, files } = summary;
  const found = [counted(errors, 'error'), counted(warnings, 'warning'), ...(infos > 0 ? [counted(infos, 'info')] : [])].join(', ');
  const more = [
    ...(summary.fixable > 0 ? [`${summary.fixable} fixable`] : []),
    ...(summary.suppressed > 0 ? [`${summary.suppressed} silenced`] : []),
    ...(summary.skipped > 0 ? [`${counted(summary.skipped, 'file')} without manifests skipped`] : []),
  ];
  return `${found} in ${counted(objects, 'object')} of ${counted(files, 'file')}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

/** A number and its word. */
export function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** How often each rule spoke, most often first. */
export function statistics(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rows = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return rows.map(([rule, number]) => `${String(number).padStart(6)}  ${rule}\n`).join('');
}
