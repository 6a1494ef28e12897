/**
 * Random input against every stage of podlint, and the properties that have to hold for it.
 *
 *     npm run fuzz -- [--stage NAME,...] [--seed N] [--cases N] [--seconds N]
 *     npm run fuzz -- --planted N        plants a known defect (test/planted/NN-*.patch) in a copy, and looks for it;
 *                                        `--planted all` does so with all of them, and ends with 0 if all are found
 *
 * A fault is printed with its seed and the smallest input found, and the exit status is 1.
 */
import { parseArgs } from 'node:util';
import { plantedDefects, plantedRun } from './planted.ts';
import { search } from './run.ts';
import { STAGES } from './stages.ts';
import { Watch } from './watch.ts';

/** A case that takes longer never ends. */
const ENDLESS = 30;

const { values } = parseArgs({
  options: {
    stage: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
    cases: { type: 'string' },
    seconds: { type: 'string' },
    planted: { type: 'string' },
  },
});

async function fuzz(): Promise<boolean> {
  const names = values.stage?.split(',') ?? [...STAGES.keys()];
  let sound = true;
  for (const name of names) {
    const stage = STAGES.get(name);
    if (stage === undefined) throw new Error(`no stage ${name}; there are ${[...STAGES.keys()].join(', ')}`);
    const watch = new Watch(name, ENDLESS);
    const cases =
      values.cases === undefined
        ? values.seconds === undefined
          ? 10_000
          : Number.POSITIVE_INFINITY
        : Number(values.cases);
    const time = values.seconds === undefined ? Number.MAX_SAFE_INTEGER : Number(values.seconds) * 1000;
    const outcome = await search(stage, { seed: Number(values.seed), cases, time: Math.min(time, 2 ** 31 - 1), watch });
    await watch.stop();
    const rate = Math.round((outcome.cases / outcome.worked) * 1000);
    console.log(
      `${name}: ${outcome.cases} cases from seed ${values.seed} in ${(outcome.milliseconds / 1000).toFixed(1)} s (${rate} per second of the processor)`,
    );
    if (outcome.catch === undefined) continue;
    sound = false;
    const { seed, message, input } = outcome.catch;
    console.log(
      `${name}: broken with --stage ${name} --seed ${seed}: ${message}\n--- input\n${input}\n--- as JSON\n${JSON.stringify(input)}`,
    );
  }
  return sound;
}

/** One planted defect, several, or all of them; a defect that is found ends with 1, as any other does. */
function lookForPlanted(asked: string): boolean {
  const numbers = asked === 'all' ? plantedDefects().map(({ number }) => number) : asked.split(',').map(Number);
  const left = numbers.filter((number) => plantedRun(number, values.seed));
  if (numbers.length > 1) console.log(`${numbers.length - left.length} of ${numbers.length} found`);
  return numbers.length > 1 ? left.length === 0 : left.length > 0;
}

const sound = values.planted === undefined ? await fuzz() : lookForPlanted(values.planted);
process.exitCode = sound ? 0 : 1;
