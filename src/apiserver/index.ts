import type { Field } from '../model/field.ts';
import type { Report } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Settings } from '../model/settings.ts';
import type { ObjectMeta } from '../schema/types.gen.ts';
import { Env, nodePortsOf } from './env.ts';
import { Errors, quote } from './errors.ts';
import { nameIsPathSegment } from './meta/names.ts';
import { isPlain } from './plain.ts';
import type { Strategy } from './strategy.ts';

interface WithMeta {
  metadata?: ObjectMeta | undefined;
}

/** What else a server is started with. */
export type ServerSettings = Pick<Settings, 'nodePortRange'>;

/**
 * Asks whether the API server of the minor that is meant would take an object: defaults it and prepares it in place, reports what would be refused
 * and, if nothing is, what the server would warn of. True if it was refused.
 * @mirrors rest.BeforeCreate
 */
export function admit(
  manifest: Manifest,
  strategy: Strategy | undefined,
  report: Report,
  server: ServerSettings = {},
): boolean {
  if (manifest.object === undefined || strategy === undefined) return false;
  const env = new Env(manifest.minor, report, nodePortsOf(server.nodePortRange));
  const errors = new Errors(report);
  const object = manifest.field<WithMeta>();
  strategy.defaults(object, env);
  fillSystemFields(object, strategy);
  strategy.prepare(object, env);
  if (manifest.plain && isPlain(manifest.kind, manifest.object)) return false;
  strategy.validate(object, errors, env);
  if (errors.count === 0) validatePathSegments(object, errors);
  if (object.value?.metadata?.resourceVersion !== undefined)
    refuseResourceVersion(object.get('metadata').get('resourceVersion'), errors);
  if (errors.count === 0) strategy.warn(object, env);
  return errors.count > 0;
}

/**
 * What every object gets at its creation: no traces of an earlier life, a namespace or none, a name.
 * @mirrors rest.WipeObjectMetaSystemFields
 * @mirrors rest.EnsureObjectNamespaceMatchesRequestNamespace
 */
function fillSystemFields(object: Field<WithMeta>, strategy: Strategy): void {
  const value = object.value as WithMeta;
  value.metadata ??= {};
  const meta = value.metadata;
  meta.creationTimestamp = undefined;
  meta.deletionTimestamp = undefined;
  meta.deletionGracePeriodSeconds = undefined;
  meta.selfLink = undefined;
  if (!strategy.namespaced) meta.namespace = undefined;
  else if ((meta.namespace ?? '') === '') meta.namespace = 'default';
  if ((meta.name ?? '') === '' && (meta.generateName ?? '') !== '') generateName(object.get('metadata'));
}

/** What the server appends to a `generateName`, and the longest beginning that it keeps. */
const SUFFIX = 'xxxxx';
const MOST_BASE = 58;

/** @mirrors names.SimpleNameGenerator */
function generateName(meta: Field<ObjectMeta>): void {
  const value = meta.value as ObjectMeta;
  value.name = (value.generateName as string).slice(0, MOST_BASE) + SUFFIX;
  meta.manifest.derive(meta.get('name'), meta.get('generateName'));
}

/** @mirrors rest.ValidateCreate (partly: the rest of the metadata was validated with the object) */
function validatePathSegments(object: Field<WithMeta>, errors: Errors): void {
  const { generateName, name } = object.value?.metadata ?? {};
  if (generateName) validatePathSegment(object, 'generateName', errors);
  if (name) validatePathSegment(object, 'name', errors);
}

function validatePathSegment(object: Field<WithMeta>, which: 'generateName' | 'name', errors: Errors): void {
  const text = object.value?.metadata?.[which] ?? '';
  const fault = nameIsPathSegment(text, which === 'generateName');
  if (fault !== undefined) errors.invalid(object.get('metadata').get(which), `${quote(text)} ${fault}`);
}

const MAX_UINT64 = 2n ** 64n - 1n;

/** Storage takes no new object that claims to have been stored before. */
function refuseResourceVersion(version: Field<string>, errors: Errors): void {
  const text = version.value;
  if (text === undefined || !/^0*[1-9][0-9]*$/.test(text) || text.length > 100 || BigInt(text) > MAX_UINT64) return;
  errors.forbidden(version.atKey(), 'must not be set on an object that is to be created');
}
