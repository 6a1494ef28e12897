import { isUsable, meets } from '../apiserver/meta/labelselector.ts';
import { isPlaceholder } from '../model/image.ts';
import type { LabelSelector, LabelSelectorRequirement } from '../schema/types.gen.ts';

/** Labels of an object or a pod template, as small as they can be kept: keys and values in turn. */
export class Labels {
  readonly pairs: readonly string[];
  /** Some of them could not be read. */
  readonly #unreadable: boolean;

  constructor(pairs: readonly string[], unreadable = false) {
    this.pairs = pairs;
    this.#unreadable = unreadable;
  }

  /** Labels out of a decoded map. */
  static of(map: ReadonlyMap<string, string> | undefined, unreadable = false): Labels {
    if (map === undefined || map.size === 0) return unreadable ? UNREADABLE : NO_LABELS;
    const pairs: string[] = [];
    for (const [key, value] of map) pairs.push(key, value);
    return new Labels(pairs, unreadable);
  }

  get(key: string): string | undefined {
    const { pairs } = this;
    for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === key) return pairs[i + 1];
    return undefined;
  }

  get size(): number {
    return this.pairs.length / 2;
  }

  /** Whether there may be others: some could not be read, or wait to be filled in. */
  get unclear(): boolean {
    return this.#unreadable || this.pairs.some(isPlaceholder);
  }

  /** Whether all of these are among others: how a Service selects. */
  within(others: Labels): boolean {
    const { pairs } = this;
    for (let i = 0; i < pairs.length; i += 2) if (others.get(pairs[i] as string) !== pairs[i + 1]) return false;
    return true;
  }
}

const NO_LABELS = new Labels([]);
const UNREADABLE = new Labels([], true);

/** A label selector that can be asked quickly and keeps nothing of the document it stood in. */
export class Selector {
  /** What `matchLabels` asks for. */
  readonly equal: Labels;
  /** What `matchExpressions` ask for besides. */
  readonly expressions: readonly LabelSelectorRequirement[];

  private constructor(equal: Labels, expressions: readonly LabelSelectorRequirement[]) {
    this.equal = equal;
    this.expressions = expressions;
  }

  /** Undefined for a selector that is none: the API server refuses it, and nothing is said of what it selects. */
  static of(selector: LabelSelector | undefined): Selector | undefined {
    if (selector === undefined) return undefined;
    const { matchLabels, matchExpressions } = selector;
    if (matchExpressions === undefined || matchExpressions.length === 0)
      return new Selector(Labels.of(matchLabels), []);
    for (const { key = '', operator = '', values = [] } of matchExpressions)
      if (!isUsable(key, operator, values)) return undefined;
    return new Selector(Labels.of(matchLabels), matchExpressions);
  }

  /** The selector of a Service or a ReplicationController: a plain map. */
  static equalTo(map: ReadonlyMap<string, string> | undefined): Selector {
    return new Selector(Labels.of(map), []);
  }

  /** Selects everything. */
  get empty(): boolean {
    return this.equal.pairs.length === 0 && this.expressions.length === 0;
  }

  /** Whether some tool has yet to fill in a key or a value. */
  get unclear(): boolean {
    return (
      this.equal.unclear ||
      this.expressions.some(({ key = '', values = [] }) => isPlaceholder(key) || values.some(isPlaceholder))
    );
  }

  matches(labels: Labels): boolean {
    if (!this.equal.within(labels)) return false;
    for (const { key = '', operator = '', values = [] } of this.expressions)
      if (!meets(labels, key, operator, values)) return false;
    return true;
  }

  /** The same selector without some keys: those that a controller puts on its Pods by itself. */
  without(isSetByController: (key: string) => boolean): Selector {
    const { pairs } = this.equal;
    const kept: string[] = [];
    for (let i = 0; i < pairs.length; i += 2)
      if (!isSetByController(pairs[i] as string)) kept.push(pairs[i] as string, pairs[i + 1] as string);
    const expressions = this.expressions.filter(({ key = '' }) => !isSetByController(key));
    if (kept.length === pairs.length && expressions.length === this.expressions.length) return this;
    return new Selector(new Labels(kept), expressions);
  }
}

/** Labels that Pods get from their controllers, and no template has. */
const FROM_CONTROLLERS: ReadonlySet<string> = new Set([
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'pod-template-generation',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
]);

/** Whether a controller sets this label on its Pods by itself. */
export function isFromController(key: string): boolean {
  return FROM_CONTROLLERS.has(key);
}
