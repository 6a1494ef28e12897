import type { OracleReport } from './oracle.ts';

/** What an API server says of an object, as far as podlint promises to say the same. */
export interface Answer {
  verdict: OracleReport['verdict'];
  /** `[type, field]` of each validation error, sorted; a pair stands once however often it is reported. */
  errors: [type: string, field: string][];
  /** Unknown and duplicate fields, in the decoder's words (`unknown field "spec.x"`), sorted. */
  strict: string[];
  /** Why the object could not be decoded at all; then nothing else is known of it. Empty if it could. */
  undecodable: string;
  /** The warnings of the creation, sorted. */
  warnings: string[];
}

/** The answer that an oracle's line holds. */
export function answerOf(report: OracleReport): Answer {
  return {
    verdict: report.verdict,
    errors: uniquePairs(report.errors.map((error) => [error.type, error.field])),
    strict: [...new Set(report.decodeErrors.filter(isStrict))].sort(),
    undecodable: (report.decodeErrors.find((text) => !isStrict(text)) ?? '').replace(/ in '\{.*/s, '').slice(0, 120),
    warnings: [...report.warnings].sort(),
  };
}

/** Sorts pairs and leaves each in once. */
export function uniquePairs(pairs: [string, string][]): [string, string][] {
  const byText = new Map(pairs.map((pair) => [JSON.stringify(pair), pair]));
  return [...byText.keys()].sort().map((text) => byText.get(text) as [string, string]);
}

/** Whether an objection is about an unknown or duplicate field: the decoder goes on after such. */
export function isStrict(objection: string): boolean {
  return /^(unknown field "|duplicate field "|.*key "[^]*" already set in map)/.test(objection);
}

/** A path with its indexes and map keys taken out, so that like findings fall together. */
export function pathPattern(path: string): string {
  return path.replace(/\[\d+\]/g, '[*]').replace(/\[[^\]*]+\]/g, '[key]');
}

/** The first line of a message with what it quotes taken out. */
export function textPattern(text: string): string {
  return (text.split('\n')[0] as string)
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/'[^']*'/g, "'…'")
    .replace(/\d+/g, '0')
    .slice(0, 120);
}

const expressions =
  /(^|\.)(expression|messageExpression|valueExpression)$|\.x-kubernetes-validations\[\d+\]\.(rule|optionalOldSelf)$/;

/** What a kubelet signs in a PodCertificateRequest, which is not read either. */
const proofs = /^spec\.(stubPKCS10Request|pkixPublicKey|proofOfPossession)$/;

/**
 * Whether an error may come of compiling or running expressions of CEL, which podlint does not do: it stands at an expression or, in a
 * definition with rules, at a default that they are run on or at the schema whose rules cost too much together.
 */
export function needsCompiler([type, field]: [type: string, field: string], hasRules: boolean): boolean {
  if (proofs.test(field)) return true;
  if (expressions.test(field)) return type !== 'FieldValueRequired';
  if (!hasRules) return false;
  return /\.default\b/.test(field) || (type === 'FieldValueForbidden' && /openAPIV3Schema$/.test(field));
}
