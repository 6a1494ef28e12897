import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { qualifiedName } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { Field } from '../../model/field.ts';
import { Node, Style, Type } from '../../model/node.ts';
import { text } from '../../model/scalar.ts';
import type { ObjectMeta } from '../../schema/types.gen.ts';
import { copyOf } from './decode.ts';
import { embeddedProblems, validateEmbeddedMeta } from './embedded.ts';
import { type Problem, dotted, saidOf } from './problems.ts';
import { type ScalePaths, scaleProblems } from './scale.ts';
import type { Schema } from './schema.ts';
import { Validation } from './validate.ts';

interface CustomResource {
  readonly metadata?: ObjectMeta | undefined;
}

/** What holds for the objects of a version. */
export interface VersionShape {
  /** Undefined: the definition has none. */
  readonly schema: Schema | undefined;
  /** The status of an object is dropped when it is created. */
  readonly hasStatus: boolean;
  readonly scale: ScalePaths | undefined;
}

/** What decoding makes of a custom object. */
export interface Decoded {
  readonly namespaced: boolean;
  readonly schema: Schema;
  readonly shape: VersionShape;
  readonly root: Node;
  /** The metadata of the objects inside it. */
  readonly metas: ReadonlyMap<Node, ObjectMeta>;
}

/**
 * A custom object on its way through the API server, decoded by its schema.
 * @mirrors customresource.customResourceStrategy (partly: CEL rules are not evaluated)
 */
export class CustomObject implements Strategy<CustomResource> {
  readonly namespaced: boolean;
  readonly #schema: Schema;
  readonly #shape: VersionShape;
  readonly #metas: ReadonlyMap<Node, ObjectMeta>;
  #isComplete = true;
  /** The object as the API server validates it. */
  #root: Node;

  constructor(decoded: Decoded) {
    this.namespaced = decoded.namespaced;
    this.#schema = decoded.schema;
    this.#shape = decoded.shape;
    this.#metas = decoded.metas;
    this.#root = decoded.root;
  }

  /** Defaults come with decoding. */
  defaults(): void {}

  prepare(object: Field<CustomResource>): void {
    if (object.value?.metadata !== undefined) object.value.metadata.generation = 1;
    const items = this.#root.items.filter(
      ({ key }) => key !== 'metadata' && (key !== 'status' || !this.#shape.hasStatus),
    );
    items.push(metadataOf(object));
    this.#root = copyOf(this.#root, items);
  }

  validate(object: Field<CustomResource>, errors: Errors, env: Env): void {
    validateObjectMeta(object.get('metadata'), errors, env, {
      namespaced: this.namespaced,
      name: nameIsDNSSubdomain,
      anyFinalizers: true,
    });
    const validation = new Validation(env.gates);
    validation.value(this.#root, this.#schema);
    this.#isComplete = !validation.unchecked;
    const { problems } = validation;
    if (this.#shape.scale !== undefined) problems.push(...scaleProblems(this.#root, this.#shape.scale));
    for (const embedded of validation.embedded) problems.push(...embeddedProblems(embedded));
    raise(problems, object, errors);
    for (const embedded of validation.embedded) {
      const meta = this.#metas.get(embedded.node);
      if (meta !== undefined) validateEmbeddedMeta(meta, embedded, { object, errors, env });
    }
  }

  /** Where CEL rules speak about what it holds, nobody can say here whether it would be taken. */
  isComplete(): boolean {
    return this.#isComplete;
  }

  /** @mirrors customresource.validateKubeFinalizerName */
  warn(object: Field<CustomResource>, env: Env): void {
    for (const finalizer of object.get('metadata').get('finalizers').items()) {
      const name = finalizer.value ?? '';
      if (name.includes('/') || KNOWN_FINALIZERS.has(name) || qualifiedName(name) !== undefined) continue;
      env.warn(
        finalizer.shownAsPath('metadata.finalizers'),
        `\`${name}\` may be somebody else's too; write it as \`example.com/${name}\``,
      );
    }
  }
}

const KNOWN_FINALIZERS: ReadonlySet<string> = new Set(['orphan', 'foregroundDeletion', 'kubernetes']);

/** Schemas can say something of an object's names, and of nothing else in its metadata. */
function metadataOf(object: Field<CustomResource>): Node {
  const metadata = new Node(Type.Map, Style.Block, '', 0, 0);
  const names = ['name', 'generateName'] as const;
  metadata.key = 'metadata';
  metadata.items = names.flatMap((name) => {
    const value = object.value?.metadata?.[name];
    if (value === undefined || value === '') return [];
    const node = new Node(Type.String, Style.Given, '', 0, 0);
    node.key = name;
    node.content = value;
    return [node];
  });
  return metadata;
}

/** Reports problems, each place once. Of a value of the wrong type nothing else is said: it follows from that. */
function raise(problems: readonly Problem[], object: Field<CustomResource>, errors: Errors): void {
  const wrong = new Set<string>();
  for (const { rule, alternative, steps } of problems)
    if (rule === 'wrong-type' && !alternative) wrong.add(dotted(steps));
  const said = new Set<string>();
  const unread: string[] = [];
  for (const problem of problems) {
    const way = dotted(problem.steps);
    const isMoot = wrong.has(way) && (problem.rule !== 'wrong-type' || problem.alternative);
    const key = `${problem.type} ${problem.shownPath ?? problem.shown} ${way}`;
    if (isMoot || said.has(key)) continue;
    said.add(key);
    const at = fieldAt(problem, object);
    errors.raise(problem.onKey ? at.atKey() : at, { ...problem, ...saidOf(problem) });
    if (problem.rule === 'wrong-type') unread.push(at.walkedPath);
  }
  if (unread.length > 0) (object.manifest.unknown ??= []).push(...unread);
}

function fieldAt({ steps, keys, shown, style, shownPath }: Problem, object: Field<CustomResource>): Field {
  let field = object as Field;
  steps.forEach((step, i) => {
    field = new Field<unknown>(undefined, object.manifest, field, step, keys[i] === true);
  });
  const node = field.node;
  const value = node === undefined || node.type === Type.Map || node.type === Type.List ? undefined : text(node);
  const last = new Field<unknown>(value, object.manifest, field.parent, field.step, field.isKey);
  if (shownPath !== undefined) return last.shownAsPath(shownPath);
  return style === 'brackets' ? last : last.shownAsPath(dotted(steps, shown ?? 0));
}
