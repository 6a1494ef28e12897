import { type KindFacts, readKinds } from './kinds.ts';
import { namedType, readChecks, readEnums, readValidated } from './markers.ts';
import type { GoLifecycle, Release } from './release.ts';
import { disagreements, GoTypes, readShapes, shortPackage } from './shapes.ts';
import { Timeline } from './spans.ts';

/** Kinds that were gone before the oldest release whose Go types are read, and that old manifests still hold. */
const LONG_GONE: Readonly<Record<string, GoLifecycle>> = {
  'apps/v1alpha1 PetSet': { introduced: 3, deprecated: 0, removed: 5, replacement: 'apps/v1 StatefulSet' },
  'auditregistration.k8s.io/v1alpha1 AuditSink': { introduced: 13, deprecated: 0, removed: 19, replacement: '' },
  'extensions/v1beta1 ThirdPartyResource': {
    introduced: 1,
    deprecated: 7,
    removed: 8,
    replacement: 'apiextensions.k8s.io/v1 CustomResourceDefinition',
  },
  'settings.k8s.io/v1alpha1 PodPreset': { introduced: 6, deprecated: 0, removed: 20, replacement: '' },
};

/** What all releases together say, oldest first; the files of src/schema/data are written from it. */
export class History {
  readonly known: number[] = [];
  /** package > type > field > reference */
  readonly shapes: Timeline = new Timeline();
  /** `package.type.field`: as of the newest release that has the field. */
  readonly required: Map<string, boolean> = new Map();
  readonly keys: Map<string, readonly string[]> = new Map();
  /** apiVersion > kind > `served` */
  readonly kinds: Timeline = new Timeline();
  readonly kindFacts: Map<string, KindFacts> = new Map();
  readonly shortNames: Map<string, readonly string[]> = new Map();
  /** Of `apiVersion kind`, as of the newest release that still has the Go type; also of kinds that no known release serves. */
  readonly lifecycles: Map<string, GoLifecycle> = new Map();
  /** package > type > `value: V`, `marked`, `field: F` */
  readonly enums: Timeline = new Timeline();
  /** package > type > field > check */
  readonly checks: Timeline = new Timeline();

  constructor() {
    for (const [key, lifecycle] of Object.entries(LONG_GONE)) {
      this.kindFacts.set(key, goneKind(key, ''));
      this.lifecycles.set(key, lifecycle);
    }
  }

  add(release: Release): void {
    this.known.push(release.minor);
    const go = new GoTypes(release);
    this.addKinds(release);
    const roots = readKinds(release).map((k) => k.type);
    const lists = roots.map((type) => `${type}List`).filter((type) => go.decls.has(type));
    this.addShapes(release, go, [...roots, ...lists, 'meta.v1.LabelSelector', 'meta.v1.List']);
    this.addMarkers(release, go);
  }

  private addKinds(release: Release): void {
    for (const facts of readKinds(release)) {
      const key = `${facts.apiVersion} ${facts.kind}`;
      const kind = this.kinds.see(release.minor, facts.apiVersion, facts.kind);
      if (facts.served) kind.see(release.minor, 'served');
      this.kindFacts.set(key, facts);
      const short = release.shortNames.get(`${facts.apiVersion} ${facts.resource}`);
      if (short) this.shortNames.set(key, short);
    }
    for (const [importPath, pkg] of Object.entries(release.go.packages)) {
      for (const [kind, lifecycle] of Object.entries(pkg.lifecycle)) {
        const key = `${pkg.group ? `${pkg.group}/` : ''}${pkg.version} ${kind}`;
        if (kind.endsWith('List') || !pkg.registered?.includes(kind)) continue;
        const gone = lifecycle.removed > 0 && lifecycle.removed <= (this.known[0] ?? 0);
        if (!gone && !this.kindFacts.has(key)) continue;
        this.lifecycles.set(key, lifecycle);
        if (!this.kindFacts.has(key)) this.kindFacts.set(key, goneKind(key, `${shortPackage(importPath)}.${kind}`));
      }
    }
  }

  private addShapes(release: Release, go: GoTypes, roots: readonly string[]): void {
    const shapes = readShapes(release, go, roots);
    for (const line of disagreements(release, shapes)) console.error(`1.${release.minor}: ${line}`);
    for (const [type, fields] of shapes) {
      const [pkg, name] = splitType(type);
      this.shapes.see(release.minor, pkg, name);
      for (const [field, { type: reference, required, keys }] of fields) {
        this.shapes.see(release.minor, pkg, name, field, reference);
        this.required.set(`${type}.${field}`, required);
        this.keys.set(`${type}.${field}`, keys);
      }
    }
  }

  private addMarkers(release: Release, go: GoTypes): void {
    const enums = readEnums(release);
    const validated = readValidated(release);
    for (const [pkg, types] of this.shapes.sorted()) {
      for (const [name, timeline] of types.sorted()) {
        if (!timeline.minors.has(release.minor)) continue;
        const type = `${pkg}.${name}`;
        for (const [field, check] of readChecks(go, type)) this.checks.see(release.minor, pkg, name, field, check);
        if (validated.has(type)) this.checks.see(release.minor, pkg, name, '', 'validated');
        for (const [field, goType] of go.fields(type)) {
          const named = namedType(go, goType);
          const values = named ? enums.get(named) : undefined;
          if (!named || !values || values.values.length === 0) continue;
          const [enumPkg, enumName] = splitType(named);
          const seen = this.enums.see(release.minor, enumPkg, enumName);
          for (const value of values.values) seen.see(release.minor, 'values', value);
          if (values.marked) seen.see(release.minor, 'marked');
          seen.see(release.minor, 'fields', `${type}.${field}`);
        }
      }
    }
  }
}

/** A kind that no known release serves any more; the Go types may still hold it. */
function goneKind(key: string, type: string): KindFacts {
  const [apiVersion = '', kind = ''] = key.split(' ');
  return { apiVersion, kind, type, role: 'none', namespaced: false, resource: '', served: false };
}

/** `core.v1.Container` is `core.v1` and `Container`. */
export function splitType(type: string): [pkg: string, name: string] {
  const dot = type.lastIndexOf('.');
  return [type.slice(0, dot), type.slice(dot + 1)];
}
