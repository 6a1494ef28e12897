import type { Finding, Fix } from '../model/finding.ts';
import type { AnyRule, RuleDocs } from '../model/rule.ts';
import { Source } from '../model/source.ts';
import { fingerprints } from './fingerprint.ts';
import { type About, type Format, gravest, ruleUrl } from './format.ts';
import { cut, plain, toJson } from './plain.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;
const PROBLEMS = { error: 'error', warning: 'warning', info: 'recommendation' } as const;

/** GitHub refuses a run with more results. */
const MOST_RESULTS = 25_000;

/** SARIF 2.1.0, as GitHub's code scanning takes it in. */
export const sarif: Format = ({ findings: all }, about) => {
  const findings = gravest(all, MOST_RESULTS);
  const ids = [...new Set([...about.rules.keys(), ...findings.map(({ rule }) => rule)])].sort();
  const index = new Map(ids.map((id, i) => [id, i]));
  const names = fingerprints(findings);
  const sources = new Sources(about);
  const results = findings.map((finding, i) => ({
    ruleId: finding.rule,
    ruleIndex: index.get(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: plain(finding.message) },
    locations: [location(finding)],
    partialFingerprints: { primaryLocationLineHash: `${names[i]}:1` },
    ...(finding.related === undefined
      ? {}
      : {
          relatedLocations: finding.related.map((related, id) => ({
            id,
            message: { text: plain(related.message) },
            ...location(related),
          })),
        }),
    ...fixesOf(finding, sources.of(finding.file)),
  }));
  const driver = {
    name: 'podlint',
    semanticVersion: about.version,
    version: about.version,
    ...(about.homepage === undefined ? {} : { informationUri: about.homepage }),
    rules: ids.map((id) => descriptor(id, about)),
  };
  const run = {
    tool: { driver },
    automationDetails: { id: 'podlint/' },
    columnKind: 'utf16CodeUnits',
    ...leftOut(all.length - findings.length),
    results,
  };
  return `${toJson({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, 2)}\n`;
};

class Sources {
  readonly #about: About;
  readonly #known: Map<string, Source | undefined> = new Map();

  constructor(about: About) {
    this.#about = about;
  }

  of(file: string): Source | undefined {
    if (!this.#known.has(file)) {
      const text = this.#about.textOf(file);
      this.#known.set(file, text === undefined ? undefined : new Source(file, text));
    }
    return this.#known.get(file);
  }
}

type Region = Pick<Finding, 'line' | 'column' | 'endLine' | 'endColumn'>;

function location(at: Region & { readonly file: string }): object {
  return { physicalLocation: { artifactLocation: { uri: uri(at.file) }, region: region(at) } };
}

function region({ line, column, endLine, endColumn }: Region): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A relative reference, or an absolute one for what lies elsewhere: every part of the path escaped, the slashes kept. */
function uri(file: string): string {
  const escaped = file
    .split('/')
    .map((part) => encodeURIComponent(Buffer.from(part).toString()))
    .join('/');
  if (file.startsWith('/')) return `file://${escaped}`;
  return /^[A-Za-z]:\//.test(file) ? `file:///${file[0]}:${escaped.slice(4)}` : escaped;
}

function fixesOf({ file, fix }: Finding, source: Source | undefined): object {
  if (fix === undefined || source === undefined) return {};
  return {
    fixes: [
      {
        description: { text: plain(fix.title) },
        artifactChanges: [{ artifactLocation: { uri: uri(file) }, replacements: replacements(fix, source) }],
      },
    ],
  };
}

function replacements(fix: Fix, source: Source): object[] {
  return fix.edits.map(({ start, end, text }) => {
    const from = source.position(start);
    const to = source.position(end);
    return {
      deletedRegion: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column },
      ...(text === '' ? {} : { insertedContent: { text } }),
    };
  });
}

function descriptor(id: string, about: About): object {
  const rule: AnyRule | undefined = about.rules.get(id);
  const docs: RuleDocs | undefined = about.docs?.get(id);
  const helpUri = ruleUrl(id, about);
  const summary = docs?.summary ?? `${id}.`;
  const why = (docs?.why ?? summary).trim();
  const severity = rule?.severity ?? 'warning';
  return {
    id,
    name: camel(id),
    shortDescription: { text: cut(summary, 1024) },
    fullDescription: { text: cut(why, 1024) },
    help: { text: why, markdown: `${why}\n\n\`podlint explain ${id}\` shows an example.` },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['kubernetes', ...(rule === undefined ? [] : [rule.category])],
      precision: rule?.source === 'api' || rule?.source === 'schema' ? 'very-high' : 'high',
      'problem.severity': PROBLEMS[severity],
      ...(rule?.category === 'security' ? { 'security-severity': severity === 'info' ? '3.0' : '6.0' } : {}),
    },
  };
}

/** A name for people: it must differ from the id. */
function camel(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

/** A word for readers of a report that has no place for all. */
function leftOut(number: number): object {
  if (number === 0) return {};
  const text = `${number} more findings are left out: code scanning takes ${MOST_RESULTS} of a run.`;
  return {
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning', message: { text } }] }],
  };
}
