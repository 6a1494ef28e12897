/** Whether a text is the name of an iSCSI target or initiator in one of the three forms that there are. */
export function isInitiatorName(name: string): boolean {
  if (name.startsWith('iqn')) return isIqn(name);
  return /^eui[^\n][0-9A-Za-z]{16}$/u.test(name) || /^naa[^\n][0-9A-Za-z]{32}$/u.test(name);
}

const DATED = /iqn\.[0-9]{4}-[0-9]{2}\.[0-9A-Za-z.-]/;

/**
 * `iqn.<year>-<month>.<domain>:<anything>`, where it is enough that the end of the text has that form. One pass over the text: each piece
 * before a colon is looked at once.
 */
function isIqn(name: string): boolean {
  let start = 0;
  // Behind the colon, up to the end, there is at least one character and none of these.
  const last = lastOf(name, ',;*&$|\t\n\f\r ');
  for (let i = 0; i < name.length - 1; i++) {
    const code = name.charCodeAt(i);
    if (isAlphanumeric(code) || code === 45 || code === 46) continue;
    if (code === 58 && i > last && DATED.test(name.slice(start, i))) return true;
    start = i + 1;
  }
  return false;
}

function lastOf(text: string, characters: string): number {
  for (let i = text.length - 1; i >= 0; i--) if (characters.includes(text[i] as string)) return i;
  return -1;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Whether Go takes a text apart into host and port; the two themselves may be anything. */
export function isHostPort(text: string): boolean {
  const colon = text.lastIndexOf(':');
  if (colon < 0) return false;
  let rest = text;
  if (text.startsWith('[')) {
    const end = text.indexOf(']');
    if (end < 0 || end + 1 !== colon) return false;
    rest = text.slice(1, end) + text.slice(end + 1);
  } else if (text.indexOf(':') !== colon) return false;
  return !rest.includes('[') && !rest.includes(']');
}
