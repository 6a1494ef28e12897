import type { Finding, Severity } from '../model/finding.ts';
import { byFile, type Format } from './format.ts';
import { plain } from './plain.ts';
import { xml } from './xml.ts';

/** JUnit's XML: a suite for each file; what makes the run fail is a failed test, the rest passed ones that have something to say. */
export const junit: Format = ({ findings, objects }, about) => {
  const suites = byFile(findings);
  for (const { file } of objects) if (!suites.has(file)) suites.set(file, []);
  const names = [...suites.keys()].sort();
  const tests = findings.length + names.filter((name) => suites.get(name)?.length === 0).length;
  const failures = findings.filter(({ severity }) => about.failing.has(severity)).length;
  let text = `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="podlint ${xml(about.version)}" tests="${tests}" failures="${failures}" errors="0" time="0">\n`;
  for (const name of names) text += suite(name, suites.get(name) as Finding[], about.failing);
  return `${text}</testsuites>\n`;
};

function suite(file: string, findings: readonly Finding[], failing: ReadonlySet<Severity>): string {
  const failures = findings.filter(({ severity }) => failing.has(severity)).length;
  const head = `  <testsuite name="${xml(file)}" tests="${Math.max(findings.length, 1)}" failures="${failures}" errors="0" skipped="0" time="0">\n`;
  const names = new Names();
  const cases = findings.map((finding) => testCase(finding, names.of(finding), failing)).join('');
  const clean = `    <testcase classname="${xml(file)}" name="no findings" file="${xml(file)}" time="0"/>\n`;
  return `${head}${findings.length === 0 ? clean : cases}  </testsuite>\n`;
}

function testCase(finding: Finding, name: string, failing: ReadonlySet<Severity>): string {
  const { file, line, column, rule, severity, message } = finding;
  const attributes = `classname="${xml(file)}" name="${xml(name)}" file="${xml(file)}" line="${line}" time="0"`;
  const body = `${xml(file)}:${line}:${column}: ${severity} ${xml(rule)}: ${xml(plain(message))}`;
  if (!failing.has(severity))
    return `    <testcase ${attributes}>\n      <system-out>${body}</system-out>\n    </testcase>\n`;
  return `    <testcase ${attributes}>\n      <failure message="${xml(plain(message))}" type="${xml(rule)}">${body}</failure>\n    </testcase>\n`;
}

/** Names of tests, each its own: readers keep only the first of two tests of one name. */
class Names {
  readonly #taken: Set<string> = new Set();
  readonly #counts: Map<string, number> = new Map();

  of({ rule, object, path }: Finding): string {
    const namespace = object === undefined || object.namespace === '' ? '' : `${object.namespace}/`;
    const where = object === undefined ? '' : ` ${object.kind}/${namespace}${object.name}`;
    const base = plain(`${rule}${where}${path === undefined ? '' : ` ${path}`}`);
    let count = this.#counts.get(base) ?? 0;
    let name: string;
    do name = ++count === 1 ? base : `${base} (${count})`;
    while (this.#taken.has(name));
    this.#counts.set(base, count);
    this.#taken.add(name);
    return name;
  }
}
