import type { Comment, Document, Problem } from '../model/document.ts';
import type { Finding, ObjectIdentity, Raised, Severity } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import { placeOf } from '../model/place.ts';
import { quote } from '../model/quote.ts';
import type { AnyRule, RuleFinding } from '../model/rule.ts';
import type { Settings } from '../model/settings.ts';
import { Source } from '../model/source.ts';
import { directiveOf } from '../parse/directives.ts';
import { stringAt } from '../parse/manifests.ts';
import type { Handlers } from '../parse/read.ts';
import { MARKS, annotationsOf } from './annotations.ts';
import { itemOf, toFinding } from './findings.ts';
import type { Ignores } from './ignores.ts';
import { type Input, looksLikeManifest } from './input.ts';
import { type Unfilled, isEncrypted, unfilledAt } from './placeholders.ts';
import type { Plan, Plans } from './plan.ts';
import { Silencer } from './silencer.ts';

export type { Input } from './input.ts';

/** `valid` and `invalid` are what the API server would say; it was not asked about the others. */
export type Verdict = 'valid' | 'invalid' | 'unknown' | 'skipped';

export interface ObjectReport {
  readonly file: string;
  readonly document: number;
  readonly item?: number | readonly number[];
  readonly object: ObjectIdentity;
  readonly verdict: Verdict;
}

type Unless = NonNullable<RuleFinding['unless']>;

export interface RunContext {
  readonly settings: Settings;
  readonly plans: Plans;
  readonly rules: ReadonlyMap<string, AnyRule>;
  readonly ignores: Ignores;
  /** The charts of which it was said that their templates are left alone. */
  readonly charts: Set<string>;
}

/** All that is said about one file: collects what checks raise, and in the end takes out what is silenced. */
export class FileReport {
  readonly source: Source;
  readonly input: Input;
  readonly objects: ObjectReport[] = [];
  readonly #context: RunContext;
  #findings: Finding[] = [];
  // Collections are made when something goes in: of most files nothing is to be said, and there are many files.
  /** Findings that may be taken back, and what decides. */
  #deferred: Map<Finding, Unless> | undefined;
  #refused: Set<Manifest> | undefined;
  /** Objects of which something could not be judged, and where that shows first. */
  #unfilled: Map<Manifest, Unfilled> | undefined;
  /** Objects that some other tool completes, and those that look like it. */
  #unfinished: Set<Manifest> | undefined;
  #lacking: Set<Manifest> | undefined;
  /** Whether there may be directives in it at all. */
  readonly #heedsDirectives: boolean;
  readonly #heedsAnnotations: boolean;
  #problems: Finding[] = [];
  #isOverfull = false;
  #silencer: Silencer | undefined;

  constructor(input: Input, context: RunContext) {
    this.source = new Source(input.file, input.text);
    this.input = input;
    this.#context = context;
    const { text } = input;
    const heeds = context.settings.inlineConfig !== false && input.definitions !== true;
    this.#heedsAnnotations = heeds && MARKS.test(text);
    this.#heedsDirectives = this.#heedsAnnotations && text.includes('podlint');
    this.#silencer = undefined;
  }

  get settings(): Settings {
    return this.#context.settings;
  }

  planFor(manifest: Manifest): Plan {
    return this.#context.plans.for(this.input.file, manifest);
  }

  /** Takes in what a check found about an object, a document, or the text as a whole. */
  add(raised: Raised, about?: Manifest | Document): void {
    if (this.input.patch && this.#isForPatcher(raised)) return;
    const manifest = about !== undefined && 'identity' in about ? about : undefined;
    if (manifest !== undefined && this.input.live && isOfCluster(raised, manifest)) return;
    if (manifest !== undefined && this.input.relabelled && raised.rule === 'selector-mismatch')
      return void (this.#unfinished ??= new Set()).add(manifest);
    if (manifest !== undefined && raised.type === 'FieldValueRequired') (this.#lacking ??= new Set()).add(manifest);
    const unfilled = manifest === undefined || this.#context.settings.asIs ? undefined : unfilledAt(raised, manifest);
    if (manifest !== undefined && unfilled !== undefined) {
      this.#unfilled ??= new Map();
      if (!this.#unfilled.has(manifest)) this.#unfilled.set(manifest, unfilled);
      return;
    }
    if (
      manifest !== undefined &&
      raised.severity === 'error' &&
      (raised.source === 'schema' || raised.source === 'api')
    )
      (this.#refused ??= new Set()).add(manifest);
    const plan = manifest === undefined ? this.#context.plans.forFile(this.input.file) : this.planFor(manifest);
    const planned = plan.get(raised.rule);
    if (planned === undefined && this.#context.rules.has(raised.rule)) return;
    const severity = planned?.severity ?? raised.severity;
    const fix = raised.fix ?? (raised.field === undefined ? undefined : planned?.rule.fix?.(raised.field));
    if (this.#findings.length >= MOST_FINDINGS) return this.#overflow();
    const finding = toFinding({ ...raised, severity, fix }, this.source, about);
    this.#findings.push(finding);
    if (raised.unless !== undefined) (this.#deferred ??= new Map()).set(finding, raised.unless);
  }

  /** Says once that nothing more is kept of what is found in this file. */
  #overflow(): void {
    if (this.#isOverfull) return;
    this.#isOverfull = true;
    const message = `more than ${MOST_FINDINGS.toLocaleString('en')} findings in this file: the others are left out`;
    this.addProblem({ message, start: 0, end: 0, document: undefined, edits: undefined });
  }

  /** `$patch: delete` and the like, which whoever applies the patch takes out. */
  #isForPatcher({ rule, start }: Raised): boolean {
    const { text } = this.source;
    return (
      rule === 'unknown-field' &&
      (text[start] === '$' || (text[start + 1] === '$' && (text[start] === '"' || text[start] === "'")))
    );
  }

  /** Asks of each finding that may be taken back whether it is. */
  takeBack(isUntrue: (finding: Finding, unless: Unless) => boolean): void {
    const untrue = new Set<Finding>();
    for (const [finding, unless] of this.#deferred ?? []) if (isUntrue(finding, unless)) untrue.add(finding);
    this.#deferred = undefined;
    if (untrue.size > 0) this.#findings = this.#findings.filter((finding) => !untrue.has(finding));
  }

  /** Whether rules of this file may want to know of other objects. */
  get mayLookAcross(): boolean {
    return this.#context.plans.mayLookAcross;
  }

  /** Whether a part of it could not be read that may well have been meant as a manifest. */
  get broken(): boolean {
    return this.#problems.length > 0 && this.#isOurs;
  }

  /** A text, or a document of it, that can't be read. */
  addProblem({ start, end, message, edits, document }: Problem): void {
    const fix = edits === undefined ? undefined : { title: 'mend the syntax', safe: true, edits };
    const finding = toFinding(
      { rule: 'syntax-error', severity: 'error', source: 'syntax', message, start, end, fix },
      this.source,
      undefined,
    );
    this.#problems.push(document === undefined ? finding : { ...finding, document });
  }

  /** A template of a Helm chart is no manifest before it is rendered. */
  get isTemplate(): boolean {
    const { chart, text } = this.input;
    return chart !== undefined && !this.#context.settings.asIs && text.includes('{{');
  }

  /** Says once for each chart that its templates are left alone. */
  addTemplate(): void {
    const { chart = '', text } = this.input;
    const { charts } = this.#context;
    if (charts.has(chart)) return;
    charts.add(chart);
    const message = `unrendered Helm template: run \`helm template ${chart} | podlint -\``;
    const end = text.search(/\r?\n|$/);
    this.add({ rule: 'template-skipped', severity: 'info', source: 'rule', message, start: 0, end });
  }

  /** A file that is no text, or none that could be read. */
  addUnreadable(why: string): void {
    this.addProblem({ message: `${this.input.file} ${why}`, start: 0, end: 0, document: undefined, edits: undefined });
  }

  /** A document that holds no Kubernetes object: none of our business, unless it is to be sent to the API server as it is. Or an item of a List. */
  addOther(document: Document, root: Node): void {
    if (!this.#context.settings.asIs && root === document.root) return;
    const key = stringAt(root, 'kind') ? 'apiVersion' : 'kind';
    const why =
      root.type !== Type.Map
        ? 'expected a map with `apiVersion` and `kind`'
        : root.get(key) === undefined
          ? `it has no \`${key}\``
          : `its \`${key}\` is no text, or an empty one`;
    const message = `this is no Kubernetes object: ${why}`;
    this.add({ rule: 'unknown-kind', severity: 'error', source: 'schema', message, ...placeOf(root) }, document);
  }

  /** Notes what came of an object, and the annotations by which it silences findings. */
  addObject(manifest: Manifest, shape: 'known' | 'unknown'): void {
    const item = manifest.item.length === 0 ? {} : { item: itemOf(manifest.item) };
    const isPatch = this.input.patch || (this.input.likelyPatch && this.#lacking?.has(manifest));
    if (isPatch && !this.input.patch) this.#forgetFindingsOf(manifest);
    const isJudged = shape === 'known' && !this.#unfilled?.has(manifest) && !this.#unfinished?.has(manifest);
    const verdict = isPatch ? 'skipped' : this.#refused?.has(manifest) ? 'invalid' : isJudged ? 'valid' : 'unknown';
    this.#forget(manifest);
    this.#noteUnfilled(manifest);
    this.objects.push({
      file: this.input.file,
      document: manifest.document.index,
      ...item,
      object: manifest.identity,
      verdict,
    });
    if (this.#heedsAnnotations) for (const silence of annotationsOf(manifest)) this.#silence().addAnnotation(silence);
  }

  /** Holds on to no object that was judged. */
  #forget(manifest: Manifest): void {
    this.#refused?.delete(manifest);
    this.#unfinished?.delete(manifest);
    this.#lacking?.delete(manifest);
  }

  /** Of a fragment only what its own fields are counts. */
  #forgetFindingsOf({ document, item }: Manifest): void {
    this.#findings = this.#findings.filter(
      (finding) =>
        finding.document !== document.index ||
        String(finding.item ?? '') !== String(item) ||
        finding.source === 'schema' ||
        finding.source === 'yaml',
    );
  }

  /** Says once that an object waits for values. Of encrypted ones everybody knows. */
  #noteUnfilled(manifest: Manifest): void {
    const place = this.#unfilled?.get(manifest);
    this.#unfilled?.delete(manifest);
    if (place === undefined || isEncrypted(manifest)) return;
    const written = quote(this.source.text.slice(place.start, place.end));
    this.add(
      {
        rule: 'unresolved-placeholder',
        severity: 'info',
        source: 'rule',
        message: `${written} is not filled in: not checked`,
        ...place,
      },
      manifest,
    );
  }

  /** The reader's handler for comments, if there may be directives among them. */
  comments(): Pick<Handlers, 'comment'> {
    return this.#heedsDirectives ? { comment: (comment) => this.#addComment(comment) } : {};
  }

  /** What is left when comments, annotations and the config have had their say. */
  close(): { kept: readonly Finding[]; suppressed: number } {
    if (this.#isOurs) this.#findings.push(...this.#problems);
    this.#problems = [];
    const { kept, suppressed } = this.#silencer?.apply(this.#findings) ?? { kept: this.#findings, suppressed: 0 };
    if (this.#context.settings.ignores === undefined) return { kept, suppressed };
    const left = kept.filter((finding) => !this.ignores.covers(finding));
    return { kept: left, suppressed: suppressed + kept.length - left.length };
  }

  /** What the config leaves out. */
  get ignores(): Ignores {
    return this.#context.ignores;
  }

  get #isOurs(): boolean {
    return (
      this.input.named || this.#context.settings.asIs || this.objects.length > 0 || looksLikeManifest(this.source.text)
    );
  }

  #addComment(comment: Comment): void {
    const directive = directiveOf(this.source.text, comment);
    if (directive !== undefined) this.#silence().addDirective(directive);
  }

  #silence(): Silencer {
    const { plans, settings, rules } = this.#context;
    const levelOf = (id: string): Severity | undefined => {
      const planned = plans.forFile(this.input.file).get(id);
      if (planned === undefined || (looksOnlyAcross(planned.rule) && settings.project !== true)) return undefined;
      return planned.severity ?? planned.rule.severity;
    };
    return (this.#silencer ??= new Silencer({
      source: this.source,
      isKnown: (id) => rules.has(id),
      known: () => rules.keys(),
      levelOf,
    }));
  }
}

/** How many findings of one file are kept. Nobody reads so many, and each takes memory. */
const MOST_FINDINGS = 100_000;

/** Whether a rule has nothing to say where the input is no whole project. */
function looksOnlyAcross({ project, object, pod, container, document }: AnyRule): boolean {
  return project !== undefined && (object ?? pod ?? container ?? document) === undefined;
}

/** Whether an error says of an object that was read from a cluster that it can't be created again. */
function isOfCluster({ type, path }: Raised, { root }: Manifest): boolean {
  return (
    type === 'FieldValueForbidden' &&
    path === 'metadata.resourceVersion' &&
    root.get('metadata')?.get('uid') !== undefined
  );
}
