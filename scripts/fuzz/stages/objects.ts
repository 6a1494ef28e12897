import { type Json, toJson, toYaml } from '../../../conformance/generate/case.ts';
import type { Input } from '../../../src/engine/report.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Settings } from '../../../src/model/settings.ts';
import type { Random } from '../../readers/random.ts';
import { Seeded } from '../seeded.ts';
import { anyObject, maybeInList, smallerObject } from '../structure.ts';

/** Objects that make one file, and the release that they are for. */
export interface Objects {
  readonly values: readonly Json[];
  readonly minor: string;
}

/** Cases of one object, or of several. */
export function objectCases(most: number): Seeded<Objects> {
  const make = (random: Random): Objects => ({
    values: Array.from({ length: 1 + random.below(most) }, () => maybeInList(random, anyObject(random))),
    minor: random.chance(0.6) ? '1.37' : `1.${29 + random.below(9)}`,
  });
  return new Seeded({ make, smaller });
}

function* smaller({ values, minor }: Objects): Generator<Objects> {
  if (minor !== '1.37') yield { values, minor: '1.37' };
  for (let i = 0; i < values.length && values.length > 1; i++) yield { values: values.toSpliced(i, 1), minor };
  for (const [i, value] of values.entries())
    for (const less of smallerObject(value)) yield { values: values.toSpliced(i, 1, less), minor };
}

export function yamlOf({ values }: Objects): string {
  return values.map((value) => toYaml(value as never)).join('---\n');
}

export function jsonOf({ values }: Objects): string {
  return values.map((value) => `${toJson(value as never)}\n`).join('---\n');
}

export function inputOf(text: string, more: Partial<Input> = {}): Input {
  return { file: 'case.yaml', text, named: true, ...more };
}

/** What is asked of all checks of the API server: all that they would say, and nothing silenced. */
export function asServer(minor: string): Settings {
  return { presets: ['api'], asIs: true, inlineConfig: false, kubernetesVersion: minor };
}

/** Findings about how YAML is written, which JSON can't have. */
export function isOfWriting({ source }: Finding): boolean {
  return source === 'yaml' || source === 'syntax';
}
