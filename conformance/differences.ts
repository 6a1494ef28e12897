import { needsCompiler, pathPattern, uniquePairs } from './answer.ts';
import type { OracleReport } from './oracle.ts';

/** What the comparison reads of podlint's JSON report. */
export interface PodlintReport {
  findings: readonly {
    rule: string;
    severity: string;
    message: string;
    file: string;
    document?: number | undefined;
    item?: number | readonly number[] | undefined;
    path?: string | undefined;
    type?: string | undefined;
    source: string;
  }[];
  objects?: readonly {
    file: string;
    document: number;
    item?: number | readonly number[] | undefined;
    verdict: string;
  }[];
}

/** One point in which podlint and Kubernetes differ about an object. */
export interface Difference {
  /** What differs, alike for all objects in which the same differs: `missing error FieldValueInvalid spec.ports[*].port`. */
  about: string;
  /** The object: file, document and item. */
  where: string;
  /** The full path or text. */
  detail: string;
}

type Findings = PodlintReport['findings'];
type Item = Findings[number]['item'];

interface Ours {
  verdict: string | undefined;
  findings: Findings[number][];
}

function keyOf(file: string, document: number | undefined, item: Item): string {
  return `${file}#${document ?? ''}${item === undefined ? '' : `[${[item].flat().join('.')}]`}`;
}

/** Podlint's verdicts and findings by object. */
function byObject(report: PodlintReport): Map<string, Ours> {
  const all = new Map<string, Ours>();
  const at = (key: string): Ours => {
    let ours = all.get(key);
    if (!ours) all.set(key, (ours = { verdict: undefined, findings: [] }));
    return ours;
  };
  for (const object of report.objects ?? [])
    at(keyOf(object.file, object.document, object.item)).verdict = object.verdict;
  for (const finding of report.findings) at(keyOf(finding.file, finding.document, finding.item)).findings.push(finding);
  return all;
}

const decodedFields = /^(unknown|duplicate) field "((?:[^"\\]|\\.)*)"/;
const duplicateKey = /key "((?:[^"\\]|\\.)*)" already set in map/g;

/** What the decoder objects to: fields by their paths, YAML keys by their names, and whether it could go on at all. */
function objections(report: OracleReport): { unknown: string[]; duplicate: string[]; keys: string[]; isHard: boolean } {
  const found = { unknown: [] as string[], duplicate: [] as string[], keys: [] as string[], isHard: false };
  for (const text of report.decodeErrors) {
    const field = decodedFields.exec(text);
    const keys = [...text.matchAll(duplicateKey)].map((match) => match[1] as string);
    if (field) found[field[1] as 'unknown' | 'duplicate'].push(field[2] as string);
    else if (keys.length > 0) found.keys.push(...keys);
    else found.isHard = true;
  }
  return found;
}

/** Compares what podlint and the oracle say of the same files; `hasMerge` tells whether a document has a YAML merge key. */
export class Comparison {
  readonly differences: Difference[] = [];
  readonly counts: Record<string, number> = {};
  readonly #hasMerge: (report: OracleReport) => boolean;
  readonly #isExact: boolean;

  /** `isExact`: indexes of a StatefulSet's volumes count too, which upstream shuffles. */
  constructor(hasMerge: (report: OracleReport) => boolean = () => false, isExact = false) {
    this.#hasMerge = hasMerge;
    this.#isExact = isExact;
  }

  /** Takes in the reports on some files. */
  add(oracle: readonly OracleReport[], podlint: PodlintReport): void {
    const ours = byObject(podlint);
    for (const theirs of oracle) {
      const key = keyOf(theirs.file, theirs.doc, theirs.item);
      const ofDocument = theirs.item === undefined ? undefined : ours.get(keyOf(theirs.file, theirs.doc, undefined));
      const found = ours.get(key) ?? { verdict: undefined, findings: [] };
      const elsewhere = [
        ...(ofDocument?.findings ?? []),
        ...(ours.get(keyOf(theirs.file, undefined, undefined))?.findings ?? []),
      ];
      this.#object(theirs, { verdict: found.verdict, findings: [...found.findings, ...elsewhere] }, key);
    }
  }

  #object(theirs: OracleReport, ours: Ours, where: string): void {
    this.counts[theirs.verdict] = (this.counts[theirs.verdict] ?? 0) + 1;
    if (theirs.verdict === 'unknown' || theirs.verdict === 'uncovered') return;
    const isSpoilt = oracleFault(theirs);
    if (isSpoilt) {
      this.counts[isSpoilt] = (this.counts[isSpoilt] ?? 0) + 1;
      return;
    }
    const before = this.differences.length;
    compareObject(theirs, ours, {
      merges: this.#hasMerge,
      isShuffled: theirs.kind === 'StatefulSet' && !this.#isExact,
      note: (about, detail) => void this.differences.push({ about, where, detail }),
    });
    const outcome = this.differences.length === before ? 'alike' : 'different';
    this.counts[outcome] = (this.counts[outcome] ?? 0) + 1;
  }
}

/** Where the oracle itself is at fault and does not speak for Kubernetes. */
export function oracleFault(report: OracleReport): string | undefined {
  if (report.errors.some((error) => error.detail.includes('resourceResolver is nil')))
    return 'not asked: paramRef without a cluster';
  if (report.verdict === 'panic' && report.kind.startsWith('ResourceClaim'))
    return 'not asked: admin access without a cluster';
  return undefined;
}

function summary(theirs: OracleReport, errors: Findings): string {
  const said = [
    ...theirs.decodeErrors,
    ...theirs.errors.map((error) => `${error.type} ${error.field}: ${error.detail}`),
    theirs.panic ?? '',
  ];
  return said
    .concat(errors.map((error) => `${error.source} ${error.path ?? ''}: ${error.message}`))
    .join('; ')
    .slice(0, 300);
}

function pathsOf(findings: Findings, rule: string): string[] {
  return findings.filter((finding) => finding.rule === rule).map((finding) => finding.path ?? '');
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

type Note = (about: string, detail: string) => void;

interface Use {
  merges: (report: OracleReport) => boolean;
  isShuffled: boolean;
  note: Note;
}

/** The oracle's report without what only a compiler of CEL can say, where podlint does not say it. */
function withoutCompiled(theirs: OracleReport, errors: Findings): OracleReport {
  const found = new Set(errors.map(({ type, path }) => `${type} ${path}`));
  const hasRules = theirs.kind === 'CustomResourceDefinition';
  const isSaid = ({ type, field }: OracleReport['errors'][number]): boolean =>
    found.has(`${type} ${field}`) || !needsCompiler([type, field], hasRules);
  return { ...theirs, errors: theirs.errors.filter(isSaid) };
}

const NAMES: readonly string[] = ['metadata.name', 'metadata.generateName'];

function compareObject(report: OracleReport, ours: Ours, { merges, isShuffled, note }: Use): void {
  const errors = ours.findings.filter((finding) => finding.severity === 'error');
  const theirs = withoutCompiled(report, errors);
  const { unknown, duplicate, keys, isHard } = objections(theirs);
  const merged = keys.length > 0 && merges(theirs);
  const isRefused =
    isHard ||
    theirs.verdict === 'panic' ||
    unknown.length + duplicate.length + theirs.errors.length > 0 ||
    (keys.length > 0 && !merged);
  const isRefusedHere = ours.verdict === undefined ? errors.length > 0 : ours.verdict === 'invalid';
  // Upstream looks for slashes in names only where there is no error, and here it has one that podlint can't know of.
  const isCutShort = theirs.errors.length < report.errors.length;
  if (isRefused !== isRefusedHere && !(isCutShort && isRefusedHere)) {
    const said = isRefused ? 'refused' : 'accepted';
    note(`verdict: ${said}, podlint says ${ours.verdict ?? 'nothing'}`, summary(theirs, errors));
  }
  if (isHard || theirs.verdict === 'panic') return; // there are no paths to compare
  compareDecoding({ unknown, duplicate: merged ? undefined : [...duplicate, ...keys] }, errors, note);
  const isComparable = ({ path = '' }): boolean =>
    !isCutShort || !NAMES.includes(path) || theirs.errors.some(({ field }) => field === path);
  compareErrors(theirs, errors.filter(isComparable), { isShuffled, note });
  if (!isRefused && report.errors.length === 0) compareWarnings(theirs.warnings, ours.findings, note);
}

function compareDecoding(
  theirs: { unknown: string[]; duplicate: string[] | undefined },
  errors: Findings,
  note: Note,
): void {
  const schema = errors.filter((finding) => finding.source === 'schema');
  const wrongType = schema.find((finding) => finding.rule !== 'unknown-field' && finding.rule !== 'duplicate-key');
  if (wrongType) note(`extra schema error ${wrongType.rule} ${pathPattern(wrongType.path ?? '')}`, wrongType.message);
  compareLists('unknown field', theirs.unknown, pathsOf(schema, 'unknown-field'), note);
  if (!theirs.duplicate) return; // YAML merge keys that override: podlint takes them as YAML means them
  const duplicate = pathsOf(schema, 'duplicate-key').map(lastName);
  compareLists('duplicate field', theirs.duplicate.map(lastName), duplicate, note);
}

function compareLists(what: string, theirs: string[], ours: string[], note: Note): void {
  for (const path of new Set(theirs)) if (!ours.includes(path)) note(`missing ${what} ${pathPattern(path)}`, path);
  for (const path of new Set(ours)) if (!theirs.includes(path)) note(`extra ${what} ${pathPattern(path)}`, path);
}

function compareErrors(theirs: OracleReport, errors: Findings, { isShuffled, note }: Omit<Use, 'merges'>): void {
  // Upstream puts the volumes of claim templates before the others in the random order of a Go map.
  const stable = (path: string): string =>
    isShuffled ? path.replace(/^(spec\.template\.spec\.volumes)\[\d+\]/, '$1[?]') : path;
  const said = uniquePairs(theirs.errors.map((error) => [error.type, stable(error.field)]));
  const found = uniquePairs(errors.filter((e) => e.source === 'api').map((e) => [e.type ?? '', stable(e.path ?? '')]));
  const saidTexts = new Set(said.map(String));
  const foundTexts = new Set(found.map(String));
  for (const [type, field] of said) {
    const text = theirs.errors.find((error) => error.type === type && stable(error.field) === field)?.detail ?? '';
    if (!foundTexts.has(String([type, field])))
      note(`missing error ${type} ${pathPattern(field)}`, `${field}: ${text}`);
  }
  for (const [type, field] of found) {
    const text = errors.find((error) => error.type === type && stable(error.path ?? '') === field)?.message ?? '';
    if (!saidTexts.has(String([type, field]))) note(`extra error ${type} ${pathPattern(field)}`, `${field}: ${text}`);
  }
}

/** Sentences of Go's packages for keys and certificates begin with their names, and one with a keyword of schemas: these look like paths. */
const NO_PATHS = /^(tls|x509|asn1|crypto\/\w+|x-kubernetes-list-type)$/;

/** The path that a warning of the API server starts with; empty if it has none. */
export function warningPath(text: string): string {
  const path = /^([A-Za-z][^\s:]*(?:\["?[^\]]*\][^\s:]*)*): /.exec(text)?.[1] ?? '';
  return NO_PATHS.test(path) ? '' : path;
}

/** Compares the paths of warnings. */
export function compareWarnings(texts: readonly string[], findings: Findings, note: Note): void {
  const left = findings
    .filter((f) => f.source === 'warning')
    .map((f) => (f.path === 'apiVersion' ? '' : (f.path ?? '')));
  const withPath = texts.filter((text) => warningPath(text) !== '');
  const without = texts.filter((text) => warningPath(text) === '');
  // Some sentences start with no path, where podlint's finding has one: these take what the others leave.
  for (const text of [...withPath, ...without]) {
    const path = warningPath(text);
    let at = left.indexOf(path);
    if (at < 0 && path === '' && left.length > 0) at = 0;
    if (at < 0) note(`missing warning ${pathPattern(path)}`, text);
    else left.splice(at, 1);
  }
  for (const path of left) note(`extra warning ${pathPattern(path)}`, path);
}

/** The differences in groups of the same kind, the most frequent first, each with its first object. */
export function grouped(differences: readonly Difference[]): { about: string; count: number; example: Difference }[] {
  const groups = new Map<string, { about: string; count: number; example: Difference }>();
  for (const one of differences) {
    const group = groups.get(one.about);
    if (group) group.count++;
    else groups.set(one.about, { about: one.about, count: 1, example: one });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || (a.about < b.about ? -1 : 1));
}
