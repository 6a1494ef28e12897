import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a field holds, as the OpenAPI document of Kubernetes tells. */
export type Shape =
  | { kind: 'string' | 'bool' | 'int32' | 'int64' | 'number' | 'quantity' | 'intOrString' | 'time' | 'bytes' | 'any' }
  | { kind: 'list' | 'map'; item: Shape }
  | { kind: 'struct'; name: string; fields: ReadonlyMap<string, Shape> };

interface Definition {
  $ref?: string;
  type?: string;
  format?: string;
  items?: Definition;
  additionalProperties?: Definition;
  properties?: Record<string, Definition>;
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
}

/** The shapes of one release, by apiVersion and kind. */
export class Shapes {
  readonly #definitions: Record<string, Definition>;
  readonly #known = new Map<string, Shape>();
  readonly #kinds = new Map<string, string>();

  constructor(openApi: string) {
    this.#definitions = (JSON.parse(openApi) as { definitions: Record<string, Definition> }).definitions;
    for (const [name, definition] of Object.entries(this.#definitions)) {
      for (const gvk of definition['x-kubernetes-group-version-kind'] ?? []) {
        this.#kinds.set(`${gvk.group === '' ? '' : `${gvk.group}/`}${gvk.version} ${gvk.kind}`, name);
      }
    }
  }

  /** The shape of a kind. */
  of(apiVersion: string, kind: string): Shape {
    const name = this.#kinds.get(`${apiVersion} ${kind}`);
    return name === undefined ? { kind: 'any' } : this.#named(name);
  }

  #named(name: string): Shape {
    const known = this.#known.get(name);
    if (known) return known;
    // A schema, or something simpler in its place.
    if (/\.JSONSchemaPropsOr(Bool|Array)$/.test(name)) return this.#named(name.replace(/Or\w+$/, ''));
    const definition = this.#definitions[name] as Definition;
    const special = named[name.slice(name.lastIndexOf('.') + 1)];
    let shape: Shape;
    if (special) shape = { kind: special };
    else if (definition.properties) {
      const fields = new Map<string, Shape>();
      shape = { kind: 'struct', name: name.replace(/^.*\.(?=\w+\.\w+\.\w+$)/, ''), fields };
      this.#known.set(name, shape);
      for (const [field, property] of Object.entries(definition.properties)) fields.set(field, this.#shape(property));
    } else shape = this.#shape(definition);
    this.#known.set(name, shape);
    return shape;
  }

  #shape(definition: Definition): Shape {
    if (definition.$ref) return this.#named(definition.$ref.slice('#/definitions/'.length));
    switch (definition.type) {
      case 'array':
        return { kind: 'list', item: this.#shape(definition.items ?? {}) };
      case 'object':
        return definition.additionalProperties
          ? { kind: 'map', item: this.#shape(definition.additionalProperties) }
          : { kind: 'any' };
      case 'boolean':
        return { kind: 'bool' };
      case 'integer':
        return { kind: definition.format === 'int32' ? 'int32' : 'int64' };
      case 'number':
        return { kind: 'number' };
      case 'string':
        return { kind: definition.format === 'byte' ? 'bytes' : 'string' };
      default:
        return { kind: 'any' };
    }
  }
}

const named: Record<string, 'quantity' | 'intOrString' | 'time' | 'any'> = {
  Quantity: 'quantity',
  IntOrString: 'intOrString',
  Time: 'time',
  MicroTime: 'time',
  FieldsV1: 'any',
};

/** The folder of Kubernetes' own sources of a release: KUBERNETES_SOURCE, or where Go put it for the oracle's build. */
export function kubernetesSource(release = '1.37'): string {
  const given = process.env['KUBERNETES_SOURCE'];
  if (given) return given;
  const cwd = fileURLToPath(new URL(`../oracle/${release}/`, import.meta.url));
  return execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', 'k8s.io/kubernetes'], { cwd, encoding: 'utf8' }).trim();
}

/** The shapes of the release whose sources are at hand. */
export function loadShapes(): Shapes {
  return new Shapes(readFileSync(`${kubernetesSource()}/api/openapi-spec/swagger.json`, 'utf8'));
}
