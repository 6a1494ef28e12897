/** Filled in by the build; a checkout that runs from its sources has none. */
declare const PODLINT_VERSION: string | undefined;

/** podlint's own version. */
export const version: string = typeof PODLINT_VERSION === 'undefined' ? '0.0.0-source' : PODLINT_VERSION;
