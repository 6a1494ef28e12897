import { dns1035Label, dns1123Label, dns1123Subdomain, pathSegmentName } from '../formats.ts';

/** Says what is wrong with an object's name, or with the beginning of one that the server is to complete (`prefix`). */
export type NameFunction = (name: string, prefix: boolean) => string | undefined;

/** @mirrors validation.NameIsDNSSubdomain */
export function nameIsDNSSubdomain(name: string, prefix: boolean): string | undefined {
  return dns1123Subdomain(prefix ? maskTrailingDash(name) : name);
}

/** @mirrors validation.NameIsDNSLabel */
export function nameIsDNSLabel(name: string, prefix: boolean): string | undefined {
  return dns1123Label(prefix ? maskTrailingDash(name) : name);
}

/** @mirrors validation.NameIsDNS1035Label */
export function nameIsDNS1035Label(name: string, prefix: boolean): string | undefined {
  return dns1035Label(prefix ? maskTrailingDash(name) : name);
}

/** @mirrors path.ValidatePathSegmentName */
export function nameIsPathSegment(name: string, prefix: boolean): string | undefined {
  // A beginning may be `.`, since something follows it.
  return prefix && (name === '.' || name === '..') ? undefined : pathSegmentName(name);
}

/**
 * Names of roles and bindings have to fit into an address, and may hold colons.
 * @mirrors rbac/validation.ValidateRBACName
 */
export function nameIsRBACName(name: string): string | undefined {
  return pathSegmentName(name);
}

/**
 * A dash at the end of a beginning is no fault: the two last characters count as a letter, as they do upstream.
 * @mirrors validation.maskTrailingDash
 */
function maskTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;
}
