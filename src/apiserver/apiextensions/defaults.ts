import { Field } from '../../model/field.ts';
import { Node, Style, Type } from '../../model/node.ts';
import { resolve } from '../../model/scalar.ts';
import { Decoder, copyOf } from '../custom/decode.ts';
import { embeddedProblems, validateEmbeddedMeta } from '../custom/embedded.ts';
import { type Problem, dotted, saidOf } from '../custom/problems.ts';
import { Schema } from '../custom/schema.ts';
import { Validation } from '../custom/validate.ts';
import { tables } from '../../schema/tables.ts';
import type { JSONSchemaProps, ObjectMeta } from '../../schema/types.gen.ts';
import { Walk } from '../../schema/walk.ts';
import type { Env } from '../env.ts';
import { Errors } from '../errors.ts';
import { type SchemaField, childOf, eachProperty, schemaIn } from './visit.ts';

/** The way from the nearest object to a default in its metadata: field names, and 0 for an item. */
interface MetaWay {
  readonly root: SchemaField;
  readonly steps: readonly (string | 0)[];
}

const META: ReadonlySet<string> = new Set(['metadata', 'kind', 'apiVersion']);

/**
 * Whether the defaults of a schema fit it.
 * @mirrors defaulting.ValidateDefaults (partly: CEL rules are not evaluated)
 */
export function validateDefaults(at: SchemaField, errors: Errors, env: Env): void {
  const holders = new Set<JSONSchemaProps>();
  if (noteDefaults(at.value, holders))
    validate(at, { root: at, steps: [] }, { errors, env, holders, isRoot: true, inMeta: false });
}

/** Notes the schemas that have a default or hold one that has: most don't. */
function noteDefaults(schema: JSONSchemaProps | undefined, holders: Set<JSONSchemaProps>): boolean {
  if (schema === undefined) return false;
  let isOne = noteDefaults(schemaIn(schema.items), holders) || schema.default !== undefined;
  if (schema.properties !== undefined)
    for (const property of schema.properties.values()) isOne = noteDefaults(property, holders) || isOne;
  if (isOne) holders.add(schema);
  return isOne;
}

interface Context {
  readonly errors: Errors;
  readonly env: Env;
  /** The schemas that are worth a look. */
  readonly holders: ReadonlySet<JSONSchemaProps>;
  readonly isRoot: boolean;
  readonly inMeta: boolean;
}

function validate(at: SchemaField, way: MetaWay, context: Context): void {
  const schema = at.value as JSONSchemaProps;
  if (!context.holders.has(schema)) return;
  const isObject = context.isRoot || schema['x-kubernetes-embedded-resource'] === true;
  const own = isObject ? { root: at, steps: [] } : way;
  const inMeta = context.inMeta && !isObject;
  if (schema.default !== undefined) {
    if (inMeta) validateMetaDefault(at, own, context);
    else validateDefault(at, context);
  }
  const item = childOf(at, 'items');
  const inside = { ...context, isRoot: false, inMeta };
  if (item !== undefined) validate(item, { ...own, steps: [...own.steps, 0] }, inside);
  eachProperty(at, (property, name) => {
    validate(
      property,
      { ...own, steps: [...own.steps, name] },
      { ...inside, inMeta: inMeta || (isObject && META.has(name)) },
    );
  });
}

function validateDefault(at: SchemaField, { errors, env, isRoot }: Context): void {
  const schemaNode = at.node;
  const value = schemaNode?.get('default');
  if (schemaNode === undefined || value === undefined) return;
  const schema = new Schema(schemaNode);
  schema.embedded ||= isRoot;
  const spot = at.get('default') as Field;
  const { unknown, faults, metas } = shapeOf(value, schema, at);
  if (unknown > 0) errors.invalid(spot, 'has fields that the schema does not have');
  const [fault] = faults;
  if (fault !== undefined) report([fault], spot, errors);
  else validateValue({ value, schema, metas }, spot, { errors, env });
}

interface Default {
  readonly value: Node;
  readonly schema: Schema;
  /** The metadata of the objects in it, by the way to them. */
  readonly metas: ReadonlyMap<string, ObjectMeta>;
}

/** First what makes objects of it, then what the schema asks for. */
function validateValue(made: Default, spot: Field, { errors, env }: Pick<Context, 'errors' | 'env'>): void {
  const before = errors.count;
  const { problems } = validateObjects(made, spot, { errors, env });
  if (errors.count === before) report(problems, spot, errors);
}

/** Validates the objects in a default; what else is wrong with it is in what comes back. */
function validateObjects(
  { value, schema, metas }: Default,
  spot: Field,
  { errors, env }: Pick<Context, 'errors' | 'env'>,
): Validation {
  const validation = new Validation(env.gates, true);
  validation.value(value, schema);
  report(validation.embedded.flatMap(embeddedProblems), spot, errors);
  for (const embedded of validation.embedded) {
    const meta = metas.get(dotted(embedded.steps));
    if (meta !== undefined) validateEmbeddedMeta(meta, embedded, { object: spot, errors, env });
  }
  return validation;
}

interface Shape {
  /** How many fields there are that the schema does not have. */
  readonly unknown: number;
  /** What objects in it are none for. */
  readonly faults: readonly Problem[];
  readonly metas: ReadonlyMap<string, ObjectMeta>;
}

function shapeOf(value: Node, schema: Schema, at: SchemaField): Shape {
  let unknown = 0;
  const faults: Problem[] = [];
  const metas = new Map<string, ObjectMeta>();
  const decoder = new Decoder({
    unknown: () => void unknown++,
    embedded(node, { steps, schemas }) {
      const way = steps.slice(1);
      const keys = way.map((step, i) => typeof step === 'string' && schemas[i] === undefined);
      const add = (name: string, message: string): void => {
        const behind = [...way, name];
        faults.push({
          type: 'FieldValueInvalid',
          message,
          rule: 'api-invalid',
          steps: behind,
          keys: [...keys, false],
          shown: behind.length,
          style: 'brackets',
          alternative: false,
        });
      };
      for (const name of ['apiVersion', 'kind']) {
        const one = node.get(name);
        if (one !== undefined && resolve(one) !== Type.String) add(name, 'must be a string');
      }
      const meta = decodeMeta(node, at);
      if (meta === undefined) add('metadata', 'can not be read as metadata');
      else metas.set(dotted(way), meta);
    },
  });
  decoder.decodePart(value, schema);
  return { unknown, faults, metas };
}

/** The metadata of an object; undefined if it can't be read. */
function decodeMeta(holder: Node, { manifest }: SchemaField): ObjectMeta | undefined {
  const node = holder.get('metadata');
  if (node === undefined) return {};
  let isRight = true;
  const walk = new Walk(manifest, manifest.minor, {
    unknownField: () => {},
    nullString: () => {},
    wrongType: () => void (isRight = false),
  });
  const meta = walk.decode(node, tables().types.ref('meta.v1.ObjectMeta')) as ObjectMeta | undefined;
  return isRight ? (meta ?? {}) : undefined;
}

/** Problems of a default, at their places in it. Upstream writes their ways behind that of the default. */
function report(problems: readonly Problem[], spot: Field, errors: Errors): void {
  for (const problem of problems) {
    let field = spot;
    problem.steps.forEach((step, i) => {
      field = new Field<unknown>(undefined, spot.manifest, field, step, problem.keys[i] === true);
    });
    const isPlain = problem.style === 'brackets' || problem.shown === undefined || problem.shown === 0;
    const behind = dotted(problem.steps, problem.shown ?? 0);
    const path = problem.style === 'brackets' ? undefined : isPlain ? spot.path : `${spot.path}.${behind}`;
    errors.raise(path === undefined ? field : field.shownAsPath(path), { ...problem, ...saidOf(problem) });
  }
}

/** A default in the metadata of an embedded object has to make metadata that is right as a whole. */
function validateMetaDefault(at: SchemaField, { root, steps }: MetaWay, { errors, env }: Context): void {
  const value = at.node?.get('default');
  const rootNode = root.node;
  if (value === undefined || rootNode === undefined) return;
  const object = withTypeMeta(surround(value, steps));
  const spot = at.get('default') as Field;
  const whole = new Schema(rootNode);
  whole.embedded = true;
  const { faults, metas } = shapeOf(object, whole, at);
  let fault = faults[0]?.message;
  // Upstream sums up what is wrong with the object that the default makes.
  const collected = new Errors(({ message }) => void (fault ??= message));
  validateObjects({ value: object, schema: whole, metas }, spot, { errors: collected, env });
  if (fault !== undefined) errors.invalid(spot, `must make a valid object: ${fault}`);
  else validateValue({ value, schema: new Schema(at.node as Node), metas: NO_METAS }, spot, { errors, env });
}

const NO_METAS: ReadonlyMap<string, ObjectMeta> = new Map();

function surround(value: Node, steps: readonly (string | 0)[]): Node {
  let node = copyOf(value);
  for (const step of [...steps].reverse()) {
    const holder = new Node(step === 0 ? Type.List : Type.Map, Style.Flow, '', 0, 0);
    node.key = step === 0 ? undefined : step;
    holder.items = [node];
    node = holder;
  }
  return node;
}

function withTypeMeta(object: Node): Node {
  for (const [key, content] of [
    ['apiVersion', 'validation/v1'],
    ['kind', 'Validation'],
  ] as const) {
    if (object.get(key) !== undefined) continue;
    const node = new Node(Type.String, Style.Given, '', 0, 0);
    node.key = key;
    node.content = content;
    object.items = [...object.items, node];
  }
  return object;
}
