import type { Field } from '../../../model/field.ts';
import type { ObjectMeta, PodResourceClaim } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { dns1123Subdomain } from '../../formats.ts';
import { validateDNS1123Label, validateFormat } from '../checks.ts';

const MIRROR = 'kubernetes.io/config.mirror';

/**
 * `meta` is the Pod's; a template has none.
 * @mirrors core/validation.validatePodResourceClaims
 */
export function validatePodResourceClaims(
  claims: Field<PodResourceClaim[]>,
  errors: Errors,
  meta: Field<ObjectMeta> | undefined,
): void {
  const names = new Set<string>();
  const isStatic = meta?.value?.annotations?.has(MIRROR) ?? false;
  for (const claim of claims.items()) {
    // What an empty path looks like.
    if (isStatic) errors.forbidden(claims.atKey().shownAsPath('[]'), 'static Pods can have no resource claims');
    else validatePodResourceClaim(claim, names, errors);
  }
}

/** @mirrors core/validation.validatePodResourceClaim */
function validatePodResourceClaim(claim: Field<PodResourceClaim>, names: Set<string>, errors: Errors): void {
  const { resourceClaimName, resourceClaimTemplateName } = claim.value ?? {};
  const name = claim.get('name');
  if (!name.value) errors.required(name);
  else if (names.has(name.value)) errors.duplicate(name);
  else {
    validateDNS1123Label(name, errors);
    names.add(name.value);
  }
  if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined) {
    errors.invalid(claim, 'has resourceClaimName and resourceClaimTemplateName; only one is allowed');
  } else if (resourceClaimName === undefined && resourceClaimTemplateName === undefined) {
    errors.invalid(claim, `${quote(name.value ?? '')} needs resourceClaimName or resourceClaimTemplateName`);
  }
  if (resourceClaimName !== undefined) validateFormat(claim.get('resourceClaimName'), dns1123Subdomain, errors);
  if (resourceClaimTemplateName !== undefined) {
    validateFormat(claim.get('resourceClaimTemplateName'), dns1123Subdomain, errors);
  }
}

/**
 * The names that containers may refer to.
 * @mirrors core/validation.gatherPodResourceClaimNames
 */
export function gatherPodResourceClaimNames(claims: readonly PodResourceClaim[] | undefined): Set<string> {
  const names = new Set<string>();
  for (const { name } of claims ?? []) if (name) names.add(name);
  return names;
}
