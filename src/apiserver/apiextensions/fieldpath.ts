import type { JSONSchemaProps } from '../../schema/types.gen.ts';
import { schemaIn } from './visit.ts';

/** What a path leads to, and the path in one spelling. */
export interface PathEnd {
  readonly schema: JSONSchemaProps | undefined;
  readonly first: string;
  readonly path: string;
}

/**
 * Follows a path such as `.spec.labels['app']` through a schema; what is wrong with it if it leads nowhere.
 * @mirrors cel.ValidFieldPath
 */
export function fieldAtPath(
  path: string,
  root: JSONSchemaProps,
  { brackets }: { brackets: boolean },
): PathEnd | string {
  const steps: string[] = [];
  let schema: JSONSchemaProps | undefined = root;
  for (let rest = path; rest !== ''; ) {
    const token = /^(?:\.([^.[\]]*)|\['((?:[^'\\]|\\.)*)'\])/s.exec(rest);
    if (token === null) return `it breaks off at \`${rest}\``;
    const [whole, plain, quoted] = token;
    if (quoted !== undefined && !brackets) return 'brackets are not allowed';
    const name: string | undefined = plain ?? unescape(quoted as string);
    if (!name && plain !== undefined) return 'it ends with a dot';
    if (name === undefined || (plain !== undefined && plain.startsWith("'") && !/^'.*'$/s.test(plain)))
      return 'its quotes are wrong';
    if (schema === undefined) return `\`${steps.join('.')}\` has no fields`;
    if ((schema.properties?.size ?? 0) > 0) schema = schema.properties?.get(name) ?? NOTHING;
    else if (schema.additionalProperties !== undefined) schema = schemaIn(schema.additionalProperties);
    else return `there is no field \`${name}\``;
    if (schema === NOTHING) return `there is no field \`${name}\``;
    steps.push(name);
    rest = rest.slice(whole.length);
  }
  return { schema, first: steps[0] ?? '', path: steps.join('\n') };
}

const NOTHING: JSONSchemaProps = {};

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  a: '\x07',
  '\\': '\\',
  "'": "'",
};

/** The text in single quotes; undefined if an escape in it is none. */
function unescape(quoted: string): string | undefined {
  let isRight = true;
  const text = quoted.replace(/\\(.)/gs, (_, char: string) => {
    isRight &&= char in ESCAPES;
    return ESCAPES[char] ?? '';
  });
  return isRight ? text : undefined;
}
