import { readFileSync, readdirSync } from 'node:fs';
import type { Random } from '../../readers/random.ts';
import { mutate } from '../../readers/mutate.ts';
import { anyAliasBomb } from '../bombs.ts';
import { lintChecked, saidIn } from '../properties.ts';
import { Seeded } from '../seeded.ts';
import { smaller } from '../shrink.ts';
import { type Stage, holds, same } from '../stage.ts';
import { anyText } from '../texts.ts';
import { asServer, inputOf, isOfWriting, jsonOf, type Objects, objectCases, yamlOf } from './objects.ts';

type Shaped = Objects | string;

const FOLDER = new URL('../../../test/fixtures/custom/', import.meta.url);
const CUSTOM = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));

const objects = objectCases(1);

/** Objects of Kubernetes' own kinds as values; definitions of custom kinds and their objects as texts. */
function make(random: Random): string {
  if (random.chance(0.1)) return anyAliasBomb(random);
  return random.chance(0.5) ? mutate(random, random.pick(CUSTOM)) : anyText(random);
}

const texts = new Seeded<Shaped>({ make, smaller: (input) => smaller(input as string) });

/** Whether texts decode: the same said of YAML and of JSON, unreadable values told once, places and paths that are there. */
export const shapes: Stage<Shaped> = {
  name: 'shapes',
  cases: mixed(),
  check(input) {
    if (typeof input === 'string') {
      lintChecked([inputOf(input)], { presets: ['api'], asIs: true });
      return;
    }
    const settings = asServer(input.minor);
    const yaml = lintChecked([inputOf(yamlOf(input))], settings);
    const json = lintChecked([inputOf(jsonOf(input))], settings);
    const isSaid = (finding: (typeof yaml.findings)[number]): boolean => !isOfWriting(finding);
    same('YAML and JSON differ', saidIn(yaml.findings, isSaid), saidIn(json.findings, isSaid));
    for (const { verdict, document, item } of yaml.objects) {
      const isRefused = yaml.findings.some(
        (finding) =>
          finding.document === document &&
          String(finding.item) === String(item) &&
          finding.severity === 'error' &&
          (finding.source === 'schema' || finding.source === 'api'),
      );
      holds(
        isRefused === (verdict === 'invalid'),
        `the verdict is ${verdict}, and errors there are ${isRefused ? 'some' : 'none'}`,
      );
    }
  },
  show: (input) => (typeof input === 'string' ? input : yamlOf(input)),
};

/** Every fifth case is a text. */
function mixed(): Seeded<Shaped> {
  return new Seeded<Shaped>({
    make: (random) => (random.chance(0.2) ? texts.make(random) : objects.make(random)),
    smaller: (input) => (typeof input === 'string' ? texts.smaller(input) : objects.smaller(input)),
  });
}
