import type { ErrorObject } from 'ajv';
import { fixOf, renameKey } from '../../fix/edits.ts';
import type { Raised, Report } from '../../model/finding.ts';
import type { Manifest } from '../../model/manifest.ts';
import { nearest } from '../../model/nearest.ts';
import { type Node, Type } from '../../model/node.ts';
import { placeOf, placeOfKey } from '../../model/place.ts';
import { quote } from '../../model/quote.ts';
import { isTrue, jsonText, resolve, text } from '../../model/scalar.ts';
import { strictPath } from '../../schema/paths.ts';
import { wrongTypeOf } from '../../schema/wrong-types.ts';
import { Kind, SCHEMA_KINDS, TypeRef } from '../../schema/table.ts';
import { put } from './prepare.ts';

type Finding = Pick<Raised, 'rule' | 'message' | 'start' | 'end' | 'path' | 'fix'>;

/** Says what a JSON Schema objects to, each at its place. */
export function reportJsonErrors(manifest: Manifest, errors: readonly ErrorObject[], report: Report): void {
  const said = new Set<string>();
  for (const error of errors) {
    const finding = findingOf(error, manifest);
    const key = `${finding.start} ${finding.rule} ${finding.message}`;
    if (said.has(key)) continue;
    said.add(key);
    report({ ...finding, severity: 'error', source: 'schema' });
  }
}

function findingOf(error: ErrorObject, manifest: Manifest): Finding {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { node, way } = follow(manifest.root, steps);
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownField(node, way, error);
    case 'required':
      return {
        rule: 'api-required',
        message: `\`${String(params['missingProperty'])}\` is required`,
        ...placeOfMissing(node),
        path: strictPath([...way, String(params['missingProperty'])]),
      };
    case 'type':
      return wrongType(node, way, params['type']);
    case 'enum':
    case 'const':
      return notAllowed(
        node,
        way,
        error.keyword === 'enum' ? (params['allowedValues'] as unknown[]) : [params['allowedValue']],
      );
    case 'pattern':
      return at(node, way, `${quote(text(node))} does not match ${quote(params['pattern'])}`);
    case 'format':
      return at(node, way, `${quote(text(node))} is no ${String(params['format'])}`);
    case 'anyOf':
    case 'oneOf':
      return at(
        node,
        way,
        params['passingSchemas']
          ? `fits more than one alternative (${error.keyword})`
          : `fits none of the alternatives (${error.keyword})`,
      );
    case 'not':
      return at(node, way, 'fits what is not allowed here (not)');
    default:
      return at(
        node,
        way,
        tooManyOrFew(error.keyword, params['limit']) ?? error.message ?? `does not fit the schema (${error.keyword})`,
      );
  }
}

const COUNTED: Readonly<Record<string, string>> = { Items: 'item', Length: 'character', Properties: 'field' };

function tooManyOrFew(keyword: string, limit: unknown): string | undefined {
  const [, bound, what] = /^(min|max)(Items|Length|Properties)$/.exec(keyword) ?? [];
  if (bound === undefined || what === undefined) return undefined;
  return `must have at ${bound === 'min' ? 'least' : 'most'} ${String(limit)} ${COUNTED[what] as string}${limit === 1 ? '' : 's'}`;
}

function at(node: Node, way: readonly (string | number)[], message: string): Finding {
  return { rule: 'api-invalid', message, ...placeOf(node), path: strictPath(way) };
}

/** The node at the end of a way, and the way with the indexes of lists as numbers. */
function follow(root: Node, steps: readonly string[]): { node: Node; way: (string | number)[] } {
  let node = root;
  const way: (string | number)[] = [];
  for (const step of steps) {
    const isList: boolean = node.type === Type.List;
    const next: Node | undefined = isList ? node.items[Number(step)] : node.get(step);
    if (next === undefined) break;
    way.push(isList ? Number(step) : step);
    node = next;
  }
  return { node, way };
}

function placeOfMissing(node: Node): { start: number; end: number } {
  return node.keyStart >= 0 ? placeOfKey(node) : placeOf(node);
}

function unknownField(map: Node, way: readonly (string | number)[], error: ErrorObject): Finding {
  const params = error.params as { additionalProperty?: string; unevaluatedProperty?: string };
  const key = params.additionalProperty ?? params.unevaluatedProperty ?? '';
  const node = map.get(key) ?? map;
  const { properties } = (error.parentSchema ?? {}) as { properties?: object };
  const near = nearest(key, Object.keys(properties ?? {}));
  const fix =
    near === undefined || map.get(near) !== undefined
      ? undefined
      : fixOf(`rename to ${near}`, node, true, [renameKey(node, near)]);
  const message = `unknown field \`${key}\`${near === undefined ? '' : `; did you mean \`${near}\`?`}`;
  return { rule: 'unknown-field', message, ...placeOfKey(node), path: strictPath([...way, key]), fix };
}

function wrongType(node: Node, way: readonly (string | number)[], type: unknown): Finding {
  const wanted = (Array.isArray(type) ? (type as string[]) : [String(type)]).filter((one) => one !== 'null');
  const [first = ''] = wanted;
  const isIntOrString =
    wanted.length === 2 && wanted.includes('string') && (wanted.includes('integer') || wanted.includes('number'));
  const kind = isIntOrString ? Kind.IntOrString : wanted.length === 1 ? SCHEMA_KINDS[first] : undefined;
  const plain = { message: `must be ${wanted.join(' or ')}`, fix: undefined };
  const isNull = resolve(node) === Type.Null;
  const { message, fix } =
    kind === undefined || isNull
      ? isNull
        ? { message: `must not be null but ${wanted.join(' or ')}`, fix: undefined }
        : plain
      : wrongTypeOf(node, new TypeRef(kind, '', {}));
  return { rule: 'wrong-type', message, ...placeOf(node), path: strictPath(way), fix };
}

function notAllowed(node: Node, way: readonly (string | number)[], allowed: readonly unknown[]): Finding {
  const names = allowed.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  const near = resolve(node) === Type.String ? nearest(text(node), names) : undefined;
  const hint = near === undefined ? '; ' : `; did you mean \`${near}\`? (`;
  const list = `allowed: ${names.map((name) => (name === '' ? '""' : name)).join(', ')}${near === undefined ? '' : ')'}`;
  return { ...at(node, way, `${quote(text(node))} is not allowed here${hint}${list}`), rule: 'unknown-value' };
}

/** A tree as the plain data that a JSON Schema is asked about. */
export function toData(node: Node): unknown {
  switch (resolve(node)) {
    case Type.Map: {
      const map: Record<string, unknown> = {};
      for (const item of node.items) put(map, item.key as string, toData(item));
      return map;
    }
    case Type.List:
      return node.items.map(toData);
    case Type.Null:
      return null;
    case Type.Bool:
      return isTrue(node);
    case Type.String:
      return text(node);
    default:
      return Number(jsonText(node));
  }
}
