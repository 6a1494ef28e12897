import { quote } from '../../model/quote.ts';
import type { Gates } from '../gates.ts';
import type { ErrorType } from '../../model/finding.ts';
import { nearest } from '../../model/nearest.ts';
import { type Node, Type } from '../../model/node.ts';
import { resolve, text } from '../../model/scalar.ts';
import type { Embedded } from './embedded.ts';
import { fingerprint, isListed } from './enums.ts';
import { formatOf, supportedFormat } from './formats.ts';
import { duplicatesIn } from './lists.ts';
import {
  type Numeric,
  fitsFloat32,
  fitsInteger,
  isFloatMultiple,
  isMultiple,
  isNearlyWhole,
  numericOf,
  toInt64,
} from './numbers.ts';
import { badPattern, matches } from './pattern.ts';
import type { Problem } from './problems.ts';
import type { Checks, Schema } from './schema.ts';

/**
 * Validation of a value by a schema, as the API server does it. What `value` returns is upstream's count of checks that fitted: of several
 * alternatives that all fail, the one that fits best is reported.
 */
export class Validation {
  problems: Problem[] = [];
  /** Whether there are CEL rules for something that is written: they are not evaluated. */
  unchecked = false;
  /** The objects inside the object. */
  readonly embedded: Embedded[] = [];
  readonly steps: (string | number)[] = [];
  readonly keys: boolean[] = [];
  readonly #gates: Gates;
  /** A default is looked at, in a definition: upstream takes types and formats more literally there. */
  readonly #isDefault: boolean;
  /** How many alternatives this is in. */
  #nested = 0;

  constructor(gates: Gates, isDefault = false) {
    this.#gates = gates;
    this.#isDefault = isDefault;
  }

  /** Validates a value; only what is not an alternative tells the structure. */
  value(node: Node, schema: Schema): number {
    const type = resolve(node);
    const { checks } = schema;
    const types = this.#isDefault ? schema.declared : schema.types;
    if (schema.rules) this.unchecked = true;
    if (type === Type.Null) {
      const fits = types.length === 0 || schema.nullable;
      if (!fits) this.#wrongType(node, schema);
      if (checks.enum !== undefined) this.#notListed(node, checks.enum);
      return fits ? 1 : 0;
    }
    const format =
      checks.format === ''
        ? ''
        : this.#isDefault
          ? checks.format.replaceAll('-', '')
          : supportedFormat(checks.format, types, this.#gates);
    let count = 0;
    if (types.length > 0 || format !== '') count += this.#type(node, schema, { types, format }) + 1;
    count += this.#alternatives(node, checks) + 1;
    switch (type) {
      case Type.String:
        count += this.#string(node, checks, format);
        break;
      case Type.Int:
      case Type.Float:
        this.#number(numericOf(node) as Numeric, schema, format);
        count += 2;
        break;
      case Type.List:
        count += this.#list(node, schema) + 2;
        break;
    }
    if (checks.enum !== undefined && !this.#isListed(node, checks.enum)) this.#notListed(node, checks.enum);
    count++;
    if (type === Type.Map) count += this.#map(node, schema) + 1;
    return count + 1;
  }

  #type(node: Node, schema: Schema, { types, format }: { types: readonly string[]; format: string }): number {
    if (fitsType(node, types, { format, rounds: this.#gates.NearlyWholeNumbersRound })) return 1;
    this.#wrongType(node, schema);
    return 0;
  }

  #string(node: Node, checks: Checks, format: string): number {
    this.#text(text(node), checks);
    const isKnown =
      format !== '' && (!this.#isDefault || this.#gates.NameFormatsInDefaults || !format.startsWith('k8s'));
    const isFormat = isKnown ? formatOf(format) : undefined;
    if (isFormat === undefined) return 1;
    if (!isFormat(text(node)))
      this.#add('FieldValueTypeInvalid', `${quote(text(node))} is no ${checks.format}`, 'api-invalid');
    return 2;
  }

  #text(value: string, { maxLength, minLength, pattern }: Checks): void {
    const length = maxLength === undefined && minLength === undefined ? 0 : lengthOf(value);
    if (maxLength !== undefined && length > maxLength)
      this.#add('FieldValueTooLong', `may have at most ${maxLength} characters and has ${length}`, 'api-too-long');
    else if (minLength !== undefined && length < minLength)
      this.#invalid(`must have at least ${minLength} characters and has ${length}`);
    else if (pattern !== undefined && !matches(pattern, value))
      this.#invalid(
        badPattern(pattern) === undefined
          ? `${quote(value)} does not match ${quote(pattern)}`
          : `nothing is taken here: ${quote(pattern)} in the definition is no regular expression`,
      );
  }

  #number(number: Numeric, schema: Schema, format: string): void {
    const { multipleOf, maximum, minimum, exclusiveMaximum, exclusiveMinimum } = schema.checks;
    const type = this.#gates.CustomNumberFormats && schema.types.length === 1 ? (schema.types[0] as string) : '';
    if (!isInRange(number.value, type, format))
      this.#nowhere(`${number.value} is beyond ${format === '' ? 'what 64 bits hold' : format}`);
    if (multipleOf !== undefined) this.#multiple(number, multipleOf, { type, format });
    if (maximum !== undefined) {
      const [value, bound] = this.#comparable(number, maximum, { type, format, what: 'maximum' });
      if (value > bound || (exclusiveMaximum && value === bound))
        this.#invalid(`${number.value} is too large: must be ${exclusiveMaximum ? 'less than' : 'at most'} ${maximum}`);
    }
    if (minimum !== undefined) {
      const [value, bound] = this.#comparable(number, minimum, { type, format, what: 'minimum' });
      if (value < bound || (exclusiveMinimum && value === bound))
        this.#invalid(
          `${number.value} is too small: must be ${exclusiveMinimum ? 'more than' : 'at least'} ${minimum}`,
        );
    }
  }

  /** A number and a bound as upstream compares them. A bound that is none of the type's own values is an error of its own. */
  #comparable(
    { whole, value }: Numeric,
    bound: number,
    { type, format, what }: Bound,
  ): [number | bigint, number | bigint] {
    if (!isInRange(bound, type, format)) {
      this.#nowhere(`the schema's ${what} ${bound} is no ${format || type}`);
      return [Number(value), bound];
    }
    if (!whole) return [value, bound];
    const cut = toInt64(bound);
    // Numbers and bigints compare exactly, but are never identical.
    return typeof value === typeof cut ? [value, cut] : [BigInt(value), BigInt(cut)];
  }

  #multiple({ whole, value }: Numeric, factor: number, { type, format }: Omit<Bound, 'what'>): void {
    const isUsable = isInRange(factor, type, format);
    if (!isUsable) this.#nowhere(`the schema's multipleOf ${factor} is no ${format || type}`);
    const rounds = this.#gates.NearlyWholeNumbersRound;
    const fits =
      whole && isUsable ? isMultiple(value, toInt64(factor)) : isFloatMultiple(Number(value), factor, rounds);
    if (fits === undefined) this.#invalid(`the schema's multipleOf ${factor} is not positive`);
    else if (!fits) this.#invalid(`${value} is no multiple of ${factor}`);
  }

  #list(node: Node, schema: Schema): number {
    const { items } = node;
    const { minItems, maxItems, uniqueItems } = schema.checks;
    const { item } = schema;
    let count = 0;
    if (item !== undefined) {
      this.keys.push(false);
      for (let i = 0; i < items.length; i++) {
        this.steps.push(i);
        count += this.value(items[i] as Node, item);
        this.steps.pop();
      }
      this.keys.pop();
    }
    if (minItems !== undefined && items.length < minItems)
      this.#invalid(`must have at least ${minItems} items and has ${items.length}`);
    if (maxItems !== undefined && items.length > maxItems)
      this.#add('FieldValueTooMany', `may have at most ${maxItems} items and has ${items.length}`, 'api-too-many');
    if (uniqueItems && new Set(items.map((one) => fingerprint(one, false))).size < items.length)
      this.#invalid('must not hold one item twice');
    if (schema.listType !== undefined && this.#nested === 0 && !this.#isDefault) this.#listType(node, schema);
    return count;
  }

  #listType(node: Node, schema: Schema): void {
    for (const { index, type, message } of duplicatesIn(node, schema)) {
      this.problems.push({
        ...this.#problem(type, message, type === 'FieldValueDuplicate' ? 'api-duplicate' : 'api-invalid'),
        ...this.#way(index),
        style: 'brackets',
      });
    }
  }

  #map(node: Node, schema: Schema): number {
    const { items } = node;
    const { minProperties, maxProperties, required } = schema.checks;
    const { additional } = schema;
    if (schema.embedded && this.#nested === 0)
      this.embedded.push({ node, steps: this.steps.slice(), keys: this.keys.slice() });
    if (minProperties !== undefined && items.length < minProperties)
      this.#invalid(`must have at least ${minProperties} fields and has ${items.length}`);
    if (maxProperties !== undefined && items.length > maxProperties)
      this.#add(
        'FieldValueTooMany',
        `may have at most ${maxProperties} fields and has ${items.length}`,
        'api-too-many',
      );
    let count = 0;
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Node;
      const key = item.key as string;
      const own = schema.property(key);
      const of = own ?? (typeof additional === 'object' ? additional : undefined);
      if (of === undefined) {
        if (additional === false) this.#notAllowed(key);
        continue;
      }
      this.steps.push(key);
      this.keys.push(own === undefined);
      count += this.value(item, of);
      this.steps.pop();
      this.keys.pop();
    }
    for (const name of required ?? []) if (node.get(name) === undefined) this.#missing(name);
    return count;
  }

  #missing(name: string): void {
    const way = this.#way(name);
    this.problems.push({
      ...this.#problem('FieldValueRequired', `\`${name}\` is required`, 'api-required'),
      ...way,
      shown: way.steps.length,
    });
  }

  #notAllowed(key: string): void {
    this.problems.push({
      ...this.#problem('FieldValueInvalid', `\`${key}\` is not allowed here`, 'api-invalid'),
      ...this.#way(key),
      onKey: true,
    });
  }

  #alternatives(node: Node, checks: Checks): number {
    let count = 1;
    if (checks.anyOf !== undefined) count += this.#anyOf(node, checks.anyOf);
    if (checks.oneOf !== undefined) count += this.#oneOf(node, checks.oneOf);
    if (checks.allOf !== undefined) {
      this.#nested++;
      for (const part of checks.allOf) count += this.value(node, part);
      this.#nested--;
    }
    if (checks.not !== undefined && this.#try(node, checks.not).problems.length === 0)
      this.#nowhere('is what the schema says it must not be (not)');
    return count;
  }

  #anyOf(node: Node, schemas: readonly Schema[]): number {
    let best: Trial | undefined;
    for (const schema of schemas) {
      const trial = this.#try(node, schema);
      if (trial.problems.length === 0) return trial.count;
      if (best === undefined || trial.count > best.count) best = trial;
    }
    return this.#noneFits(best as Trial, schemas.length, 'anyOf');
  }

  #oneOf(node: Node, schemas: readonly Schema[]): number {
    let best: Trial | undefined;
    let first: Trial | undefined;
    let fitting = 0;
    for (const schema of schemas) {
      const trial = this.#try(node, schema);
      if (trial.problems.length === 0) {
        first ??= trial;
        fitting++;
      } else if (fitting === 0 && (best === undefined || trial.count > best.count)) best = trial;
    }
    if (fitting === 1) return (first as Trial).count;
    if (fitting === 0) return this.#noneFits(best as Trial, schemas.length, 'oneOf');
    this.#nowhere(`fits ${fitting} alternatives at once and must fit one only (oneOf)`);
    return 0;
  }

  #noneFits(best: Trial, among: number, keyword: string): number {
    this.#nowhere(
      among === 1
        ? `does not fit what the schema asks for (${keyword})`
        : `fits none of ${among} alternatives (${keyword})`,
    );
    for (const problem of best.problems) this.problems.push(problem);
    return best.count;
  }

  #try(node: Node, schema: Schema): Trial {
    const outer = this.problems;
    this.problems = [];
    this.#nested++;
    const count = this.value(node, schema);
    this.#nested--;
    const { problems } = this;
    this.problems = outer;
    return { count, problems };
  }

  #wrongType(node: Node, schema: Schema): void {
    this.problems.push({ ...this.#problem('FieldValueTypeInvalid', '', 'wrong-type'), wrong: { node, schema } });
  }

  #isListed(node: Node, listed: readonly Node[]): boolean {
    for (const one of listed) if (isListed(node, one, !this.#isDefault)) return true;
    return false;
  }

  #notListed(node: Node, listed: readonly Node[]): void {
    const names = listed.map((one) =>
      one.type === Type.Map || one.type === Type.List ? fingerprint(one, false) : text(one),
    );
    const type = resolve(node);
    const written = type === Type.Map || type === Type.List ? 'this' : quote(text(node));
    const near = type === Type.String ? nearest(text(node), names) : undefined;
    const list = names.map((name) => (name === '' ? '""' : name)).join(', ');
    const message =
      near === undefined
        ? `${written} is not allowed here; allowed: ${list}`
        : `${written} is not allowed here; did you mean \`${near}\`? (allowed: ${list})`;
    this.#add('FieldValueNotSupported', message, 'unknown-value');
  }

  #invalid(message: string): void {
    this.#add('FieldValueInvalid', message, 'api-invalid');
  }

  /** An error for which upstream prints no path. */
  #nowhere(message: string): void {
    this.problems.push({
      ...this.#problem('FieldValueInvalid', message, 'api-invalid'),
      shown: undefined,
      alternative: true,
    });
  }

  #add(type: ErrorType, message: string, rule: string): void {
    this.problems.push(this.#problem(type, message, rule));
  }

  #problem(type: ErrorType, message: string, rule: string): Problem {
    const { steps, keys } = this;
    return {
      type,
      message,
      rule,
      steps: steps.slice(),
      keys: keys.slice(),
      shown: steps.length,
      style: 'dots',
      alternative: this.#nested > 0,
    };
  }

  #way(last: string | number): Pick<Problem, 'steps' | 'keys'> {
    return { steps: [...this.steps, last], keys: [...this.keys, false] };
  }
}

interface Trial {
  readonly count: number;
  readonly problems: Problem[];
}

interface Bound {
  readonly type: string;
  readonly format: string;
  readonly what: string;
}

/** Whether a value is of one of the types. Upstream lets text and lists pass wherever there is a format and no number is meant. */
function fitsType(
  node: Node,
  types: readonly string[],
  { format, rounds }: { format: string; rounds: boolean },
): boolean {
  const type = resolve(node);
  if (type === Type.String || type === Type.List) {
    const wantsNumber = types.includes('number') || types.includes('integer');
    return (format !== '' && !wantsNumber) || types.includes(type === Type.String ? 'string' : 'array');
  }
  if (type === Type.Map) return types.includes('object');
  if (type === Type.Bool) return types.includes('boolean');
  if (types.includes('number')) return true;
  const { whole, value } = numericOf(node) as Numeric;
  return types.includes('integer') && (whole || isNearlyWhole(Number(value), rounds));
}

function isInRange(value: number | bigint, type: string, format: string): boolean {
  if (type === 'integer') return fitsInteger(value, format === 'int32' ? 32 : 64);
  return type !== 'number' || format !== 'float' || fitsFloat32(value);
}

/** Characters as Go counts them: code points. */
function lengthOf(value: string): number {
  let length = value.length;
  for (let i = 0; i < value.length - 1; i++) {
    if ((value.charCodeAt(i) & 0xfc00) === 0xd800 && (value.charCodeAt(i + 1) & 0xfc00) === 0xdc00) length--;
  }
  return length;
}
