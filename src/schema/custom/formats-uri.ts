import { parseIP } from '../../apiserver/formats-ip.ts';

const SCHEME = /^[a-zA-Z][a-zA-Z0-9+.-]*:/;
const BAD_ESCAPE = /%(?![0-9a-fA-F]{2})/;
const USER = /^[a-zA-Z0-9\-._:~!$&'()*+,;=%@]*$/;
/** Characters of ASCII that may stand in a host's name as they are. */
const HOST = /^(?:[a-zA-Z0-9\-_.~!$&'()*+,;=:[\]<>"]|[^\0-\x7f]|%(?:[89a-fA-F][0-9a-fA-F]|25))*$/;
const PORT = /^(?::[0-9]*)?$/;

/** Whether Go reads a text as the address of a request: absolute, or a path from the root. */
export function isRequestUri(text: string): boolean {
  if (text === '' || hasControl(text)) return false;
  if (text === '*') return true;
  if (text.startsWith(':')) return false;
  const scheme = SCHEME.exec(text)?.[0] ?? '';
  const query = text.indexOf('?', scheme.length);
  const rest = text.slice(scheme.length, query < 0 ? text.length : query);
  if (!rest.startsWith('/')) return scheme !== '';
  if (scheme === '' || !rest.startsWith('//')) return !BAD_ESCAPE.test(rest);
  const slash = rest.indexOf('/', 2);
  const authority = rest.slice(2, slash < 0 ? rest.length : slash);
  const path = slash < 0 ? '' : rest.slice(slash);
  return isAuthority(scheme.slice(0, -1).toLowerCase(), authority) && !BAD_ESCAPE.test(path);
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code === 127) return true;
  }
  return false;
}

function isAuthority(scheme: string, authority: string): boolean {
  const at = authority.lastIndexOf('@');
  if (at >= 0 && (!USER.test(authority.slice(0, at)) || BAD_ESCAPE.test(authority.slice(0, at)))) return false;
  return isHost(scheme, authority.slice(at + 1));
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
