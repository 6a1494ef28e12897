import type { Field } from '../model/field.ts';

/** Words that a message begins with when its subject is the field itself. */
const VERBS: ReadonlySet<string> = new Set([
  'is',
  'are',
  'must',
  'may',
  'needs',
  'has',
  'have',
  'can',
  'gives',
  'gave',
  'takes',
  'counts',
  'names',
  'does',
  'excludes',
  'ends',
  'looks',
  'holds',
  'lies',
  'starts',
  'uses',
  'wants',
]);

/** A whole sentence: reports show messages without the field's path, and nobody can tell what `is required`. */
export function withSubject(field: Field, message: string): string {
  const blank = message.indexOf(' ');
  return blank > 0 && VERBS.has(message.slice(0, blank)) ? `\`${nameOf(field)}\` ${message}` : message;
}

/** The field's own name; of an item of a list, the list's with its place in it. */
function nameOf(field: Field): string {
  const { parent, step } = field;
  if (parent === undefined) return field.manifest.kind;
  return typeof step === 'number' ? `${parent.step}[${step}]` : step;
}
