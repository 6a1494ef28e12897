import type { Edit } from './document.ts';
import type { Field } from './field.ts';
import type { RuleFinding } from './rule.ts';
import type { Source } from './source.ts';

export type Severity = 'error' | 'warning' | 'info';

/**
 * Who says so: the reader (`syntax`), the decoder (`schema`), the API server's validation (`api`) or its warnings
 * (`warning`), the YAML traps (`yaml`), or podlint's own rules (`rule`).
 */
export type FindingSource = 'syntax' | 'schema' | 'api' | 'warning' | 'yaml' | 'rule';

/** The API server's own names for the kinds of its validation errors. */
export type ErrorType =
  | 'FieldValueInvalid'
  | 'FieldValueRequired'
  | 'FieldValueForbidden'
  | 'FieldValueNotSupported'
  | 'FieldValueDuplicate'
  | 'FieldValueNotFound'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'InternalError';

/** A change of the text that mends a finding. Unsafe ones change what the manifest means. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** Another place that belongs to a finding. */
export interface Related {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
}

/** Which object a finding is about. */
export interface ObjectIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** One thing that is wrong, at one place: what every format prints and every program reads. Absent means: has no meaning here. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly path?: string;
  readonly document?: number;
  readonly item?: number | readonly number[];
  readonly object?: ObjectIdentity;
  readonly source: FindingSource;
  readonly type?: ErrorType;
  /** The value at fault was not written but defaulted from what stands here. */
  readonly derived?: true;
  readonly fix?: Fix;
  readonly related?: readonly Related[];
  readonly docs?: string;
}

/** What a check raises; the engine makes a Finding of it. Places are offsets into the source of the manifest at hand. */
export interface Raised {
  readonly rule: string;
  readonly severity: Severity;
  readonly source: FindingSource;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly path?: string | undefined;
  readonly type?: ErrorType | undefined;
  readonly derived?: boolean | undefined;
  /** The field it is about: the rule that explains an API check makes its fix from it. */
  readonly field?: Field | undefined;
  readonly fix?: Fix | undefined;
  readonly related?: readonly RelatedPlace[] | undefined;
  /** What can take it back once all objects are known. */
  readonly unless?: RuleFinding['unless'];
}

/** Where checks send what they find. */
export type Report = (raised: Raised) => void;

/** A related place before its lines are counted. */
export interface RelatedPlace {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}
