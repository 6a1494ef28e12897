import type { Random } from '../readers/random.ts';

const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

/** Small texts that stand for large ones: what is nested in itself, and what repeats itself without end. */
const BOMBS: readonly string[] = [
  '['.repeat(50_000),
  '{"a":'.repeat(50_000),
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `a: ${'{a: '.repeat(50_000)}`,
  '- '.repeat(50_000),
  `${OBJECT}data:\n  a0: &a0 x\n${Array.from({ length: 30 }, (_, i) => `  a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]\n`).join('')}`,
  `${OBJECT}x0: &x0 {a: 1}\n${Array.from({ length: 2000 }, (_, i) => `x${i + 1}: &x${i + 1}\n  <<: *x${i}\n  k${i}: 1\n`).join('')}`,
];

const CUSTOM = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: xs.example.com}
spec:
  group: example.com
  names: {kind: X, plural: xs}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
`;

/** One that is large, whatever the case may be. */
export function anyLargeBomb(random: Random): string {
  return random.pick(BOMBS);
}

/** What an alias stands for many times over, and that many times again: of a size that any random one may have, refused or just not. */
export function anyAliasBomb(random: Random): string {
  const levels = 2 + random.below(5);
  const width = 2 + random.below(8);
  const many = (of: (k: number) => string): string => Array.from({ length: width }, (_, k) => of(k)).join(', ');
  const each = (of: (level: number) => string): string => Array.from({ length: levels }, (_, i) => of(i)).join('');
  const value = random.pick([
    (level: number) => `[${many(() => `*a${level}`)}]`,
    (level: number) => `{${many((k) => `k${k}: *a${level}`)}}`,
    (level: number) => `{<<: [${many(() => `*a${level}`)}], k${level}: *a${level}}`,
  ]);
  const nest = (indent: string, first: string): string =>
    `${indent}a0: &a0 ${first}\n${each((level) => `${indent}a${level + 1}: &a${level + 1} ${value(level)}\n`)}`;
  switch (random.below(8)) {
    case 0:
      return `${OBJECT}data:\n${nest('  ', random.pick(['x', '{a: b}']))}`;
    case 1:
      return OBJECT + nest('', random.pick(['x', '{a: b}', '[]']));
    case 2:
    case 6:
    case 7:
      return `apiVersion: v1\nkind: List\nitems:\n- &a0 {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n${each(
        (level) => `- &a${level + 1} {apiVersion: v1, kind: List, items: [${many(() => `*a${level}`)}]}\n`,
      )}`;
    case 3:
      return `${CUSTOM}        openAPIV3Schema:\n          type: object\n          properties:\n            a0: &a0 {type: string}\n${each(
        (level) =>
          `            a${level + 1}: &a${level + 1} {type: object, properties: {${many((k) => `k${k}: *a${level}`)}}}\n`,
      )}`;
    case 4:
      return `${CUSTOM}        openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}\n---\napiVersion: example.com/v1\nkind: X\nmetadata: {name: a}\n${nest('', '{a: b}')}`;
    default:
      return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations: &a0 {a: b}\n  labels:\n${nest('    ', 'x').replace('&a0', '&b')}spec:\n  containers: [&c {name: c, image: c}${`, *c`.repeat(width ** 2)}]\n`;
  }
}
