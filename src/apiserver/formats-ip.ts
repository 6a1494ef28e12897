/**
 * IP addresses and CIDR ranges as upstream reads them: sloppily (numbers may begin with zeros, as in Go before 1.17), and
 * strictly on top of that where a version asks for it.
 */

/** An address: 4 or 16 bytes, and whether it is written in a form that only the sloppy reading takes. */
export interface Address {
  readonly bytes: readonly number[];
  /** Some number begins with zeros that strict readers refuse or take for octal. */
  readonly zeros: boolean;
  /** An IPv4 address in IPv6 clothes: `::ffff:1.2.3.4`. */
  readonly mapped: boolean;
}

/** Go's limit for numbers in addresses, whatever the number of zeros before them. */
const BIG = 0xffffff;

/** @mirrors netutils.ParseIPSloppy */
export function parseIP(text: string): Address | undefined {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 46) return parseIPv4(text);
    if (code === 58) return parseIPv6(text);
  }
  return undefined;
}

function parseIPv4(text: string): Address | undefined {
  const first = text.charCodeAt(0);
  if (first < 48 || first > 57) return undefined;
  const bytes: number[] = [];
  let zeros = false;
  for (const part of text.split('.', 5)) {
    const value = readNumber(part, 10);
    if (value === undefined || value > 255) return undefined;
    if (part.length > 1 && part.startsWith('0')) zeros = true;
    bytes.push(value);
  }
  return bytes.length === 4 ? { bytes, zeros, mapped: false } : undefined;
}

function readNumber(text: string, base: 10 | 16): number | undefined {
  if (!(base === 10 ? /^[0-9]+$/ : /^[0-9a-fA-F]+$/).test(text)) return undefined;
  const value = Number.parseInt(text, base);
  return value < BIG ? value : undefined;
}

function parseIPv6(text: string): Address | undefined {
  const gap = text.indexOf('::');
  const head = gap === -1 ? text : text.slice(0, gap);
  const tail = gap === -1 ? '' : text.slice(gap + 2);
  const before = readGroups(head, gap === -1);
  const after = readGroups(tail, gap !== -1);
  if (before === undefined || after === undefined) return undefined;
  const missing = 16 - before.bytes.length - after.bytes.length;
  if (gap === -1 ? missing !== 0 : missing < 2) return undefined;
  const bytes = [...before.bytes, ...Array.from({ length: missing }, () => 0), ...after.bytes];
  return { bytes, zeros: before.zeros || after.zeros, mapped: isMapped(bytes) };
}

/** Groups of hexadecimal digits between colons; only the last groups of an address may be an IPv4 address. */
function readGroups(text: string, last: boolean): { bytes: number[]; zeros: boolean } | undefined {
  const bytes: number[] = [];
  let zeros = false;
  if (text === '') return { bytes, zeros };
  const groups = text.split(':', 9);
  for (const [i, group] of groups.entries()) {
    if (last && i === groups.length - 1 && group.includes('.')) {
      const end = parseIPv4(group);
      if (end === undefined) return undefined;
      bytes.push(...end.bytes);
      zeros ||= end.zeros;
      continue;
    }
    const value = readNumber(group, 16);
    if (value === undefined || value > 0xffff) return undefined;
    if (group.length > 4) zeros = true;
    bytes.push(value >> 8, value & 255);
  }
  return { bytes, zeros };
}

function isMapped(bytes: readonly number[]): boolean {
  return bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
}

/** Whether an address is to be taken for an IPv4 one; the mapped ones are. */
export function isIPv4(address: Address): boolean {
  return address.bytes.length === 4 || address.mapped;
}

/** An address as it should be written. */
export function formatIP(address: Address): string {
  if (isIPv4(address)) return address.bytes.slice(-4).join('.');
  const groups: number[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(((address.bytes[i] as number) << 8) | (address.bytes[i + 1] as number));
  const [start, length] = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

function longestZeros(groups: readonly number[]): [number, number] {
  let best: [number, number] = [0, 0];
  for (let i = 0; i < groups.length; i++) {
    let length = 0;
    while (groups[i + length] === 0) length++;
    if (length > best[1]) best = [i, length];
    i += length;
  }
  return best;
}

/**
 * What is wrong with an address in a field that is older than strict reading.
 * @mirrors validation.IsValidIPForLegacyField
 */
export function ipForLegacyField(text: string, strict: boolean): string | undefined {
  const address = parseIP(text);
  if (address === undefined) return 'is no IP address; expected one such as 10.9.8.7 or 2001:db8::ffff';
  if (!strict) return undefined;
  if (address.zeros) return `must not have numbers with leading zeros; write \`${formatIP(address)}\``;
  return address.mapped ? `must not be an IPv4 address in IPv6 form; write \`${formatIP(address)}\`` : undefined;
}

/**
 * What is wrong with an address in a field that takes the usual spelling alone.
 * @mirrors validation.IsValidIP
 */
export function ipStrict(text: string): string | undefined {
  const fault = ipForLegacyField(text, true);
  if (fault !== undefined) return fault;
  const usual = formatIP(parseIP(text) as Address);
  return usual === text ? undefined : `must be written in the usual form \`${usual}\``;
}

/**
 * What the server warns of in an address that it takes.
 * @mirrors validation.GetWarningsForIP
 */
export function ipWarning(text: string): string | undefined {
  const address = parseIP(text);
  if (address === undefined) return undefined;
  const usual = formatIP(address);
  if (address.zeros || address.mapped) return `\`${text}\` is a non-standard form of an IP address; write \`${usual}\``;
  if (isIPv4(address) || usual === text) return undefined;
  return `the usual form of the IPv6 address \`${text}\` is \`${usual}\``;
}

/** What servers before 1.33 warned of: whatever Go's newer packages would refuse or write otherwise. */
export function ipWarningBeforeSloppy(text: string): string | undefined {
  const usual = newerForm(text);
  if (usual === undefined) return `\`${text}\` is a form of an IP address that later versions refuse`;
  return usual === text ? undefined : `the usual form of the IPv6 address \`${text}\` is \`${usual}\``;
}

/** How Go's newer package writes an address; undefined if it does not read it. */
function newerForm(text: string): string | undefined {
  const percent = text.indexOf('%');
  const zone = percent === -1 ? '' : text.slice(percent);
  const address = parseIP(percent === -1 ? text : text.slice(0, percent));
  if (address === undefined || address.zeros || zone === '%' || (zone !== '' && address.bytes.length === 4))
    return undefined;
  return (address.mapped ? '::ffff:' : '') + formatIP(address) + zone;
}

/** A range of addresses. */
export interface Cidr {
  readonly address: Address;
  readonly length: number;
  /** Leading zeros in the length or the address. */
  readonly zeros: boolean;
  /** The address without the bits behind the length. */
  readonly network: Address;
}

/** @mirrors netutils.ParseCIDRSloppy */
export function parseCIDR(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  if (slash === -1) return undefined;
  const before = text.slice(0, slash);
  const address = parseIPv4(before) ?? parseIPv6(before);
  const mask = text.slice(slash + 1);
  const length = readNumber(mask, 10);
  if (address === undefined || length === undefined || length > address.bytes.length * 8) return undefined;
  const bytes = address.bytes.map((byte, i) => byte & (0xff00 >> Math.min(Math.max(length - i * 8, 0), 8)) & 0xff);
  const network: Address = { bytes, zeros: false, mapped: bytes.length === 16 && isMapped(bytes) };
  return { address, length, zeros: address.zeros || (mask.length > 1 && mask.startsWith('0')), network };
}

/** A range as it should be written. */
export function formatCIDR(cidr: Cidr): string {
  const length = cidr.network.mapped ? Math.max(cidr.length - 96, 0) : cidr.length;
  return `${formatIP(cidr.network)}/${length}`;
}

/**
 * What is wrong with a range in a field that is older than strict reading.
 * @mirrors validation.IsValidCIDRForLegacyField
 */
export function cidrForLegacyField(text: string, strict: boolean): string | undefined {
  const cidr = parseCIDR(text);
  if (cidr === undefined) return 'is no CIDR range; expected one such as 10.9.8.0/24 or 2001:db8::/64';
  if (!strict) return undefined;
  if (cidr.zeros) return `must not have numbers with leading zeros; write \`${formatCIDR(cidr)}\``;
  if (cidr.address.mapped) return 'must not be an IPv4 range in IPv6 form';
  return hasHostBits(cidr) ? `has bits behind its prefix length; write \`${formatCIDR(cidr)}\`` : undefined;
}

function hasHostBits(cidr: Cidr): boolean {
  return cidr.address.bytes.some((byte, i) => byte !== cidr.network.bytes[i]);
}

/**
 * What is wrong with a range in a field that takes the usual spelling alone.
 * @mirrors validation.IsValidCIDR
 */
export function cidrStrict(text: string): string | undefined {
  const fault = cidrForLegacyField(text, true);
  if (fault !== undefined) return fault;
  const usual = formatCIDR(parseCIDR(text) as Cidr);
  return usual === text ? undefined : `must be written in the usual form \`${usual}\``;
}

/**
 * What is wrong with an address and the length of its network (`192.168.1.5/24`).
 * @mirrors validation.IsValidInterfaceAddress
 */
export function interfaceAddress(text: string): string | undefined {
  const cidr = parseCIDR(text);
  if (cidr === undefined) return 'is no address with a prefix length; expected one such as 10.9.8.7/24';
  const length = cidr.address.mapped && cidr.length > 32 ? cidr.length - 96 : cidr.length;
  const usual = `${formatIP(cidr.address)}/${length}`;
  return usual === text ? undefined : `must be written in the usual form \`${usual}\``;
}

/**
 * What the server warns of in a range that it takes.
 * @mirrors validation.GetWarningsForCIDR
 */
export function cidrWarnings(text: string): string[] {
  const cidr = parseCIDR(text);
  if (cidr === undefined) return [];
  const usual = formatCIDR(cidr);
  const warnings: string[] = [];
  if (hasHostBits(cidr)) {
    const single = `${formatIP(cidr.address)}/${cidr.address.bytes.length * 8}`;
    warnings.push(`\`${text}\` may mean \`${usual}\` or \`${single}\`; write one of these`);
  }
  if (cidr.zeros || cidr.address.mapped)
    warnings.push(`\`${text}\` is a non-standard form of a range; write \`${usual}\``);
  const prefix = `${formatIP(cidr.address)}/${cidr.length}`;
  if (warnings.length === 0 && !isIPv4(cidr.address) && prefix !== text) {
    warnings.push(`the usual form of the IPv6 range \`${text}\` is \`${prefix}\``);
  }
  return warnings;
}

/** The same before 1.33. */
export function cidrWarningsBeforeSloppy(text: string): string[] {
  const slash = text.lastIndexOf('/');
  const before = text.slice(0, Math.max(slash, 0));
  const length = text.slice(slash + 1);
  const usual = before.includes('%') ? undefined : newerForm(before);
  const most = before.includes(':') ? 128 : 32;
  if (usual === undefined || !/^(?:0|[1-9][0-9]{0,2})$/.test(length) || Number(length) > most) {
    return [`\`${text}\` is a form of a range that later versions refuse`];
  }
  return usual === before ? [] : [`the usual form of the IPv6 range \`${text}\` is \`${usual}/${length}\``];
}

const BLANK = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** A text without what Go calls white space at its ends. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.test(text[start] as string)) start++;
  while (end > start && BLANK.test(text[end - 1] as string)) end--;
  return end - start === text.length ? text : text.slice(start, end);
}
