import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { applyPatch, type Change, type Json, parsePath, toJson } from './case.ts';

/**
 * The manifests that cases start from: `bases/KIND/NAME.yaml`, each valid in the newest release. A part can be taken from
 * another base: `{ $from: pod, at: spec, with: [[path, value]] }`.
 */
export interface Base {
  name: string;
  /** The folder, which is also the name of the recorded file. */
  family: string;
  manifest: Json;
}

const folder = fileURLToPath(new URL('bases/', import.meta.url));
let known: Map<string, Base> | undefined;

/** All bases by their names. */
export function bases(): ReadonlyMap<string, Base> {
  if (known) return known;
  const all = new Map<string, Base>();
  for (const family of readdirSync(folder).sort()) {
    for (const file of readdirSync(folder + family).sort()) {
      const name = file.replace(/\.yaml$/, '');
      all.set(name, { name, family, manifest: parse(readFileSync(`${folder}${family}/${file}`, 'utf8')) as Json });
    }
  }
  for (const base of all.values()) base.manifest = composed(base.manifest, all);
  known = all;
  return all;
}

function composed(value: Json, all: ReadonlyMap<string, Base>): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => composed(item, all));
  const from = value['$from'];
  if (typeof from !== 'string') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, composed(item, all)]));
  }
  let part: Json = composed((all.get(from) as Base).manifest, all);
  for (const step of parsePath(String(value['at'] ?? ''))) part = (part as Record<string | number, Json>)[step] as Json;
  return JSON.parse(toJson(applyPatch(part, (value['with'] ?? []) as Change[]))) as Json;
}
