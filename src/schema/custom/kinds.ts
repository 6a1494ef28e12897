import type { Manifest } from '../../model/manifest.ts';
import type { Source } from '../../model/source.ts';
import { manifestsOf } from '../../parse/manifests.ts';
import { type Handlers, readSource } from '../../parse/read.ts';
import { type Definition, type Version, definitionOf } from './definition.ts';

/** A custom kind in one of its versions; without a version, the definition does not have it or does not serve it. */
export interface CustomKind {
  readonly definition: Definition;
  readonly version: Version | undefined;
}

/** A text with definitions that nobody has asked for yet. */
interface Unread {
  readonly source: Source;
  readonly problem: Handlers['problem'];
}

/** The custom kinds of a run: those that the linted files define, and those of files that are there for their definitions. */
export class CustomKinds {
  readonly #byKind: Map<string, Definition[]> = new Map();
  #unread: Unread[] = [];

  /** Takes in an object of the linted files, if it is a definition. */
  add(manifest: Manifest): void {
    this.#add(definitionOf(manifest, false));
  }

  /** Takes in a text for the definitions in it. It is read when a kind of a group turns up that it mentions, and only then it can be wrong. */
  addText(source: Source, problem: Handlers['problem']): void {
    if (source.text.includes('CustomResourceDefinition')) this.#unread.push({ source, problem });
  }

  /** A custom kind as the definition nearest to a file has it. Of several the one counts that serves the version, if one does. */
  find(apiVersion: string, kind: string, file: string): CustomKind | undefined {
    const slash = apiVersion.indexOf('/');
    if (slash < 0) return undefined;
    const [group, name] = [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
    this.#readAbout(group);
    let best: CustomKind | undefined;
    let nearest = -1;
    for (const definition of this.#byKind.get(`${group} ${kind}`) ?? []) {
      const version = definition.version(name);
      const served = version?.served === true ? version : undefined;
      const near = (served === undefined ? 0 : 1e6) + nearness(definition, file);
      if (near < nearest) continue;
      best = { definition, version: served };
      nearest = near;
    }
    return best;
  }

  #add(definition: Definition | undefined): void {
    if (definition === undefined) return;
    const key = `${definition.group} ${definition.kind}`;
    const same = this.#byKind.get(key);
    if (same === undefined) this.#byKind.set(key, [definition]);
    else same.push(definition);
  }

  #readAbout(group: string): void {
    if (this.#unread.length === 0) return;
    const [now, later]: [Unread[], Unread[]] = [[], []];
    for (const unread of this.#unread) (unread.source.text.includes(group) ? now : later).push(unread);
    this.#unread = later;
    for (const { source, problem } of now) {
      readSource(source.text, {
        document: (document) => {
          for (const manifest of manifestsOf(source, document)) this.#add(definitionOf(manifest, true));
        },
        problem,
      });
    }
  }
}

/** How many folders a definition's file has in common with another file; more than any number of them if it is the same. */
function nearness({ source, extra }: Definition, file: string): number {
  if (extra) return 0;
  if (source.file === file) return 1e5;
  let folders = 1;
  const length = Math.min(source.file.length, file.length);
  for (let i = 0; i < length && source.file.charCodeAt(i) === file.charCodeAt(i); i++) if (file.charCodeAt(i) === 47) folders++;
  return folders;
}
