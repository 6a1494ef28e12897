import type { Field } from '../model/field.ts';
import type { Env } from './env.ts';
import type { Errors } from './errors.ts';

/** What the API server does with an object of one kind when it is created, stage by stage. */
// The registry holds strategies of all kinds, and each knows its own
export interface Strategy<T = any> {
  readonly namespaced: boolean;
  /** Sets what nobody wrote, in place. */
  defaults(object: Field<T>, env: Env): void;
  /** Drops what may not be set at creation and what hides behind closed gates, in place. */
  prepare(object: Field<T>, env: Env): void;
  validate(object: Field<T>, errors: Errors, env: Env): void;
  /** What is let through with a warning; asked only of objects without errors. */
  warn(object: Field<T>, env: Env): void;
  /** Whether nothing was left unjudged, as CEL rules are; asked last. What says nothing is complete. */
  isComplete?(object: Field<T>): boolean;
}
