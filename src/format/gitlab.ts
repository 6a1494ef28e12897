import { fingerprints } from './fingerprint.ts';
import type { Format } from './format.ts';
import { plain, toJson } from './plain.ts';

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const;

/** GitLab's Code Quality report. */
export const gitlab: Format = ({ findings }) => {
  const names = fingerprints(findings);
  const items = findings.map(({ rule, message, severity, file, line, column, endLine, endColumn }, i) => ({
    description: plain(message),
    check_name: rule,
    fingerprint: names[i],
    severity: SEVERITIES[severity],
    location: {
      path: file.replace(/^\.\//, ''),
      lines: { begin: line },
      positions: { begin: { line, column }, end: { line: endLine, column: endColumn } },
    },
  }));
  return `${toJson(items, 2)}\n`;
};
