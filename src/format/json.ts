import type { Format } from './format.ts';

/** The report for programs; its shape is schema/report.json. */
export const json: Format = ({ findings, summary, objects }, about) => {
  const head = { version: 1, tool: { name: 'podlint', version: about.version }, kubernetesVersion: about.kubernetesVersion, summary };
  const listed = about.objects ? { objects } : {};
  const counts = about.statistics ? { statistics: countByRule(findings) } : {};
  return `${JSON.stringify({ ...head, ...counts, ...listed, findings }, undefined, 2)}\n`;
};

/** A finding a line, for streams. */
export const jsonl: Format = ({ findings }) => findings.map((finding) => `${JSON.stringify(finding)}\n`).join('');

function countByRule(findings: readonly { readonly rule: string }[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
