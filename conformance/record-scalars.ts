/**
 * Records which values the decoders of three releases take for which types, into test/fixtures/schema/scalars.txt.
 *
 *     npx tsx conformance/record-scalars.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lineOf, manifestWith, places, releaseBits, values } from './generate/scalars.ts';
import { ask, oraclePath, releases } from './oracle.ts';

const types = Object.keys(places);
const refusals = values.map(() => types.map(() => 0));
for (const release of releases) {
  const cases = values.flatMap((value, row) =>
    types.map((type, column) => ({ row, column, text: manifestWith(type, value) })),
  );
  const answered = new Set<number>();
  const texts = cases.map(({ text }) => `---\n${text}`);
  await ask(
    oraclePath(release),
    ['-'],
    ({ doc, verdict, decodeErrors }) => {
      const { row, column } = cases[doc] as (typeof cases)[number];
      answered.add(doc);
      if (verdict === 'unknown' || verdict === 'uncovered')
        throw new Error(`${release} has no word on ${types[column]}`);
      if (decodeErrors.length > 0)
        (refusals[row] as number[])[column] =
          ((refusals[row] as number[])[column] as number) | (releaseBits[release] as number);
    },
    texts,
  );
  if (answered.size !== cases.length) throw new Error(`${release} answered ${answered.size} of ${cases.length}`);
}
const file = new URL('../test/fixtures/schema/scalars.txt', import.meta.url);
const head = [
  '# Which values Kubernetes decodes for which types: . by 1.37, 1.33 and 1.29, x by none of them;',
  '# else the sum of those that refuse it: 4 for 1.37, 2 for 1.33, 1 for 1.29. Written by conformance/record-scalars.ts.',
  `# ${types.join(' ')}`,
];
mkdirSync(new URL('.', file), { recursive: true });
writeFileSync(
  fileURLToPath(file),
  `${[...head, ...values.map((value, row) => lineOf(value, refusals[row] as number[]))].join('\n')}\n`,
);
