import type { Report } from '../model/finding.ts';
import type { Node } from '../model/node.ts';
import { placeOf, placeOfKey } from '../model/place.ts';
import { hintFor, shortHintFor } from './hints.ts';
import { fieldPath, strictPath } from './paths.ts';
import { Kind, type TypeRef } from './table.ts';
import type { Complaints, Way } from './walk.ts';
import { wrongTypeOf } from './wrong-types.ts';

/** A search for what was meant takes a while: an object with more mistakes than this has others than misspelt fields. */
const MOST_HINTS = 30;

/** Turns what a walk finds into findings that help: the right spelling, the right place, the right form. */
export class SchemaComplaints implements Complaints {
  readonly #report: Report;
  readonly #asIs: boolean;
  #hints = 0;

  /** `asIs`: say what the API server would say next of a misspelt field: that the right one is missing. */
  constructor(report: Report, asIs: boolean) {
    this.#report = report;
    this.#asIs = asIs;
  }

  unknownField(node: Node, way: Way): void {
    const type = way.types.at(-1);
    const search = this.#hints++ < MOST_HINTS ? hintFor : shortHintFor;
    const { hint, fix, meant } = type === undefined ? {} : search(node, type, way);
    if (meant !== undefined && !this.#asIs) (way.manifest.unknown ??= []).push(meant);
    this.#report({
      rule: 'unknown-field',
      severity: 'error',
      source: 'schema',
      message: `unknown field \`${node.key}\`${hint === undefined ? '' : `; ${hint}`}`,
      ...placeOfKey(node),
      path: strictPath(way.steps),
      fix,
    });
  }

  nullString(node: Node, way: Way): void {
    (way.manifest.nulls ??= []).push({ node, path: fieldPath(way) });
  }

  wrongType(node: Node, type: TypeRef, way: Way): void {
    const { message, fix } = wrongTypeOf(node, type);
    const { manifest } = way;
    (manifest.unknown ??= []).push(fieldPath(way));
    this.#report({
      rule: type.kind === Kind.Quantity ? 'invalid-quantity' : 'wrong-type',
      severity: 'error',
      source: 'schema',
      message,
      ...placeOf(node),
      path: fieldPath(way),
      fix,
    });
  }
}
