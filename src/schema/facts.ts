import { blocksOf, type Minors, readMinors } from './table.ts';

/** A string type with a fixed set of values: a line of data/enums.txt. */
export interface EnumDef extends Minors {
  /** `core.v1.PullPolicy` */
  readonly name: string;
  /** Since when upstream marks it as an enum. */
  readonly marked: Minors;
  readonly values: readonly EnumValue[];
}

/** A value of an enum, and the minors that have it. */
export interface EnumValue extends Minors {
  readonly value: string;
}

interface EnumField extends Minors {
  readonly of: EnumDef;
}

/** The enums of Kubernetes' API types. */
export class Enums {
  readonly all: readonly EnumDef[];
  readonly #fields: Map<string, EnumField[]> = new Map();

  constructor(text: string) {
    const all: EnumDef[] = [];
    for (const [pkg, line] of linesWithPackage(text)) {
      const words: readonly string[] = line.match(/"(?:[^"\\]|\\.)*"(?:@\S*)?|\S+/g) ?? [];
      const [head = '', marked = ''] = words;
      const colon = words.lastIndexOf(':');
      const of = {
        name: `${pkg}.${withoutMinors(head)}`,
        ...readMinors(head),
        marked: readMinors(marked),
        values: words.slice(2, colon).map(readValue),
      };
      all.push(of);
      for (const word of words.slice(colon + 1)) {
        const field = withoutMinors(word);
        const key = field.split('.').length > 2 ? field : `${pkg}.${field}`;
        this.#fields.set(key, [...(this.#fields.get(key) ?? []), { of, ...readMinors(word) }]);
      }
    }
    this.all = all;
  }

  /** The enum that a field holds, or a list or map of: `of('core.v1.Container', 'imagePullPolicy', 34)`. */
  of(typeName: string, field: string, minor: number): EnumDef | undefined {
    return this.#fields.get(`${typeName}.${field}`)?.find((f) => holds(f, minor) && holds(f.of, minor))?.of;
  }
}

/** The values of an enum in a minor. */
export function valuesOf(of: EnumDef, minor: number): string[] {
  return of.values.filter((v) => holds(v, minor)).map((v) => v.value);
}

/** A check of Kubernetes' generated validation: a word of data/declarative.txt. */
export interface DeclaredCheck extends Minors {
  /** The field it stands at; empty for the type itself. */
  readonly field: string;
  /** An alpha check is run and has no say. */
  readonly stage: 'alpha' | 'beta' | 'stable';
  /** What leads to the check, outermost first: `ifEnabled(Gate)`, `subfield(name)`, `item(type:Approved)`, `eachVal`, ... */
  readonly steps: readonly DeclaredStep[];
  /** `minimum`, `format`, `immutable`, ...; `validated` on a type that has such validation at all. */
  readonly name: string;
  /** `32` of `maxItems=32`, `a` of `dependentRequired(a)`; empty if it has none. */
  readonly bound: string;
}

/** A condition of a check, or the part of the value that it looks at. */
export interface DeclaredStep {
  readonly name: string;
  readonly arg: string;
}

/** The checks of Kubernetes' generated validation, by type. A type's lines are read when it is first asked for. */
export class DeclaredChecks {
  readonly #lines: Map<string, string[]> = new Map();
  readonly #checks: Map<string, readonly DeclaredCheck[]> = new Map();

  constructor(text: string) {
    for (const [pkg, line] of linesWithPackage(text)) {
      const name = line.slice(0, line.indexOf(' '));
      const dot = name.indexOf('.');
      const type = `${pkg}.${dot < 0 ? name : name.slice(0, dot)}`;
      const lines = this.#lines.get(type);
      if (lines === undefined) this.#lines.set(type, [line]);
      else lines.push(line);
    }
  }

  /** The checks of a type and its fields, of all minors. */
  of(typeName: string): readonly DeclaredCheck[] {
    let checks = this.#checks.get(typeName);
    if (checks === undefined) {
      checks = (this.#lines.get(typeName) ?? []).flatMap(readChecks);
      this.#checks.set(typeName, checks);
    }
    return checks;
  }

  /** The names of all types that have some. */
  types(): IterableIterator<string> {
    return this.#lines.keys();
  }
}

/** Whether something is there in a minor. */
export function holds(minors: Minors, minor: number): boolean {
  return minor >= minors.since && minor <= minors.until;
}

function* linesWithPackage(text: string): IterableIterator<[pkg: string, line: string]> {
  for (const block of blocksOf(text)) {
    const [pkg = '', ...lines] = block.split('\n');
    for (const line of lines) yield [pkg, line.slice(1)];
  }
}

function withoutMinors(word: string): string {
  const at = word.lastIndexOf('@');
  return at < 0 ? word : word.slice(0, at);
}

function readValue(word: string): EnumValue {
  const plain = withoutMinors(word);
  return { value: plain.startsWith('"') ? (JSON.parse(plain) as string) : plain, ...readMinors(word) };
}

function readChecks(line: string): DeclaredCheck[] {
  const [name = '', ...words] = line.split(' ');
  const dot = name.indexOf('.');
  const field = dot < 0 ? '' : name.slice(dot + 1);
  return words.map((word) => readCheck(field, word));
}

function readCheck(field: string, word: string): DeclaredCheck {
  const path = withoutMinors(word).split('>');
  const stage = path[0] === 'alpha' || path[0] === 'beta' ? path[0] : 'stable';
  if (stage !== 'stable') path.shift();
  const last = path.pop() ?? '';
  const equals = last.indexOf('=');
  const end = readStep(last);
  const steps = path.map(readStep);
  if (equals < 0) return { field, stage, steps, name: end.name, bound: end.arg, ...readMinors(word) };
  return { field, stage, steps, name: last.slice(0, equals), bound: last.slice(equals + 1), ...readMinors(word) };
}

function readStep(text: string): DeclaredStep {
  const open = text.indexOf('(');
  return open < 0 ? { name: text, arg: '' } : { name: text.slice(0, open), arg: text.slice(open + 1, -1) };
}
