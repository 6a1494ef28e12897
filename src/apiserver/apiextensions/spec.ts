import { Field } from '../../model/field.ts';
import type {
  CustomResourceDefinitionSpec,
  CustomResourceDefinitionVersion,
  CustomResourceSubresources,
  CustomResourceValidation,
} from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1035Label, dns1123Subdomain } from '../formats.ts';
import { validateConversion } from './conversion.ts';
import { validateNames } from './names.ts';
import { validateColumn, validateDeprecationWarning, validateSelectableFields, validateSubresources } from './parts.ts';
import { isSame } from './same.ts';
import { validateSchemaOf } from './validation.ts';

type Version = Field<CustomResourceDefinitionVersion>;
type Spec = Field<CustomResourceDefinitionSpec>;

/** What versions can have of their own. Upstream keeps once what all of them have alike, and names it as a part of the spec. */
const SHARED = {
  schema: 'validation',
  subresources: 'subresources',
  additionalPrinterColumns: 'additionalPrinterColumns',
  selectableFields: 'selectableFields',
} as const;
type Shared = keyof typeof SHARED;

/** @mirrors apiextensions/validation.validateCustomResourceDefinitionSpec */
export function validateSpec(spec: Spec, errors: Errors, env: Env): void {
  const versions = spec.get('versions').items();
  const shared = new Set(
    (Object.keys(SHARED) as Shared[]).filter((name) =>
      versions.every((version) => isSame(version.value?.[name], versions[0]?.value?.[name])),
    ),
  );
  validateGroup(spec.get('group'), errors);
  const scope = spec.get('scope');
  if ((scope.value ?? '') === '') errors.required(scope, 'is required: Namespaced or Cluster');
  else if (!SCOPES.includes(scope.value as string)) errors.notSupported(scope, SCOPES);
  for (const version of versions) {
    const schema = version.get('schema').get('openAPIV3Schema');
    if (schema.value === undefined) errors.required(schema, 'a schema is required: `schema.openAPIV3Schema`');
  }
  validateVersions(spec, errors);
  for (const version of versions) {
    // Upstream looks subresources up by the version's name.
    const named = versions.find(({ value }) => value?.name === version.value?.name) as Version;
    validateVersion(version, { shared, errors, env, hasStatus: hasStatus(named) });
  }
  const [first] = versions;
  if (first !== undefined) validateShared(spec, first, { shared, errors, env, hasStatus: versions.some(hasStatus) });
  validateRequiredNames(spec, errors);
  validateNames(spec.get('names'), errors);
  const conversion = spec.get('conversion');
  if (
    spec.value?.preserveUnknownFields === true &&
    conversion.value !== undefined &&
    conversion.value.strategy !== 'None'
  ) {
    errors.invalid(conversion.get('strategy'), 'must be None with preserveUnknownFields');
  }
  if (conversion.value !== undefined) validateConversion(conversion, errors);
  validatePreserved(spec, errors);
}

const SCOPES: readonly string[] = ['Cluster', 'Namespaced'];

function validateGroup(group: Field<string>, errors: Errors): void {
  const text = group.value ?? '';
  const fault = text === '' ? undefined : dns1123Subdomain(text);
  if (text === '') errors.required(group);
  else if (fault !== undefined) errors.invalid(group, `${quote(text)} ${fault}`);
  else if (!text.includes('.')) errors.invalid(group, `${quote(text)} must be a domain with a dot in it`);
}

/** Names of versions, and which of them is stored. */
function validateVersions(spec: Spec, errors: Errors): void {
  const all = spec.get('versions');
  const names = new Set<string>();
  let isUnique = true;
  let stored = 0;
  for (const version of all.items()) {
    const name = version.get('name');
    const text = name.value ?? '';
    const fault = dns1035Label(text);
    if (fault !== undefined) errors.invalid(name, `${quote(text)} ${fault}`);
    isUnique &&= !names.has(text);
    names.add(text);
    if (version.value?.storage === true) stored++;
  }
  if (!isUnique) errors.invalid(all, 'every version needs a name of its own');
  if (stored !== 1)
    errors.invalid(all, `exactly one version must have \`storage: true\`, not ${stored === 0 ? 'none' : stored}`);
  // Inside, the spec has a version too: the first one.
  const first = all.item(0).get('name');
  if ((first.value ?? '') !== '' && dns1035Label(first.value as string) !== undefined) {
    errors.invalid(
      first.shownAsPath(`${spec.path}.version`),
      `${quote(first.value)} ${dns1035Label(first.value as string)}`,
    );
  }
}

interface Context {
  readonly shared: ReadonlySet<Shared>;
  readonly errors: Errors;
  readonly env: Env;
  readonly hasStatus: boolean;
}

/** @mirrors apiextensions/validation.validateCustomResourceDefinitionVersion */
function validateVersion(version: Version, { shared, errors, env, hasStatus }: Context): void {
  const { schema, selectableFields = [] } = version.value ?? {};
  validateDeprecationWarning(version.get('deprecationWarning'), version.value?.deprecated === true, errors);
  if (!shared.has('schema') && schema !== undefined)
    validateSchemaOf(version.get('schema'), hasStatus, { errors, env });
  if (!shared.has('subresources')) validateSubresources(version.get('subresources'), errors);
  if (!shared.has('additionalPrinterColumns'))
    for (const column of version.get('additionalPrinterColumns').items()) validateColumn(column, errors);
  if (shared.has('selectableFields') || selectableFields.length === 0) return;
  const fields = version.get('selectableFields');
  const own = shared.has('schema') ? undefined : schema?.openAPIV3Schema;
  if (own === undefined) errors.invalid(fields, 'versions that share a schema must share their selectable fields too');
  else validateSelectableFields(fields, own, errors);
}

function validateShared(spec: Spec, first: Version, { shared, errors, env, hasStatus }: Context): void {
  const at = <K extends Shared>(name: K): Field<NonNullable<CustomResourceDefinitionVersion[K]>> =>
    first.get(name).shownAsPath(`${spec.path}.${SHARED[name]}`);
  if (shared.has('schema'))
    validateSchemaOf(at('schema') as Field<CustomResourceValidation>, hasStatus, { errors, env });
  if (shared.has('subresources')) validateSubresources(at('subresources') as Field<CustomResourceSubresources>, errors);
  if (shared.has('additionalPrinterColumns'))
    for (const column of at('additionalPrinterColumns').items()) validateColumn(column, errors);
  const fields = at('selectableFields');
  if (!shared.has('selectableFields') || (fields.value ?? []).length === 0) return;
  const schema = first.value?.schema?.openAPIV3Schema;
  if (!shared.has('schema') || first.value?.schema === undefined)
    errors.invalid(fields, 'versions that share selectable fields must share their schema too');
  else if (schema !== undefined) validateSelectableFields(fields, schema, errors);
}

function hasStatus(version: Version): boolean {
  return version.value?.subresources?.status !== undefined;
}

const REQUIRED_NAMES = ['plural', 'singular', 'kind', 'listKind'] as const;

function validateRequiredNames(spec: Spec, errors: Errors): void {
  const names = spec.get('names');
  for (const name of REQUIRED_NAMES) if ((names.value?.[name] ?? '') === '') errors.required(names.get(name));
}

/** @mirrors apiextensions/validation.validatePreserveUnknownFields */
function validatePreserved(spec: Spec, errors: Errors): void {
  if (spec.value?.preserveUnknownFields !== true) return;
  errors.invalid(
    spec.get('preserveUnknownFields'),
    'must not be true; set x-kubernetes-preserve-unknown-fields in the schemas instead',
  );
}
