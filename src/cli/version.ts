/** Filled in by the build; a checkout that runs from its sources has none. */
declare const PODLINT_VERSION: string | undefined;

/** podlint's own version. */
export const version: string = typeof PODLINT_VERSION === 'undefined' ? '0.0.0-source' : PODLINT_VERSION;

declare const PODLINT_HOMEPAGE: string | undefined;

/** Where podlint lives, from its package.json; undefined while that names no place. */
export const homepage: string | undefined =
  typeof PODLINT_HOMEPAGE === 'undefined' || PODLINT_HOMEPAGE === '' ? undefined : PODLINT_HOMEPAGE;
