import type { Severity } from '../model/finding.ts';
import type { Result } from '../engine/summary.ts';
import { readPackage } from '../lazy.ts';
import { rules } from '../rules/list.gen.ts';
import { versionOf } from '../schema/version.ts';
import type { About } from '../format/format.ts';
import { formats, loadDocs } from '../format/index.ts';
import { FORMAT_NAMES, NEEDS_DOCS } from '../format/names.ts';

/** What a report may say besides the findings. */
export interface FormatOptions {
  readonly color?: boolean | undefined;
  /** List every object and its verdict (`json`). */
  readonly objects?: boolean | undefined;
  readonly statistics?: boolean | undefined;
  /** The severities that count as failed tests (`junit`, `tap`); errors if nothing is said. */
  readonly failing?: readonly Severity[] | undefined;
  /** The version that the run was for, as in the settings. */
  readonly kubernetesVersion?: string | undefined;
  /** The text of a file that was linted: `sarif` and `rdjson` need it for fixes, `rdjson` to count bytes. */
  readonly textOf?: About['textOf'] | undefined;
}

/** A result as text, in one of the command's formats. Throws a RangeError for a format that there is not. */
export async function format(name: string, result: Result, options: FormatOptions = {}): Promise<string> {
  const write = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (write === undefined) throw new RangeError(`no format \`${name}\`; there are ${FORMAT_NAMES.join(', ')}`);
  const { color = false, objects = false, statistics = false, kubernetesVersion, textOf = () => undefined } = options;
  const { version, homepage } = readPackage();
  const docs = NEEDS_DOCS.has(name) ? await loadDocs() : undefined;
  const about = {
    version,
    homepage,
    kubernetesVersion: `1.${versionOf(kubernetesVersion)}`,
    color,
    objects,
    statistics,
    failing: new Set<Severity>(options.failing ?? ['error']),
    rules,
    docs,
    textOf,
  };
  return write(result, about);
}
