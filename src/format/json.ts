import type { Summary } from '../engine/summary.ts';
import type { Finding } from '../model/finding.ts';
import { type About, type Format, ruleUrl } from './format.ts';
import { toJson } from './plain.ts';

/** The report for programs; its shape is schema/report.json. */
export const json: Format = ({ findings, summary, objects }, about) => {
  const head = {
    version: 1,
    tool: { name: 'podlint', version: about.version },
    kubernetesVersion: about.kubernetesVersion,
    summary: inOrder(summary),
  };
  const listed = about.objects ? { objects } : {};
  const counts = about.statistics ? { statistics: countByRule(findings) } : {};
  return `${toJson({ ...head, ...counts, ...listed, findings: findings.map((finding) => withPage(finding, about)) }, 2)}\n`;
};

function inOrder({ files, objects, skipped, errors, warnings, infos, fixable, suppressed }: Summary): Summary {
  return { files, objects, skipped, errors, warnings, infos, fixable, suppressed };
}

/** A finding a line, for streams. */
export const jsonl: Format = ({ findings }, about) =>
  findings.map((finding) => `${toJson(withPage(finding, about))}\n`).join('');

/** A finding with the address of its rule's page, if there is one. */
function withPage(finding: Finding, about: About): Finding {
  const docs = finding.docs ?? ruleUrl(finding.rule, about);
  return docs === undefined ? finding : { ...finding, docs };
}

function countByRule(findings: readonly { readonly rule: string }[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
