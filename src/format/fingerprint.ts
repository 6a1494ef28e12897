import { loadCrypto } from '../lazy.ts';
import type { Finding } from '../model/finding.ts';

/**
 * Names for findings that survive changes elsewhere in the file: made of rule, object and path, not of lines. Equal ones are told
 * apart by their order.
 */
export function fingerprints(findings: readonly Finding[]): string[] {
  const { createHash } = loadCrypto();
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = identityOf(finding);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return createHash('sha256').update(`${key}\0${ordinal}`).digest('hex').slice(0, 32);
  });
}

function identityOf({ rule, file, object, item, path, document }: Finding): string {
  const named =
    object === undefined ? [document ?? ''] : [object.apiVersion, object.kind, object.namespace, object.name];
  return [rule, file, ...named, String(item ?? ''), path ?? ''].join('\0');
}
