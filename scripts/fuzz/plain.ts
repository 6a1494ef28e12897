import { admit } from '../../src/apiserver/index.ts';
import { isPlain } from '../../src/apiserver/plain.ts';
import { Source } from '../../src/model/source.ts';
import { manifestsOf } from '../../src/parse/manifests.ts';
import { readSource } from '../../src/parse/read.ts';
import type { Shapes } from '../../src/shapes/shapes.ts';

/** Whether an object is taken for plain, and what the full validation says of it nevertheless. */
export interface PlainVerdict {
  readonly plain: boolean;
  readonly said: readonly string[];
}

/** Asks both ways about each object of a text. */
export function judgePlain(text: string, shapes: Shapes): PlainVerdict[] {
  const source = new Source('case.yaml', text);
  const verdicts: PlainVerdict[] = [];
  readSource(text, {
    document: (document) => {
      for (const manifest of manifestsOf(source, document)) {
        const said: string[] = [];
        if (shapes.check(manifest, () => {}) !== 'known' || !manifest.plain) {
          verdicts.push({ plain: false, said });
          continue;
        }
        manifest.plain = false;
        admit(manifest, shapes.strategyOf(manifest), ({ rule, message }) => said.push(`${rule}: ${message}`));
        verdicts.push({ plain: isPlain(manifest.kind, manifest.object as object), said });
      }
    },
    problem: () => {},
  });
  return verdicts;
}
