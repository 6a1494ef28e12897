/**
 * Upstream's formats of names, keys, values and numbers. Each function says what is wrong with a value, or nothing if
 * nothing is: what it returns stands behind the value in a message.
 */
export type Format = (value: string) => string | undefined;

const DASH = 45;
const DOT = 46;
const UNDERSCORE = 95;
const LABEL_LENGTH = 63;
const SUBDOMAIN_LENGTH = 253;

/**
 * What is good is told by expressions without a choice, so that they take linear time: in a short run they are faster than loops of our
 * own. What is wrong is looked for character by character.
 */
const LABEL = /^[a-z0-9]+(?:-+[a-z0-9]+)*$/;
const SUBDOMAIN = /^[a-z0-9]+(?:(?:-+|\.)[a-z0-9]+)*$/;
const NAME = /^[A-Za-z0-9]+(?:[-_.]+[A-Za-z0-9]+)*$/;

/** The ASCII digits, and the letters of the two cases. */
function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}
function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}
function isLowerAlphanumeric(code: number): boolean {
  return isLower(code) || isDigit(code);
}
function isAlphanumeric(code: number): boolean {
  return isLower(code) || isDigit(code) || isUpper(code);
}

/** What stands in the way first: the first character that may not be there, or the ends. */
function labelFault(value: string, allowed: (code: number) => boolean, kind: string, characters: string): string {
  if (value === '') return `is empty; ${kind} needs at least one character`;
  for (const character of value) {
    const code = character.codePointAt(0) as number;
    if (!allowed(code)) {
      const lower = isUpper(code) ? lowerCase(value, allowed) : '';
      return `has the character \`${character}\`; ${kind} has only ${characters}${lower}`;
    }
  }
  return `must begin and end with a letter or digit`;
}

/** The value in lower case, if that would do. */
function lowerCase(value: string, allowed: (code: number) => boolean): string {
  const lower = value.toLowerCase();
  for (const character of lower) if (!allowed(character.codePointAt(0) as number)) return '';
  return ` (lower case: \`${lower}\`)`;
}

function tooLong(value: string, most: number): string {
  return `has ${value.length} characters; ${most} are allowed`;
}

/**
 * A name between dots: lower-case letters, digits and dashes, at most 63.
 * @mirrors validation.IsDNS1123Label
 */
export function dns1123Label(value: string): string | undefined {
  if (!LABEL.test(value)) {
    if (SUBDOMAIN.test(value)) return 'must not contain dots';
    return labelFault(value, isLabelCharacter, 'a DNS label', 'lower-case letters, digits and `-`');
  }
  return value.length > LABEL_LENGTH ? tooLong(value, LABEL_LENGTH) : undefined;
}

function isLabelCharacter(code: number): boolean {
  return isLowerAlphanumeric(code) || code === DASH;
}

/**
 * Names with dots between them, at most 253 characters.
 * @mirrors validation.IsDNS1123Subdomain
 */
export function dns1123Subdomain(value: string): string | undefined {
  if (!SUBDOMAIN.test(value)) return subdomainFault(value);
  return value.length > SUBDOMAIN_LENGTH ? tooLong(value, SUBDOMAIN_LENGTH) : undefined;
}

function subdomainFault(value: string): string {
  const fault = labelFault(
    value,
    (code) => isLabelCharacter(code) || code === DOT,
    'a DNS subdomain',
    'lower-case letters, digits, `-` and `.`',
  );
  return fault.startsWith('must') ? 'must begin and end with a letter or digit, also on both sides of a dot' : fault;
}

const UNDERSCORE_SUBDOMAIN = /^_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\._?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;

/**
 * As dns1123Subdomain, and underscores.
 * @mirrors validation.IsDNS1123SubdomainWithUnderscore
 */
export function dns1123SubdomainWithUnderscore(value: string): string | undefined {
  if (value.length > SUBDOMAIN_LENGTH) return tooLong(value, SUBDOMAIN_LENGTH);
  if (UNDERSCORE_SUBDOMAIN.test(value)) return undefined;
  return 'must be lower-case letters, digits, `-`, `_` and `.`, with a letter or digit at both ends of each part';
}

/**
 * A DNS name of at least two labels, perhaps with a dot at its end.
 * @mirrors validation.IsFullyQualifiedDomainName
 */
export function fullyQualifiedDomainName(value: string): string | undefined {
  const name = value.endsWith('.') ? value.slice(0, -1) : value;
  const fault = dns1123Subdomain(name);
  if (fault !== undefined) return fault;
  if (!name.includes('.')) return 'must have at least two parts with a dot between them';
  const long = name.split('.').find((label) => label.length > LABEL_LENGTH);
  return long === undefined ? undefined : `has a part of ${long.length} characters; ${LABEL_LENGTH} are allowed`;
}

/**
 * A DNS label that begins with a letter.
 * @mirrors validation.IsDNS1035Label
 */
export function dns1035Label(value: string): string | undefined {
  if (!LABEL.test(value)) {
    return labelFault(value, isLabelCharacter, 'this name', 'lower-case letters, digits and `-`');
  }
  if (!isLower(value.charCodeAt(0))) return 'must begin with a letter';
  return value.length > LABEL_LENGTH ? tooLong(value, LABEL_LENGTH) : undefined;
}

/**
 * A DNS subdomain behind `*.`.
 * @mirrors validation.IsWildcardDNS1123Subdomain
 */
export function wildcardDNS1123Subdomain(value: string): string | undefined {
  if (!value.startsWith('*.') || !SUBDOMAIN.test(value.slice(2)))
    return 'must be `*.` and a DNS name, such as `*.example.com`';
  return value.length > SUBDOMAIN_LENGTH ? tooLong(value, SUBDOMAIN_LENGTH) : undefined;
}

function isNameCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === DASH || code === UNDERSCORE || code === DOT;
}

const NAME_CHARACTERS = 'letters, digits, `-`, `_` and `.`';

/**
 * The key of a label: a name of at most 63 characters, behind a DNS subdomain and a slash if need be.
 * @mirrors validation.IsQualifiedName
 */
export function qualifiedName(value: string): string | undefined {
  const slash = value.indexOf('/');
  if (slash !== -1) {
    if (value.indexOf('/', slash + 1) !== -1)
      return 'has more than one `/`; there may be one, between a DNS prefix and the name';
    if (slash === 0) return 'has nothing before the `/`; a DNS name belongs there';
    const prefix = dns1123Subdomain(value.slice(0, slash));
    if (prefix !== undefined) return `has a wrong prefix: \`${value.slice(0, slash)}\` ${prefix}`;
  }
  const name = slash === -1 ? value : value.slice(slash + 1);
  if (!NAME.test(name)) return namePartFault(name, slash !== -1);
  return name.length > LABEL_LENGTH
    ? `has ${name.length} characters in its name; ${LABEL_LENGTH} are allowed`
    : undefined;
}

function namePartFault(name: string, prefixed: boolean): string {
  if (name === '') return prefixed ? 'has no name behind the `/`' : 'is empty';
  return labelFault(name, isNameCharacter, 'a key', NAME_CHARACTERS);
}

/**
 * The value of a label: empty, or a name of at most 63 characters.
 * @mirrors validation.IsValidLabelValue
 */
export function labelValue(value: string): string | undefined {
  if (value === '') return undefined;
  if (!NAME.test(value)) return labelFault(value, isNameCharacter, 'a label value', NAME_CHARACTERS);
  return value.length > LABEL_LENGTH ? tooLong(value, LABEL_LENGTH) : undefined;
}

/** As labelValue, but everything that is wrong: upstream counts a bad character and a length that is too large as two things. */
export function labelValueFaults(value: string): string[] {
  const fault = labelValue(value);
  if (fault === undefined) return [];
  const hasTwo = byteLength(value) > LABEL_LENGTH && !NAME.test(value);
  return hasTwo ? [fault, tooLong(value, LABEL_LENGTH)] : [fault];
}

/** @mirrors validation.IsCIdentifier */
export function cIdentifier(value: string): string | undefined {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(value)
    ? undefined
    : 'must be letters, digits and `_`, and not begin with a digit';
}

const PORT_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const HAS_LETTER = /[a-z]/;

/**
 * The name of a port, as IANA registers them.
 * @mirrors validation.IsValidPortName
 */
export function portName(value: string): string | undefined {
  if (PORT_NAME.test(value) && value.length <= 15 && HAS_LETTER.test(value)) return undefined;
  if (value === '') return 'is empty';
  if (!/^[-a-z0-9]+$/.test(value)) {
    return labelFault(value, isLabelCharacter, 'a port name', 'lower-case letters, digits and `-`');
  }
  if (!HAS_LETTER.test(value)) return portNumberInQuotes(value);
  if (value.length > 15) return `has ${value.length} characters; a port name has at most 15`;
  return value.includes('--') ? 'must not have two dashes in a row' : 'must not begin or end with a dash';
}

function portNumberInQuotes(value: string): string {
  return /^[0-9]+$/.test(value)
    ? `is a name here and has no letter; for the number write ${Number(value)} without quotes`
    : 'must have at least one letter';
}

/** @mirrors validation.IsValidPortNum */
export function portNumber(port: number): string | undefined {
  return port >= 1 && port <= 65535 ? undefined : 'must be from 1 to 65535';
}

/** @mirrors validation.IsInRange */
export function inRange(value: number, min: number, max: number): string | undefined {
  return value >= min && value <= max ? undefined : `must be from ${min} to ${max}`;
}

/**
 * The number of a user or a group.
 * @mirrors validation.IsValidUserID
 * @mirrors validation.IsValidGroupID
 */
export function userOrGroupID(id: number): string | undefined {
  return inRange(id, 0, 2147483647);
}

/** @mirrors validation.IsValidPercent */
export function percent(value: string): string | undefined {
  return /^[0-9]+%$/.test(value) ? undefined : 'must be a number, or a number and `%`';
}

/** @mirrors validation.IsHTTPHeaderName */
export function httpHeaderName(value: string): string | undefined {
  return /^[-A-Za-z0-9]+$/.test(value) ? undefined : 'must be letters, digits and `-`';
}

/**
 * The name of an environment variable before 1.32.
 * @mirrors validation.IsEnvVarName
 */
export function envVarName(value: string): string | undefined {
  if (/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(value)) return backstep(value);
  return isDigit(value.charCodeAt(0)) ? 'must not begin with a digit' : 'must be letters, digits, `_`, `-` and `.`';
}

/**
 * The name of an environment variable: printable ASCII, and no `=`.
 * @mirrors validation.IsRelaxedEnvVarName
 */
export function relaxedEnvVarName(value: string): string | undefined {
  if (value === '') return 'is empty';
  if (!/^[ -~]*$/.test(value)) return 'must be printable ASCII characters';
  return value.includes('=') ? 'must not contain `=`' : undefined;
}

const CONFIG_MAP_KEY = /^[-._a-zA-Z0-9]+$/;

/**
 * A key of a ConfigMap or Secret.
 * @mirrors validation.IsConfigMapKey
 */
export function configMapKey(value: string): string | undefined {
  if (value.length > SUBDOMAIN_LENGTH) return tooLong(value, SUBDOMAIN_LENGTH);
  return CONFIG_MAP_KEY.test(value) ? backstep(value) : `must be ${NAME_CHARACTERS}`;
}

function backstep(value: string): string | undefined {
  if (value === '.') return 'must not be `.`';
  return value.startsWith('..') ? 'must not begin with `..`' : undefined;
}

/**
 * What may stand between two slashes of a URL: names that no rule restricts further.
 * @mirrors path.IsValidPathSegmentName
 */
export function pathSegmentName(value: string): string | undefined {
  if (value === '.' || value === '..') return `must not be \`${value}\``;
  return value.includes('/') || value.includes('%') ? 'must not contain `/` or `%`' : undefined;
}

/** Bytes of a text in UTF-8, which is how upstream counts lengths. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/** The first character of a text that Go does not call printable. */
export function unprintable(text: string): string | undefined {
  // Written here, since a pattern of so many characters takes half a millisecond to make.
  return /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.exec(text)?.[0];
}
