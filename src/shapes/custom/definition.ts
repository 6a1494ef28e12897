import type { VersionShape } from '../../apiserver/custom/object.ts';
import type { ScalePaths } from '../../apiserver/custom/scale.ts';
import { Schema, booleanOf, stringOf } from '../../apiserver/custom/schema.ts';
import type { Document } from '../../model/document.ts';
import type { Manifest } from '../../model/manifest.ts';
import { type Node, Type } from '../../model/node.ts';
import type { Source } from '../../model/source.ts';
import { readAgain } from '../../parse/read.ts';

/** A version of a custom kind, as its definition lists it. */
export interface Version {
  readonly name: string;
  readonly served: boolean;
  /** What the API server warns of when the version is used; undefined if it does not. Empty: in its own words. */
  readonly warning: string | undefined;
}

/**
 * A CustomResourceDefinition. It keeps no tree: definitions are large, and most of them are never asked for. Its document is read again for the schemas
 * that objects need.
 */
export class Definition {
  readonly group: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Unknown fields are kept: what old definitions could ask for. */
  readonly preserves: boolean;
  readonly versions: readonly Version[];
  readonly source: Source;
  /** Read only for the kinds in it: a definition among the linted files goes before it. */
  readonly extra: boolean;
  readonly #document: Pick<Document, 'start' | 'end' | 'json' | 'index'>;
  readonly #item: readonly number[];
  readonly #shapes: Map<string, VersionShape> = new Map();
  /** The tree of a definition that was read because an object asked for it, until that has got its schema. */
  #root: Node | undefined;

  constructor(manifest: Manifest, names: { group: string; kind: string }, extra: boolean) {
    const spec = manifest.root.get('spec');
    const { start, end, json, index } = manifest.document;
    this.group = names.group;
    this.kind = names.kind;
    this.namespaced = stringOf(spec?.get('scope')) !== 'Cluster';
    this.preserves = booleanOf(spec?.get('preserveUnknownFields')) ?? manifest.apiVersion.endsWith('/v1beta1');
    this.versions = versionsOf(spec);
    this.source = manifest.source;
    this.extra = extra;
    this.#root = extra ? manifest.root : undefined;
    this.#document = { start, end, json, index };
    this.#item = manifest.item;
  }

  version(name: string): Version | undefined {
    return this.versions.find((version) => version.name === name);
  }

  /** What holds for the objects of a version that it lists. */
  shape(name: string): VersionShape {
    let shape = this.#shapes.get(name);
    if (shape === undefined) this.#shapes.set(name, (shape = shapeOf((this.#root ?? this.#read())?.get('spec'), name)));
    this.#root = undefined;
    return shape;
  }

  #read(): Node | undefined {
    let root = readAgain(this.source.text, this.#document)?.root;
    for (const index of this.#item) root = root?.get('items')?.items[index];
    return root;
  }
}

/** The definition that an object is; undefined if it is none, or does not say what it defines. */
export function definitionOf(manifest: Manifest, extra: boolean): Definition | undefined {
  const spec = manifest.root.get('spec');
  const group = stringOf(spec?.get('group'));
  const kind = stringOf(spec?.get('names')?.get('kind'));
  return group && kind ? new Definition(manifest, { group, kind }, extra) : undefined;
}

function versionsOf(spec: Node | undefined): Version[] {
  const list = spec?.get('versions');
  if (list?.type !== Type.List || list.items.length === 0) {
    const name = stringOf(spec?.get('version'));
    return name === undefined ? [] : [{ name, served: true, warning: undefined }];
  }
  return list.items.flatMap((version) => {
    const name = stringOf(version.get('name'));
    const warning =
      booleanOf(version.get('deprecated')) === true ? (stringOf(version.get('deprecationWarning')) ?? '') : undefined;
    return name === undefined ? [] : [{ name, served: booleanOf(version.get('served')) !== false, warning }];
  });
}

/** A version's own schema and subresources, or those that old definitions had for all versions. */
function shapeOf(spec: Node | undefined, name: string): VersionShape {
  const version = spec?.get('versions')?.items.find((one) => stringOf(one.get('name')) === name);
  const schema = (version?.get('schema') ?? spec?.get('validation'))?.get('openAPIV3Schema');
  const subresources = version?.get('subresources') ?? spec?.get('subresources');
  return {
    schema: schema?.type === Type.Map ? new Schema(schema) : undefined,
    hasStatus: subresources?.get('status')?.type === Type.Map,
    scale: scaleOf(subresources?.get('scale')),
  };
}

function scaleOf(scale: Node | undefined): ScalePaths | undefined {
  const spec = stringOf(scale?.get('specReplicasPath'));
  const status = stringOf(scale?.get('statusReplicasPath'));
  return spec && status ? { spec, status, selector: stringOf(scale?.get('labelSelectorPath')) } : undefined;
}
