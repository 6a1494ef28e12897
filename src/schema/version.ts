import { NEWEST_MINOR, OLDEST_MINOR } from './minors.gen.ts';

/** The minor in `1.34`, `v1.34`, `1.34.2` or `latest`; undefined if that is none that is known. */
export function minorOf(version: string): number | undefined {
  if (version === 'latest') return NEWEST_MINOR;
  const found = /^v?1\.(\d{1,3})(?:\.\d{1,4})?(?:[-+].{0,50})?$/.exec(version);
  const minor = Number(found?.[1]);
  return minor >= OLDEST_MINOR && minor <= NEWEST_MINOR ? minor : undefined;
}

/** The same for a version that was checked when it came in; the newest minor if nothing was asked for. */
export function versionOf(version: string | undefined): number {
  const minor = minorOf(version ?? 'latest');
  if (minor === undefined)
    throw new RangeError(`Kubernetes ${version} is not known: podlint knows 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`);
  return minor;
}
