import { isUsable, meets } from '../apiserver/meta/labelselector.ts';
import { isPlaceholder } from '../model/image.ts';
import type { LabelSelector, LabelSelectorRequirement } from '../schema/types.gen.ts';

/** Labels of an object or a pod template. */
export class Labels {
  readonly map: ReadonlyMap<string, string>;
  /** Some of them could not be read. */
  readonly #unreadable: boolean;

  private constructor(map: ReadonlyMap<string, string>, unreadable: boolean) {
    this.map = map;
    this.#unreadable = unreadable;
  }

  /** Labels as they were decoded. */
  static of(map: ReadonlyMap<string, string> | undefined, unreadable = false): Labels {
    if (map === undefined || map.size === 0) return unreadable ? Labels.unreadable : Labels.none;
    return new Labels(map, unreadable);
  }

  static readonly none: Labels = new Labels(new Map(), false);
  static readonly unreadable: Labels = new Labels(new Map(), true);

  get(key: string): string | undefined {
    return this.map.get(key);
  }

  get size(): number {
    return this.map.size;
  }

  /** Whether there may be others: some could not be read, or wait to be filled in. */
  get unclear(): boolean {
    if (this.#unreadable) return true;
    for (const [key, value] of this.map) if (isPlaceholder(key) || isPlaceholder(value)) return true;
    return false;
  }

  /** Whether all of these are among others: how a Service selects. */
  within(others: Labels): boolean {
    for (const [key, value] of this.map) if (others.map.get(key) !== value) return false;
    return true;
  }
}

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
      return new Selector(Labels.of(matchLabels), NO_EXPRESSIONS);
    for (const { key = '', operator = '', values = [] } of matchExpressions)
      if (!isUsable(key, operator, values)) return undefined;
    return new Selector(Labels.of(matchLabels), matchExpressions);
  }

  /** The selector of a Service or a ReplicationController: a plain map. */
  static equalTo(map: ReadonlyMap<string, string> | undefined): Selector {
    return new Selector(Labels.of(map), NO_EXPRESSIONS);
  }

  /** Selects everything. */
  get empty(): boolean {
    return this.equal.size === 0 && this.expressions.length === 0;
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
    let found = this.expressions.some(({ key = '' }) => isSetByController(key));
    for (const key of this.equal.map.keys()) if (isSetByController(key)) found = true;
    if (!found) return this;
    const kept = new Map([...this.equal.map].filter(([key]) => !isSetByController(key)));
    const expressions = this.expressions.filter(({ key = '' }) => !isSetByController(key));
    return new Selector(Labels.of(kept), expressions);
  }
}

const NO_EXPRESSIONS: readonly LabelSelectorRequirement[] = [];

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
