import { parseIP } from './formats-ip.ts';

/** What checks look at in an address of the web. */
export interface Url {
  /** In lower case; empty if there is none. */
  readonly scheme: string;
  readonly host: string;
  readonly user: boolean;
  readonly query: string;
  readonly fragment: string;
}

const SCHEME = /^[a-zA-Z][a-zA-Z0-9+.-]*:/;
const BAD_ESCAPE = /%(?![0-9a-fA-F]{2})/;
const USER = /^[a-zA-Z0-9\-._:~!$&'()*+,;=%@]*$/;
/** Characters of ASCII that may stand in a host's name as they are. */
const HOST = /^(?:[a-zA-Z0-9\-_.~!$&'()*+,;=:[\]<>"]|[^\0-\x7f]|%(?:[89a-fA-F][0-9a-fA-F]|25))*$/;
const PORT = /^(?::[0-9]*)?$/;

/**
 * Reads an address as Go does; undefined if it does not.
 * @mirrors url.Parse
 */
export function parseURL(text: string): Url | undefined {
  const hash = text.indexOf('#');
  const fragment = hash < 0 ? '' : text.slice(hash + 1);
  if (BAD_ESCAPE.test(fragment)) return undefined;
  const url = parse(hash < 0 ? text : text.slice(0, hash), false);
  return url === undefined ? undefined : { ...url, fragment };
}

/**
 * The same for the address of a request: absolute, or a path from the root.
 * @mirrors url.ParseRequestURI
 */
export function parseRequestURI(text: string): Url | undefined {
  return text === '' ? undefined : parse(text, true);
}

function parse(text: string, isRequest: boolean): Url | undefined {
  if (hasControl(text) || text.startsWith(':')) return undefined;
  const scheme = SCHEME.exec(text)?.[0] ?? '';
  const mark = text.indexOf('?', scheme.length);
  const rest = text.slice(scheme.length, mark < 0 ? text.length : mark);
  const query = mark < 0 ? '' : text.slice(mark + 1);
  const url = { scheme: scheme.slice(0, -1).toLowerCase(), host: '', user: false, query, fragment: '' };
  if (text === '*') return url;
  if (!rest.startsWith('/')) {
    if (scheme !== '') return url;
    const segment = rest.split('/', 1)[0] as string;
    return isRequest || segment.includes(':') || BAD_ESCAPE.test(rest) ? undefined : url;
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || (!isRequest && !rest.startsWith('///')));
  if (!hasAuthority) return BAD_ESCAPE.test(rest) ? undefined : url;
  const slash = rest.indexOf('/', 2);
  const authority = rest.slice(2, slash < 0 ? rest.length : slash);
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(at, 0));
  const host = authority.slice(at + 1);
  if (!USER.test(user) || BAD_ESCAPE.test(user) || !isHost(url.scheme, host)) return undefined;
  return slash >= 0 && BAD_ESCAPE.test(rest.slice(slash)) ? undefined : { ...url, host, user: at >= 0 };
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code === 127) return true;
  }
  return false;
}

function isHost(scheme: string, host: string): boolean {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) return false;
  if (bracket === 0) return isBracketed(host);
  const colon = scheme === 'http' || scheme === 'https' ? host.indexOf(':') : host.lastIndexOf(':');
  return (colon < 0 || PORT.test(host.slice(colon))) && HOST.test(host);
}

/** `[::1]:8080`, perhaps with a zone behind `%25`. */
function isBracketed(host: string): boolean {
  const close = host.lastIndexOf(']');
  if (close < 0 || !PORT.test(host.slice(close + 1))) return false;
  const name = host.slice(1, close);
  const zone = name.indexOf('%25');
  const address = parseIP(zone < 0 ? name : name.slice(0, zone));
  if (address === undefined || address.bytes.length !== 16 || address.zeros) return false;
  return zone < 0 || (name.length > zone + 3 && !BAD_ESCAPE.test(name.slice(zone)));
}
