import type { GroupVersionKind, Release } from './release.ts';
import { shortPackage } from './shapes.ts';

/** How a kind meets the API server: stored per namespace or cluster-wide, only asked for, only read, or part of another resource. */
export type Role = 'namespaced' | 'cluster' | 'request' | 'read' | 'subresource' | 'none';

/** A kind as one release has it. */
export interface KindFacts {
  readonly apiVersion: string;
  readonly kind: string;
  readonly type: string;
  readonly role: Role;
  readonly namespaced: boolean;
  readonly resource: string;
  readonly served: boolean;
}

interface Uses {
  resource: string;
  namespaced: boolean;
  create: boolean;
  get: boolean;
  sub: boolean;
}

const PATH = /^\/(?:api|apis\/([^/]+))\/([^/]+)(\/namespaces\/\{namespace\})?\/([^/{]+)(?:\/\{name\}(\/.+)?)?$/;

/** The kinds of a release, from its OpenAPI document's definitions and paths. Lists and what all groups share (DeleteOptions) are left out. */
export function readKinds(release: Release): KindFacts[] {
  const uses = readUses(release);
  const served = new ServedByDefault(release);
  const kinds: KindFacts[] = [];
  for (const [definition, schema] of Object.entries(release.openapi.definitions)) {
    for (const gvk of schema['x-kubernetes-group-version-kind'] ?? []) {
      const steps = definition.split('.');
      const type = steps.slice(-3).join('.');
      if (type.startsWith('meta.') || isList(gvk.kind, schema.properties)) continue;
      const use = uses.get(keyOf(gvk));
      const apiVersion = gvk.group ? `${gvk.group}/${gvk.version}` : gvk.version;
      kinds.push({
        apiVersion,
        kind: gvk.kind,
        type,
        role: roleOf(use),
        namespaced: use?.namespaced ?? false,
        resource: use?.resource ?? '',
        served: use !== undefined && served.has(steps.slice(-3, -1).join('.'), use.resource),
      });
    }
  }
  return kinds;
}

function isList(kind: string, properties: object | undefined): boolean {
  return kind.endsWith('List') && properties !== undefined && 'items' in properties;
}

function roleOf(use: Uses | undefined): Role {
  if (!use) return 'none';
  if (use.create && use.get) return use.namespaced ? 'namespaced' : 'cluster';
  if (use.create) return 'request';
  if (use.get) return 'read';
  return 'subresource';
}

/** What the paths of the OpenAPI document do with each kind. */
function readUses(release: Release): Map<string, Uses> {
  const uses = new Map<string, Uses>();
  for (const [path, operations] of Object.entries(release.openapi.paths)) {
    const match = PATH.exec(path);
    if (!match) continue;
    const [, , , namespace, resource, sub] = match;
    for (const [verb, operation] of Object.entries(operations)) {
      const gvk = operation['x-kubernetes-group-version-kind'];
      if (!gvk || !['get', 'post', 'put'].includes(verb)) continue;
      const use = uses.get(keyOf(gvk)) ?? { resource: '', namespaced: false, create: false, get: false, sub: false };
      uses.set(keyOf(gvk), use);
      if (sub) {
        use.sub = true;
        continue;
      }
      use.resource = resource as string;
      use.namespaced ||= namespace !== undefined;
      use.create ||= verb === 'post';
      use.get ||= verb === 'get';
    }
  }
  return uses;
}

function keyOf(gvk: GroupVersionKind): string {
  return `${gvk.group}/${gvk.version} ${gvk.kind}`;
}

/** Which API versions, and which single resources of others, the API server of a release serves unless told otherwise. */
class ServedByDefault {
  private readonly versions = new Map<string, boolean>();
  private readonly resources = new Map<string, boolean>();

  constructor(release: Release) {
    for (const { func, package: importPath, resource } of release.go.config) {
      const name = shortPackage(importPath);
      if (resource) this.resources.set(`${name} ${resource}`, func.startsWith('Enable'));
      else this.versions.set(name, func.startsWith('Enable'));
    }
    // Served by the two other API servers that live in the same program: all that they have.
    for (const name of ['apiextensions.v1', 'apiextensions.v1beta1', 'apiregistration.v1', 'apiregistration.v1beta1'])
      this.versions.set(name, true);
  }

  has(pkg: string, resource: string): boolean {
    return this.resources.get(`${pkg} ${resource}`) ?? this.versions.get(pkg) ?? false;
  }
}
