import { Env } from '../../apiserver/env.ts';
import { setPodSpecDefaults } from '../../apiserver/core/pod/spec-defaults.ts';
import { Field } from '../../model/field.ts';
import type { Report } from '../../model/finding.ts';
import type { Manifest, PodPart } from '../../model/manifest.ts';
import { type Node, Type } from '../../model/node.ts';
import { SchemaComplaints } from '../../schema/complaints.ts';
import { fieldPath } from '../../schema/paths.ts';
import { type Table, TypeDef } from '../../schema/table.ts';
import type { ObjectMeta, PodSpec, PodTemplateSpec } from '../../schema/types.gen.ts';
import { type Complaints, Walk, type Way } from '../../schema/walk.ts';
import { EACH_ITEM, EACH_VALUE, type PodPlace } from './pod-places.ts';

/** How the pod templates of an object are read. */
export interface PodReading {
  readonly types: Table;
  readonly minor: number;
  readonly asIs: boolean;
  /** Told what is wrong in them; undefined where a schema of the kind has been asked. */
  readonly report: Report | undefined;
}

/** Reads the pod templates in an object of a custom kind as those of built-in kinds, for the rules about pods. */
export function readPods(manifest: Manifest, places: readonly PodPlace[], reading: PodReading): PodPart[] {
  const parts: PodPart[] = [];
  for (const { steps, loose } of places) {
    for (const way of waysTo(manifest.root, steps)) {
      const part = readPod(manifest, way, { ...reading, loose });
      if (part !== undefined) parts.push(part);
    }
  }
  return parts;
}

interface Found {
  readonly node: Node;
  readonly steps: readonly (string | number)[];
}

function waysTo(root: Node, place: PodPlace['steps']): Found[] {
  let found: Found[] = [{ node: root, steps: [] }];
  for (const step of place) {
    found = found.flatMap(({ node, steps }) => {
      if (step === EACH_ITEM)
        return node.type === Type.List ? node.items.map((item, i) => ({ node: item, steps: [...steps, i] })) : [];
      if (node.type !== Type.Map) return [];
      if (step === EACH_VALUE) return node.items.map((item) => ({ node: item, steps: [...steps, item.key as string] }));
      const next = node.get(step as string);
      return next === undefined ? [] : [{ node: next, steps: [...steps, step as string] }];
    });
  }
  return found.filter(({ node }) => node.type === Type.Map);
}

function readPod(
  manifest: Manifest,
  { node, steps }: Found,
  reading: PodReading & { loose: boolean },
): PodPart | undefined {
  const isSpec = node.get('containers')?.type === Type.List;
  if (!isSpec && node.get('spec')?.get('containers')?.type !== Type.List) return undefined;
  const walk = new Walk(manifest, reading.minor, complaintsFor(reading));
  walk.startAt(
    steps,
    steps.map((step) => (typeof step === 'string' ? HOLDER : undefined)),
  );
  const value = walk.decode(node, reading.types.ref(isSpec ? 'core.v1.PodSpec' : 'core.v1.PodTemplateSpec'));
  let field: Field = manifest.field();
  for (const step of steps) field = new Field<unknown>(undefined, manifest, field, step, false);
  const at = new Field<unknown>(value, manifest, field.parent, field.step, false);
  const spec = isSpec ? (at as Field<PodSpec>) : (at as Field<PodTemplateSpec>).get('spec');
  setPodSpecDefaults(spec, new Env(reading.minor, () => {}));
  return {
    at,
    metadata: isSpec
      ? new Field<ObjectMeta>(undefined, manifest, at, 'metadata', false)
      : (at as Field<PodTemplateSpec>).get('metadata'),
    spec,
  };
}

/** What holds a template is a field like any other, whatever else is in it. */
const HOLDER = new TypeDef('custom', { since: 0, until: Number.POSITIVE_INFINITY }, new Map());

function complaintsFor({ report, asIs, loose }: PodReading & { loose: boolean }): Complaints {
  const quiet: Complaints = { unknownField() {}, nullString() {}, wrongType: noteUnknown };
  if (report === undefined) return quiet;
  const loud = new SchemaComplaints(report, asIs);
  if (!loose) return loud;
  return {
    unknownField() {},
    nullString: (node, way) => loud.nullString(node, way),
    wrongType: (node, type, way) => loud.wrongType(node, type, way),
  };
}

function noteUnknown(_node: Node, _type: unknown, way: Way): void {
  (way.manifest.unknown ??= []).push(fieldPath(way));
}
