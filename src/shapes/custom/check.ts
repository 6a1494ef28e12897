import type { Report } from '../../model/finding.ts';
import type { Manifest } from '../../model/manifest.ts';
import { type Node, Type } from '../../model/node.ts';
import { resolve } from '../../model/scalar.ts';
import { SchemaComplaints } from '../../schema/complaints.ts';
import { Kind, type Table, TypeRef } from '../../schema/table.ts';
import type { ObjectMeta } from '../../schema/types.gen.ts';
import { Walk, type Way } from '../../schema/walk.ts';
import { Decoder } from '../../apiserver/custom/decode.ts';
import { CustomObject, type VersionShape } from '../../apiserver/custom/object.ts';
import type { Schema } from '../../apiserver/custom/schema.ts';
import { typeOf } from '../../apiserver/custom/types.ts';

/** What decoding a custom object needs besides its schema. */
export interface Surroundings {
  readonly types: Table;
  readonly minor: number;
  readonly asIs: boolean;
  readonly report: Report;
}

export interface Shaped {
  readonly namespaced: boolean;
  readonly preserves: boolean;
  readonly schema: Schema;
  readonly shape: VersionShape;
}

/** Says what of a custom object does not decode, and gives the manifest what every object has: its metadata. */
export function decodeCustom(manifest: Manifest, kind: Shaped, around: Surroundings): CustomObject {
  const complaints = new SchemaComplaints(around.report, around.asIs);
  const metas = new Map<Node, ObjectMeta>();
  const wayTo = ({ steps, schemas }: Decoder): Way => {
    return { manifest, minor: around.minor, steps, types: schemas.map((schema) => schema && typeOf(schema)) };
  };
  const decoder = new Decoder({
    unknown: (node, at) => complaints.unknownField(node, wayTo(at)),
    embedded(node, at) {
      const way = wayTo(at);
      for (const name of ['apiVersion', 'kind']) {
        const value = node.get(name);
        if (value !== undefined && resolve(value) !== Type.String)
          complaints.wrongType(value, STRING, { ...way, steps: [...way.steps, name] });
      }
      metas.set(node, decodeMeta(node, way, { complaints, types: around.types }));
    },
  });
  const root = decoder.decode(manifest.root, kind.schema, kind.preserves);
  const way: Way = { manifest, minor: around.minor, steps: [], types: [typeOf(kind.schema)] };
  manifest.object = {
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
    metadata: decodeMeta(manifest.root, way, { complaints, types: around.types }),
  };
  return new CustomObject({ ...kind, root, metas });
}

const STRING = new TypeRef(Kind.String, 'string', {});

/** The metadata of an object, decoded as that of built-in kinds; empty if there is none. */
function decodeMeta(
  holder: Node,
  { manifest, minor, steps, types }: Way,
  tools: { complaints: SchemaComplaints; types: Table },
): ObjectMeta {
  const node = holder.get('metadata');
  if (node === undefined) return {};
  const walk = new Walk(manifest, minor, tools.complaints);
  walk.startAt([...steps, 'metadata'], types);
  return (walk.decode(node, tools.types.ref('meta.v1.ObjectMeta')) as ObjectMeta | undefined) ?? {};
}
