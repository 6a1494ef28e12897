import type { Result } from '../../src/engine/summary.ts';
import { count } from '../../src/engine/summary.ts';
import type { About } from '../../src/format/format.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { AnyRule, RuleDocs } from '../../src/model/rule.ts';

/** A run as formats get it. */
export interface Case {
  readonly result: Result;
  readonly about: About;
}

const FIRST = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: web
      ports:
        - containerPort: 65536
`;
const POD = { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' };
const rule = (severity: AnyRule['severity'], category: AnyRule['category'], source: AnyRule['source']): AnyRule => ({
  category,
  severity,
  presets: ['recommended'],
  source,
  since: '0.1.0',
});
const RULES: ReadonlyMap<string, AnyRule> = new Map([
  ['api-invalid', rule('error', 'ports', 'api')],
  ['latest-image', rule('warning', 'containers', 'rule')],
  ['host-port', rule('info', 'security', 'rule')],
]);
const DOCS: ReadonlyMap<string, RuleDocs> = new Map([
  [
    'api-invalid',
    { summary: 'A value that the API server refuses.', why: 'The object is not created.', bad: '', good: '' },
  ],
  ['latest-image', { summary: 'An image without a version.', why: 'Nobody knows what runs.', bad: '', good: '' }],
  ['host-port', { summary: 'A port of the node.', why: 'x'.repeat(2000), bad: '', good: '' }],
]);

/** What formats are told besides the findings; no colours, no homepage. */
export function about(texts: Readonly<Record<string, string>> = {}, more: Partial<About> = {}): About {
  const textOf = (file: string): string | undefined => (Object.hasOwn(texts, file) ? texts[file] : undefined);
  return {
    version: '1.2.3',
    kubernetesVersion: '1.37',
    color: false,
    objects: false,
    statistics: false,
    failing: new Set(['error'] as const),
    homepage: undefined,
    rules: RULES,
    docs: DOCS,
    textOf,
    ...more,
  };
}

/** A result whose numbers agree with its findings. */
export function resultOf(findings: readonly Finding[], more: Partial<Result['summary']> = {}): Result {
  const objects = [...new Set(findings.map(({ file }) => file))].map((file) => ({
    file,
    document: 0,
    object: POD,
    verdict: 'invalid' as const,
  }));
  return {
    findings,
    objects,
    summary: { files: objects.length, objects: objects.length, skipped: 0, suppressed: 0, ...count(findings), ...more },
  };
}

const REFUSED: Finding = {
  rule: 'api-invalid',
  severity: 'error',
  message: 'port 65536 must be from 1 to 65535',
  file: 'deploy/web.yaml',
  line: 10,
  column: 26,
  endLine: 10,
  endColumn: 31,
  path: 'spec.containers[0].ports[0].containerPort',
  document: 0,
  object: POD,
  source: 'api',
  type: 'FieldValueInvalid',
};

const LATEST: Finding = {
  rule: 'latest-image',
  severity: 'warning',
  message: '`web` means `web:latest`; name a version or a digest',
  file: 'deploy/web.yaml',
  line: 8,
  column: 14,
  endLine: 8,
  endColumn: 17,
  path: 'spec.containers[0].image',
  document: 0,
  object: POD,
  source: 'rule',
  fix: {
    title: 'name a version',
    safe: false,
    edits: [{ start: FIRST.indexOf('image: web') + 7, end: FIRST.indexOf('image: web') + 10, text: 'web:1.0.0' }],
  },
  related: [{ file: 'deploy/base.yaml', line: 2, column: 1, endLine: 2, endColumn: 5, message: 'this one too' }],
};

const NOTE: Finding = {
  rule: 'host-port',
  severity: 'info',
  message: 'this port is taken on the node',
  file: 'other.yaml',
  line: 1,
  column: 1,
  endLine: 2,
  endColumn: 3,
  source: 'rule',
};

/** Nothing found in a file with an object. */
export const CLEAN: Case = {
  result: {
    findings: [],
    objects: [{ file: 'deploy/web.yaml', document: 0, object: POD, verdict: 'valid' }],
    summary: { ...resultOf([]).summary, files: 1, objects: 1, skipped: 2 },
  },
  about: about({ 'deploy/web.yaml': FIRST }),
};

/** All severities, fixes, related places, objects and statistics; the same thing twice. */
export const FOUND: Case = {
  result: resultOf([LATEST, REFUSED, { ...REFUSED, item: [0, 1] }, REFUSED, NOTE], { suppressed: 1 }),
  about: about(
    { 'deploy/web.yaml': FIRST },
    { objects: true, statistics: true, homepage: 'https://podlint.example/podlint#readme' },
  ),
};

/** A name that is hard for any format. */
export const ODD_FILE = 'my files/größe 😀,:;]%25#&"\'.yaml';
const ODD_TEXT = '\ufeffkind: Pod\nname: "😀ü" # 😀\nlast: 😀ü x\n';
const start = ODD_TEXT.indexOf(' x') + 1;

/** Blanks, other alphabets, markup, quotes, control characters, signs that turn the direction of writing, half characters. */
export const ODD: Case = {
  result: resultOf([
    {
      ...NOTE,
      rule: 'plugin/__proto__',
      file: ODD_FILE,
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 5,
      severity: 'warning',
      message:
        'it\'s `a|b` <b>bold</b> & "quoted" @someone #1 https://evil.example ![x](y) ::error::x ##vso[task.complete] ]]> % %0A',
    },
    {
      ...NOTE,
      rule: 'api-invalid',
      file: ODD_FILE,
      line: 2,
      column: 7,
      endLine: 2,
      endColumn: 12,
      severity: 'error',
      message:
        'line one\nline two\r\u001b[31m red \u0000 nul \u202e turned \u2028 \u009b5n \ufffe \ud800 half ok 1 - tap',
    },
    {
      ...NOTE,
      file: ODD_FILE,
      line: 3,
      column: 11,
      endLine: 3,
      endColumn: 12,
      message: 'größer als 😀',
      object: { ...POD, name: 'größe\u0007|`x`' },
      path: 'metadata.annotations[a|b\n<c>]',
      fix: { title: 'put\nü', safe: true, edits: [{ start, end: start + 1, text: 'ü\n<x>' }] },
    },
  ]),
  about: about({ [ODD_FILE]: ODD_TEXT }),
};

/** Ten thousand findings in a hundred files, some of them the same, with long messages among them. */
export function many(): Case {
  const severities = ['error', 'warning', 'info'] as const;
  const findings = Array.from({ length: 10_000 }, (_, i): Finding => {
    const base = i % 3 === 0 ? REFUSED : LATEST;
    const message = i === 0 ? `${'x'.repeat(4091)}😀${'y'.repeat(100)}` : base.message;
    return {
      ...base,
      severity: severities[i % 3] as Finding['severity'],
      message,
      file: `deploy/${String(Math.floor(i / 100)).padStart(3, '0')}.yaml`,
    };
  });
  return { result: resultOf(findings), about: about({}) };
}
