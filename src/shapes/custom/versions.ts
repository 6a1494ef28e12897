import { fixOf, replaceString } from '../../fix/edits.ts';
import type { Raised, Report } from '../../model/finding.ts';
import type { Manifest } from '../../model/manifest.ts';
import { Style } from '../../model/node.ts';
import { placeOf } from '../../model/place.ts';
import type { Definition } from './definition.ts';

/** A version of a custom kind that its definition does not serve. */
export function complainOfVersion(manifest: Manifest, definition: Definition, report: Report): void {
  const { apiVersion, kind } = manifest;
  const served = definition.versions
    .filter((version) => version.served)
    .map(({ name }) => `${definition.group}/${name}`);
  const instead = served.length === 0 ? 'no version at all' : served.join(' and ');
  const node = manifest.root.get('apiVersion') ?? manifest.root;
  const only = served.length === 1 && node.style === Style.Plain ? (served[0] as string) : undefined;
  report({
    rule: 'unknown-kind',
    severity: 'error',
    source: 'schema',
    message: `${apiVersion} ${kind} is not served: its definition in ${definition.source.file} has ${instead}`,
    ...placeOf(node),
    path: 'apiVersion',
    fix: only === undefined ? undefined : fixOf(`write ${only}`, node, false, [replaceString(node, only)]),
  });
}

/** A version that its definition calls deprecated; `warning` is what the definition says of it. */
export function warnOfVersion(manifest: Manifest, warning: string, report: Report): void {
  const { apiVersion, kind } = manifest;
  const message = `${apiVersion} ${kind} is deprecated${warning === '' ? '' : `: ${warning}`}`;
  const node = manifest.root.get('apiVersion') ?? manifest.root;
  report({
    rule: 'deprecated-api-version',
    severity: 'warning',
    source: 'warning',
    message,
    ...placeOf(node),
    path: 'apiVersion',
  });
}

/** Says of kinds that nothing is known of them: once in a file. */
export class MissingSchemas {
  readonly #said: Set<string> = new Set();

  /** Says them of a file once more. */
  forget(file: string): void {
    for (const key of this.#said) if (key.startsWith(`${file}\n`)) this.#said.delete(key);
  }

  /** `meant`: the apiVersion and kind that look much like the written ones. */
  report(manifest: Manifest, meant: string | undefined, report: Report): void {
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    const message = `no schema for ${manifest.apiVersion} ${manifest.kind}: not checked${hint}`;
    this.#say(manifest, { rule: 'missing-schema', severity: 'info', message }, report);
  }

  /** There is a schema, and it can't be used. */
  reportFault(manifest: Manifest, fault: string, report: Report): void {
    const message = `the schema for ${manifest.apiVersion} ${manifest.kind} can't be used: ${fault}`;
    this.#say(manifest, { rule: 'unusable-schema', severity: 'error', message }, report);
  }

  #say(manifest: Manifest, said: Pick<Raised, 'rule' | 'severity' | 'message'>, report: Report): void {
    const key = `${manifest.source.file}\n${manifest.apiVersion} ${manifest.kind}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    const node = manifest.root.get('kind') ?? manifest.root;
    report({ ...said, source: 'rule', ...placeOf(node), path: 'kind' });
  }
}
