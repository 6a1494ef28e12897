import { fixOf, replaceString } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import type { ErrorType, Fix, Report } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { Type } from '../model/node.ts';
import { quote } from '../model/quote.ts';
import { text } from '../model/scalar.ts';
import { withSubject } from './subject.ts';

export { quote } from '../model/quote.ts';

/**
 * Collects what the API server would refuse. The methods are Kubernetes' own kinds of errors. `at` is the narrowest written thing that is at fault; its
 * path is what Kubernetes prints. `rule` names the rule that explains the check, if it has a page of its own.
 */
export class Errors {
  private readonly report: Report;
  private reported: number;
  /** Errors of what was derived: several things may be derived from one, and their errors are one error. */
  private derived: Set<string> | undefined;

  // One is made for every object: fields with a `#` would take longer.
  constructor(report: Report) {
    this.report = report;
    this.reported = 0;
    this.derived = undefined;
  }

  /** How many errors came in: a check that upstream makes only while there are none compares it before and after. */
  get count(): number {
    return this.reported;
  }

  /**
   * These errors, or some that nobody hears of if a field that the check depends on can't be read. (The field that an error is about
   * is looked at anyway.)
   */
  given(...fields: readonly Field[]): Errors {
    return fields.some(isUnread) ? new Errors(() => {}) : this;
  }

  invalid(at: Field, message: string, rule = 'api-invalid'): void {
    this.#add(at, 'FieldValueInvalid', message, rule);
  }

  required(at: Field, message = 'is required', rule = 'api-required'): void {
    this.#add(at, 'FieldValueRequired', message, rule);
  }

  forbidden(at: Field, message: string, rule = 'api-forbidden'): void {
    this.#add(at, 'FieldValueForbidden', message, rule);
  }

  notSupported(at: Field, allowed: readonly string[], rule = 'unknown-value'): void {
    const near = typeof at.value === 'string' ? nearest(at.value, allowed) : undefined;
    const fix = near === undefined ? undefined : writing(near, at);
    this.#add(at, 'FieldValueNotSupported', notSupportedMessage(at.value, { near, allowed }), rule, fix);
  }

  duplicate(at: Field, message?: string, rule = 'api-duplicate'): void {
    this.#add(at, 'FieldValueDuplicate', message ?? `${quote(at.value)} is there already`, rule);
  }

  notFound(at: Field, message: string, rule = 'api-not-found'): void {
    this.#add(at, 'FieldValueNotFound', message, rule);
  }

  tooLong(at: Field, most: number, rule = 'api-too-long'): void {
    const value = at.value;
    const unit = Array.isArray(value) ? 'items' : 'bytes';
    const now = typeof value === 'string' ? Buffer.byteLength(value) : Array.isArray(value) ? value.length : undefined;
    const has = now === undefined ? '' : ` and has ${now}`;
    this.#add(at, 'FieldValueTooLong', `may have at most ${most} ${unit}${has}`, rule);
  }

  tooMany(at: Field, count: number, most: number, rule = 'api-too-many'): void {
    this.#add(at, 'FieldValueTooMany', `may have at most ${most} items and has ${count}`, rule);
  }

  typeInvalid(at: Field, message: string, rule = 'api-invalid'): void {
    this.#add(at, 'FieldValueTypeInvalid', message, rule);
  }

  internal(at: Field, message: string): void {
    this.#add(at, 'InternalError', message, 'api-internal');
  }

  /** An error of any type, perhaps with a fix of its own. */
  raise(
    at: Field,
    { type, message, rule, fix }: { type: ErrorType; message: string; rule: string; fix?: Fix | undefined },
  ): void {
    this.#add(at, type, message, rule, fix);
  }

  /** What upstream refuses while it decodes, though its shape is right. */
  undecodable(at: Field, message: string): void {
    this.#add(at, undefined, message, 'wrong-type');
  }

  // five arguments, since every error there is comes through here
  #add(at: Field, type: ErrorType | undefined, message: string, rule: string, fix?: Fix): void {
    const field = at;
    const path = field.path;
    if (field.manifest.unknown !== undefined && field.manifest.touchesUnknown(field.walkedPath)) return;
    this.reported++;
    const { start, end, derived } = field.locate();
    if (derived && this.#isRepeated(`${type} ${path} ${start}`)) return;
    const source = type === undefined ? 'schema' : 'api';
    const text = withSubject(field, message);
    this.report({ rule, severity: 'error', source, type, message: text, start, end, path, derived, field, fix });
  }

  #isRepeated(key: string): boolean {
    this.derived ??= new Set();
    const isKnown = this.derived.has(key);
    this.derived.add(key);
    return isKnown;
  }
}

/** Whether a field, something in it or what it is in can't be read. */
export function isUnread(field: Field): boolean {
  return field.manifest.unknown !== undefined && field.manifest.touchesUnknown(field.walkedPath);
}

/** Puts the word that was meant in the place of the one that is written. */
function writing(meant: string, at: Field): Fix | undefined {
  const { node } = at;
  if (node === undefined || node.type === Type.Map || node.type === Type.List || text(node) !== at.value)
    return undefined;
  return fixOf(`write ${meant}`, at, true, [replaceString(node, meant)]);
}

interface Meant {
  readonly near: string | undefined;
  readonly allowed: readonly string[];
}

function notSupportedMessage(value: unknown, { near, allowed }: Meant): string {
  const list = allowed.map((one) => (one === '' ? '""' : one)).join(', ');
  if (value === undefined || value === null) return `must be one of ${list}`;
  if (near !== undefined) return `${quote(value)} is not allowed here; did you mean \`${near}\`? (allowed: ${list})`;
  return `${quote(value)} is not allowed here; allowed: ${list}`;
}
