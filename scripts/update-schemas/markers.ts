import type { GoConst, GoType, Release } from './release.ts';
import { type GoTypes, shortPackage } from './shapes.ts';

/** Markers that steer code generators and say nothing of what is allowed. */
const NOT_A_CHECK =
  /^(\w+-gen\b|validation-gen|deprecated|prerelease-lifecycle|openapi|conversion|supportsSubresource|isSubresource)/;

/** A marker of declarative validation as the table writes it: `k8s:eachVal=+k8s:format=x` is `eachVal>format=x`. Undefined if it is none. */
export function checkOf(marker: string): string | undefined {
  if (!marker.startsWith('k8s:')) return undefined;
  const steps = marker
    .replace(/\s+(#|\/\/).*$/, '')
    .split(/=?\+?k8s:/)
    .slice(1);
  const words = steps.map((step) =>
    step
      .replaceAll('"', '')
      .replace(/\(since:.*?\)/, '')
      .replaceAll(/\s*([:,=])\s*/g, '$1')
      .trim(),
  );
  if (words.some((w) => NOT_A_CHECK.test(w))) return undefined;
  return words.join('>');
}

/** The declarative checks of a type (field name empty) and of its fields, as the generated validation of one release runs them. */
export function readChecks(go: GoTypes, type: string): [field: string, check: string][] {
  const checks: [string, string][] = [];
  for (const marker of go.decls.get(type)?.markers ?? []) {
    const check = checkOf(marker);
    if (check) checks.push(['', check]);
  }
  for (const f of go.struct(type)) {
    if (f.json === '-') continue;
    if (f.inline) {
      const name = go.find((f.type.pointer ?? f.type).name ?? '')?.name;
      if (name) checks.push(...readChecks(go, name));
      continue;
    }
    const own = f.markers.flatMap((m) => checkOf(m) ?? []);
    for (const check of [...own, ...checksOfScalar(go, f.type, '')]) checks.push([f.json || f.name, check]);
  }
  return checks;
}

/** Checks that a named string or number brings to each field of that type; structs bring theirs themselves. */
function checksOfScalar(go: GoTypes, type: GoType, prefix: string): string[] {
  if (type.pointer) return checksOfScalar(go, type.pointer, prefix);
  const inner = type.list ?? type.map;
  if (inner) return checksOfScalar(go, inner, `${prefix}eachVal>`);
  const found = go.find(type.name ?? '');
  if (!found || go.struct(found.name).length > 0) return [];
  const own = found.decl.markers.flatMap((m) => checkOf(m) ?? []).map((check) => prefix + check);
  return [...own, ...checksOfScalar(go, found.decl.type, prefix)];
}

/** The types of a release that have generated validation. */
export function readValidated(release: Release): Set<string> {
  const names = new Set<string>();
  for (const pkg of Object.values(release.go.packages))
    for (const name of pkg.validated ?? []) {
      const dot = name.lastIndexOf('.');
      names.add(`${shortPackage(name.slice(0, dot))}.${name.slice(dot + 1)}`);
    }
  return names;
}

/** A string type with a fixed set of values. */
export interface Enum {
  readonly marked: boolean;
  readonly values: readonly string[];
}

/** All string types of a release, by full name, with their constants. */
export function readEnums(release: Release): Map<string, Enum> {
  const constants = new Map<string, GoConst>();
  for (const [importPath, pkg] of Object.entries(release.go.packages))
    for (const c of pkg.consts ?? []) constants.set(`${importPath}.${c.name}`, c);
  const valueOf = (c: GoConst | undefined): string | undefined => (c?.same ? valueOf(constants.get(c.same)) : c?.value);
  const enums = new Map<string, Enum>();
  for (const [importPath, pkg] of Object.entries(release.go.packages)) {
    for (const [name, decl] of Object.entries(pkg.types)) {
      const marked = decl.markers.some((m) => m === 'enum' || /(^|\+)k8s:enum$/.test(m));
      const values = (pkg.consts ?? []).filter((c) => c.type === name).map(valueOf);
      enums.set(`${shortPackage(importPath)}.${name}`, { marked, values: values.filter((v) => v !== undefined) });
    }
  }
  return enums;
}

/** The named type of a field's values, through pointers, lists and maps. */
export function namedType(go: GoTypes, type: GoType): string | undefined {
  const inner = type.pointer ?? type.list ?? type.map;
  if (inner) return namedType(go, inner);
  const found = go.find(type.name ?? '');
  if (!found) return undefined;
  return found.decl.alias ? namedType(go, found.decl.type) : found.name;
}
