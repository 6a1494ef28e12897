import type { Manifest } from '../model/manifest.ts';
import type { Node } from '../model/node.ts';
import type { Settings } from '../model/settings.ts';
import type { Source } from '../model/source.ts';
import { entryOf } from './collect.ts';
import { mentionsIn } from './collect-custom.ts';
import { ProjectFile } from './files.ts';
import { isKustomization, type Kustomization, readKustomization, tie } from './kustomization.ts';
import { type Built, isSkaffold, readSkaffold } from './skaffold.ts';
import { mayMake } from './kinds.ts';
import { MultiMap } from './multimap.ts';
import { type Open, Project } from './project.ts';

/** Puts a project together while the files are read. Trees are looked at once and forgotten. */
export class ProjectBuilder {
  readonly #files: Set<ProjectFile> = new Set();
  readonly #kustomizations: MultiMap<ProjectFile, Kustomization> = new MultiMap();
  readonly #mentions: Map<ProjectFile, Set<string>> = new Map();
  readonly #built: MultiMap<ProjectFile, Built> = new MultiMap();

  openFile(source: Source, options: { readonly context: boolean; readonly patch: boolean }): ProjectFile {
    const file = new ProjectFile(source, options);
    this.#files.add(file);
    return file;
  }

  add(file: ProjectFile, manifest: Manifest): void {
    if (isKustomization(file.source.file)) {
      this.addOther(file, manifest.root);
      return;
    }
    if (isSkaffold(manifest)) this.#built.add(file, readSkaffold(file, manifest.root));
    const entry = entryOf(manifest, file);
    file.entries.push(entry);
    if (!mayMake(entry.kind)) return;
    let mentions = this.#mentions.get(file);
    if (mentions === undefined) this.#mentions.set(file, (mentions = new Set()));
    for (const name of mentionsIn(manifest.root)) mentions.add(name);
  }

  /** A document that is no object by itself: a kustomization may leave out that it is one. */
  addOther(file: ProjectFile, root: Node): void {
    if (isKustomization(file.source.file)) this.#kustomizations.add(file, readKustomization(file.source.file, root));
  }

  /** Takes a file out again. */
  remove(file: ProjectFile): void {
    this.#files.delete(file);
    this.#kustomizations.delete(file);
    this.#mentions.delete(file);
    this.#built.delete(file);
  }

  build(settings: Settings, open: Open): Project {
    const files = [...this.#files];
    tie(files, [...this.#kustomizations.values()]);
    const mentions = new Set<string>();
    for (const names of this.#mentions.values()) for (const name of names) mentions.add(name);
    return new Project(files, { settings, open, mentions, built: [...this.#built.values()] });
  }
}
