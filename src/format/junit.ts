import type { Finding } from '../model/finding.ts';
import { byFile, type Format } from './format.ts';
import { plain } from './plain.ts';
import { xml } from './xml.ts';

/** JUnit's XML: a suite for each file; errors are failed tests, the others passed ones that have something to say. */
export const junit: Format = ({ findings, objects }, about) => {
  const suites = byFile(findings);
  for (const { file } of objects) if (!suites.has(file)) suites.set(file, []);
  const names = [...suites.keys()].sort();
  const tests = findings.length + names.filter((name) => suites.get(name)?.length === 0).length;
  const failures = findings.filter(({ severity }) => severity === 'error').length;
  let text = `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="podlint ${xml(about.version)}" tests="${tests}" failures="${failures}" errors="0" time="0">\n`;
  for (const name of names) text += suite(name, suites.get(name) as Finding[]);
  return `${text}</testsuites>\n`;
};

function suite(file: string, findings: readonly Finding[]): string {
  const failures = findings.filter(({ severity }) => severity === 'error').length;
  const head = `  <testsuite name="${xml(file)}" tests="${Math.max(findings.length, 1)}" failures="${failures}" errors="0" skipped="0" time="0">\n`;
  const unique = new Set<string>();
  const cases = findings.map((finding) => testCase(finding, unique)).join('');
  const clean = `    <testcase classname="${xml(file)}" name="no findings" file="${xml(file)}" time="0"/>\n`;
  return `${head}${findings.length === 0 ? clean : cases}  </testsuite>\n`;
}

function testCase(finding: Finding, unique: Set<string>): string {
  const { file, line, column, rule, severity, message, object, path } = finding;
  const where =
    object === undefined
      ? ''
      : ` ${object.kind}/${object.namespace === '' ? '' : `${object.namespace}/`}${object.name}`;
  // Readers keep only the first of two tests of one name.
  const base = plain(`${rule}${where}${path === undefined ? '' : ` ${path}`}`);
  let name = base;
  for (let i = 2; unique.has(name); i++) name = `${base} (${i})`;
  unique.add(name);
  const attributes = `classname="${xml(file)}" name="${xml(name)}" file="${xml(file)}" line="${line}" time="0"`;
  const body = `${xml(file)}:${line}:${column}: ${severity} ${xml(rule)}: ${xml(plain(message))}`;
  if (severity !== 'error')
    return `    <testcase ${attributes}>\n      <system-out>${body}</system-out>\n    </testcase>\n`;
  return `    <testcase ${attributes}>\n      <failure message="${xml(plain(message))}" type="${xml(rule)}">${body}</failure>\n    </testcase>\n`;
}
