/** What a certificate is asked for: whose it is to be, and the other names that it is to have. */
import { contentOf, type Der, oidOf, partsOf, readDer, Tag } from './der.ts';
import { parseURL } from '../url.ts';

/** The tags of the texts that a name is made of, with what may be in them. */
const TEXTS: ReadonlyMap<number, RegExp> = new Map([
  [18, /^[0-9 ]*$/],
  [19, /^[A-Za-z0-9 '()+,\-./:=?*&]*$/],
  [22, /^[\0-\x7f]*$/],
]);
const UTF8 = 12;

/**
 * Whether a name is a list of sets of pairs of an identifier and a text.
 * @mirrors pkix.RDNSequence
 */
export function isName(bytes: Buffer, name: Der | undefined): boolean {
  if (name?.tag !== Tag.Sequence) return false;
  return partsOf(bytes, name)?.every((set) => set.tag === Tag.Set && isRelativeName(bytes, set)) === true;
}

function isRelativeName(bytes: Buffer, set: Der): boolean {
  return (
    partsOf(bytes, set)?.every((pair) => {
      const [oid, value] = (pair.tag === Tag.Sequence && partsOf(bytes, pair)) || [];
      return oidOf(bytes, oid) !== undefined && value !== undefined && isText(contentOf(bytes, value), value.tag);
    }) === true
  );
}

function isText(content: Buffer, tag: number): boolean {
  const text = content.toString('latin1');
  if (tag === UTF8) return Buffer.from(content.toString()).equals(content);
  return TEXTS.get(tag)?.test(text) !== false;
}

/** Identifiers: of the attribute that holds extensions, and of the extension that holds names. */
const EXTENSION_REQUEST = '2a864886f70d01090e';
const ALTERNATIVE_NAMES = '551d11';

/**
 * What is wrong with the extensions that are asked for.
 * @mirrors x509.parseCSRExtensions
 */
export function extensionsFault(bytes: Buffer, attributes: Der): string | undefined {
  const seen = new Set<string>();
  for (const attribute of partsOf(bytes, attributes) ?? []) {
    const [oid, values] = partsOf(bytes, attribute) ?? [];
    if (oidOf(bytes, oid) !== EXTENSION_REQUEST || values?.tag !== Tag.Set) continue;
    const first = readDer(bytes, values.body, values.end);
    if (first === undefined) continue;
    const extensions = first.tag === Tag.Sequence ? partsOf(bytes, first) : undefined;
    if (extensions === undefined) return "asks for extensions that can't be read";
    for (const extension of extensions) {
      const fault = extensionFault(bytes, extension, seen);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function extensionFault(bytes: Buffer, extension: Der, seen: Set<string>): string | undefined {
  const [oid, ...more] = (extension.tag === Tag.Sequence && partsOf(bytes, extension)) || [];
  const id = oidOf(bytes, oid);
  const value = more[0]?.tag === Tag.Bool ? more[1] : more[0];
  if (id === undefined || value?.tag !== Tag.OctetString) return "asks for an extension that can't be read";
  if (seen.has(id)) return 'asks for an extension twice';
  seen.add(id);
  return id === ALTERNATIVE_NAMES ? alternativesFault(bytes, value) : undefined;
}

const Name = { Email: 0x81, DNS: 0x82, URI: 0x86, IP: 0x87 } as const;

/** @mirrors x509.parseSANExtension */
function alternativesFault(bytes: Buffer, value: Der): string | undefined {
  const names = readDer(bytes, value.body, value.end);
  const parts = names?.tag === Tag.Sequence ? partsOf(bytes, names) : undefined;
  if (parts === undefined) return "asks for alternative names that can't be read";
  for (const part of parts) {
    const content = contentOf(bytes, part);
    const text = content.toString('latin1');
    const isIP = part.tag === Name.IP;
    if (isIP && content.length !== 4 && content.length !== 16) return 'asks for an IP address of a wrong length';
    const isRead = part.tag === Name.Email || part.tag === Name.DNS || part.tag === Name.URI;
    if (isRead && !/^[\0-\x7f]*$/.test(text)) return 'asks for a name that is not ASCII';
    if (part.tag === Name.URI && parseURL(text) === undefined)
      return `asks for the address ${JSON.stringify(text)}, which is none`;
  }
  return undefined;
}
