/** The pull policy that an image gets if none is written: what may change under its name is always pulled. */
export function defaultPullPolicy(image: string | undefined): string {
  return image !== undefined && isLatest(image) ? 'Always' : 'IfNotPresent';
}

/**
 * Whether a reference has the tag `latest`, or neither tag nor digest. A colon before the last slash belongs to a port.
 * @mirrors parsers.ParseImageName (partly: the tag alone)
 */
function isLatest(image: string): boolean {
  if (image === '' || image.includes('@')) return image.includes(':latest@');
  const colon = image.lastIndexOf(':');
  return colon === -1 || colon < image.lastIndexOf('/') || image.slice(colon + 1) === 'latest';
}
