import type { Field } from '../../model/field.ts';
import { supportedFormat } from '../custom/formats.ts';
import type { CustomResourceDefinition, JSONSchemaProps, ObjectMeta } from '../../schema/types.gen.ts';
import { setDefault, setDefaultText } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { parseRequestURI } from '../url.ts';
import { validateSpec } from './spec.ts';
import { type SchemaField, childOf, eachAlternative, eachProperty, schemaIn } from './visit.ts';

/** @mirrors apiextensions/v1.SetDefaults_CustomResourceDefinitionSpec */
function setDefaults(crd: Field<CustomResourceDefinition>): void {
  setDefault(crd, 'spec', {});
  const spec = crd.get('spec');
  setDefault(spec, 'names', {});
  const names = spec.get('names');
  const { kind = '' } = names.value ?? {};
  if (kind !== '') {
    setDefaultText(names, 'singular', kind.toLowerCase());
    setDefaultText(names, 'listKind', `${kind}List`);
  }
  setDefault(spec, 'conversion', { strategy: 'None' });
  const service = spec.get('conversion').get('webhook').get('clientConfig').get('service');
  setDefault(service, 'port', 443);
}

/** @mirrors customresourcedefinition.PrepareForCreate */
function prepare(crd: Field<CustomResourceDefinition>, env: Env): void {
  const { value } = crd;
  if (value === undefined) return;
  value.status = undefined;
  if (value.metadata !== undefined) value.metadata.generation = 1;
  if (env.gates.CustomResourceFieldSelectors) return;
  for (const version of value.spec?.versions ?? []) version.selectableFields = undefined;
}

/** @mirrors apiextensions/validation.ValidateCustomResourceDefinition */
function validate(crd: Field<CustomResourceDefinition>, errors: Errors, env: Env): void {
  const spec = crd.get('spec');
  const expected = `${spec.value?.names?.plural ?? ''}.${spec.value?.group ?? ''}`;
  validateObjectMeta(crd.get('metadata'), errors.given(spec.get('names'), spec.get('group')), env, {
    namespaced: false,
    anyFinalizers: true,
    name: (name, prefix) =>
      nameIsDNSSubdomain(name, prefix) ??
      (name === expected ? undefined : `must be spec.names.plural and spec.group: \`${expected}\``),
  });
  validateSpec(spec, errors, env);
  validateStoredVersions(crd, errors);
  validateAPIApproval(crd.get('metadata'), spec.value?.group ?? '', errors);
}

/**
 * The server notes which version it stores: the first that says so.
 * @mirrors apiextensions/validation.ValidateCustomResourceDefinitionStoredVersions
 */
function validateStoredVersions(crd: Field<CustomResourceDefinition>, errors: Errors): void {
  const versions = crd.get('spec').get('versions');
  const at = versions.shownAsPath('status.storedVersions');
  const stored = versions.value?.find((version) => version.storage === true);
  const noted = stored?.name ?? '';
  if (stored === undefined) {
    errors.invalid(at, 'no version is stored');
    return;
  }
  let isOpen = true;
  for (const { name = '', storage } of versions.value ?? []) {
    const isNoted: boolean = isOpen && name === noted;
    if (storage === true && !isNoted) errors.invalid(at, `${quote(name)} can not be stored too: ${quote(noted)} is`);
    if (isNoted) isOpen = false;
  }
}

const APPROVAL = 'api-approved.kubernetes.io';

/** @mirrors apiextensions/validation.validateAPIApproval */
function validateAPIApproval(meta: Field<ObjectMeta>, group: string, errors: Errors): void {
  if (!/(^|\.)(k8s|kubernetes)\.io$/.test(group)) return;
  const at = (meta.get('annotations') as Field<Map<string, string>>).key(APPROVAL);
  const approval = at.value ?? '';
  if (approval === '') {
    errors.required(
      at,
      `the group ${group} is Kubernetes' own: annotation \`${APPROVAL}\` is required, with the address of the approval or \`unapproved, ...\``,
    );
    return;
  }
  const url = approval.startsWith('unapproved') ? undefined : parseRequestURI(approval);
  const isApproved = approval.startsWith('unapproved') || (url !== undefined && url.host !== '' && url.scheme !== '');
  if (!isApproved)
    errors.invalid(at, `${quote(approval)} must be the address of the approval, or begin with \`unapproved\``);
}

/** @mirrors customresourcedefinition.WarningsOnCreate */
function warn(crd: Field<CustomResourceDefinition>, env: Env): void {
  if (!env.gates.UnknownFormatWarnings) return;
  const said = new Set<string>();
  for (const version of crd.get('spec').get('versions').items()) {
    const schema = version.get('schema').get('openAPIV3Schema') as SchemaField;
    if (schema.value !== undefined) warnOfSchema(schema, env, said);
  }
}

/** `said`: what was warned of, since the server gives one warning of a kind. */
function warnOfSchema(at: SchemaField, env: Env, said: Set<string>): void {
  const schema = at.value as JSONSchemaProps;
  const { format = '', type = '' } = schema;
  const isLooked = env.gates.CustomNumberFormats || type === 'string';
  if (format !== '' && isLooked && supportedFormat(format, type === '' ? [] : [type], env.gates) === '') {
    if (!said.has(format)) env.warn(at.get('format'), `unrecognized format ${quote(format)}: it is ignored`);
    said.add(format);
  }
  const item = schemaIn(schema.items)?.type;
  if (
    env.gates.CompoundSetWarnings &&
    schema['x-kubernetes-list-type'] === 'set' &&
    (item === 'object' || item === 'array')
  ) {
    const message = `a set of items of type ${item} is not supported by server-side apply and by CEL rules`;
    if (!said.has(message)) env.warn(at.get('x-kubernetes-list-type'), message);
    said.add(message);
  }
  for (const part of ['items', 'additionalProperties', 'not'] as const) {
    const child = childOf(at, part);
    if (child !== undefined) warnOfSchema(child, env, said);
  }
  eachAlternative(at, (one) => warnOfSchema(one, env, said));
  eachProperty(at, (property) => warnOfSchema(property, env, said));
}

/** CEL rules are not compiled. Schemas are large: it costs less to look for the word than for the field. */
function isComplete({ manifest: { source, document } }: Field<CustomResourceDefinition>): boolean {
  return !source.text.slice(document.start, document.end).includes('x-kubernetes-validations');
}

/** How CustomResourceDefinitions are created. */
export const customResourceDefinitionStrategy: Strategy<CustomResourceDefinition> = {
  namespaced: false,
  defaults: setDefaults,
  prepare,
  validate,
  warn,
  isComplete,
};
