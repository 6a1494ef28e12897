import type { Field } from '../../../../model/field.ts';
import type {
  KeyToPath,
  ProjectedVolumeSource,
  ServiceAccountTokenProjection,
  VolumeProjection,
} from '../../../../schema/types.gen.ts';
import type { Env } from '../../../env.ts';
import { type Errors, quote } from '../../../errors.ts';
import { requireFields } from '../../checks.ts';
import { validateClusterTrustBundleProjection, validatePodCertificateProjection } from './certificates.ts';
import { validateUserField } from './common.ts';
import { validateDefaults, validateDownwardAPIVolumeFile, validateKeyToPath } from './files.ts';
import { validateLocalNonReservedPath } from './paths.ts';

/** @mirrors core/validation.validateProjectedVolumeSource */
export function validateProjectedVolumeSource(projected: Field<ProjectedVolumeSource>, errors: Errors, env: Env): void {
  validateDefaults(projected, errors);
  validateProjectionSources(projected, errors, env);
}

/**
 * The paths that a projected volume's sources write to. A second writer is reported at the volume's own path, as the API server does.
 */
export class ProjectedPaths {
  readonly #projected: Field;
  readonly #seen: Set<string>;
  readonly #errors: Errors;

  constructor(projected: Field, errors: Errors) {
    this.#projected = projected;
    this.#errors = errors;
    this.#seen = new Set();
  }

  claim(path: Field<string>): void {
    const text = path.value ?? '';
    if (!this.#seen.has(text)) this.#seen.add(text);
    else
      this.#errors.invalid(path.shownAsPath(this.#projected.path), `${quote(text)} is the path of another source too`);
  }
}

/** @mirrors core/validation.validateProjectionSources */
function validateProjectionSources(projected: Field<ProjectedVolumeSource>, errors: Errors, env: Env): void {
  const paths = new ProjectedPaths(projected as Field, errors);
  for (const source of projected.get('sources').items()) {
    const { secret, configMap, downwardAPI, serviceAccountToken, clusterTrustBundle, podCertificate } =
      source.value ?? {};
    if (secret !== undefined) validateProjectedItems(source.get('secret'), paths, errors);
    if (configMap !== undefined) validateProjectedItems(source.get('configMap'), paths, errors);
    if (downwardAPI !== undefined) validateProjectedFiles(source, paths, errors);
    if (serviceAccountToken !== undefined) {
      validateServiceAccountTokenProjection(source.get('serviceAccountToken'), projected as Field, { errors, env });
    }
    if (clusterTrustBundle !== undefined) {
      validateClusterTrustBundleProjection(source.get('clusterTrustBundle'), paths, errors);
    }
    if (podCertificate !== undefined) validatePodCertificateProjection(source.get('podCertificate'), paths, errors);
    validateOneSource(source, errors);
  }
}

interface Reporting {
  readonly errors: Errors;
  readonly env: Env;
}

function validateProjectedItems(
  source: Field<{ name?: string | undefined; items?: KeyToPath[] | undefined }>,
  paths: ProjectedPaths,
  errors: Errors,
): void {
  requireFields(source, ['name'], errors);
  for (const item of source.get('items').items()) {
    validateKeyToPath(item, errors);
    if (item.value?.path) paths.claim(item.get('path'));
  }
}

function validateProjectedFiles(source: Field<VolumeProjection>, paths: ProjectedPaths, errors: Errors): void {
  for (const file of source.get('downwardAPI').get('items').items()) {
    validateDownwardAPIVolumeFile(file, errors);
    if (file.value?.path) paths.claim(file.get('path'));
  }
}

const TEN_MINUTES = 600;
const LONGEST = 2 ** 32;

/** The API server looks for the path of a token, and reports it, beside the list of sources. */
function validateServiceAccountTokenProjection(
  token: Field<ServiceAccountTokenProjection>,
  projected: Field,
  { errors, env }: Reporting,
): void {
  const expiration = token.get('expirationSeconds');
  const seconds = expiration.value;
  if (seconds !== undefined && (seconds < TEN_MINUTES || seconds > LONGEST)) {
    errors.invalid(expiration, `${seconds} must be from ${TEN_MINUTES} (ten minutes) to 2^32 seconds`);
  }
  const path = token.get('path').shownAsPath(`${projected.path}.path`);
  if (!path.value) errors.required(path);
  else if (env.gates.LocalTokenPaths) validateLocalNonReservedPath(path, errors);
  validateUserField(token.get('user'), errors);
}

function validateOneSource(source: Field<VolumeProjection>, errors: Errors): void {
  const value = source.value ?? {};
  const used = Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [name]));
  if (used.length > 1)
    errors.forbidden(source, `has ${used.join(' and ')}; each source of a projected volume is of one kind`);
}
