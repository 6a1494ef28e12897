import type { Manifest } from '../model/manifest.ts';
import type { Node } from '../model/node.ts';
import type { Settings } from '../model/settings.ts';
import type { Source } from '../model/source.ts';
import { entryOf } from './collect.ts';
import { mentionsIn } from './collect-custom.ts';
import { ProjectFile } from './files.ts';
import { isKustomization, type Kustomization, readKustomization, tie } from './kustomization.ts';
import { mayMake } from './kinds.ts';
import { type Open, Project } from './project.ts';

/** Puts a project together while the files are read. Trees are looked at once and forgotten. */
export class ProjectBuilder {
  readonly #files: ProjectFile[] = [];
  readonly #kustomizations: Kustomization[] = [];
  readonly #mentions: Set<string> = new Set();

  openFile(source: Source, options: { readonly context: boolean; readonly patch: boolean }): ProjectFile {
    const file = new ProjectFile(source, options);
    this.#files.push(file);
    return file;
  }

  add(file: ProjectFile, manifest: Manifest): void {
    if (isKustomization(file.source.file)) {
      this.addOther(file, manifest.root);
      return;
    }
    const entry = entryOf(manifest, file);
    file.entries.push(entry);
    if (mayMake(entry.kind)) for (const name of mentionsIn(manifest.root)) this.#mentions.add(name);
  }

  /** A document that is no object by itself: a kustomization may leave out that it is one. */
  addOther(file: ProjectFile, root: Node): void {
    if (isKustomization(file.source.file)) this.#kustomizations.push(readKustomization(file.source.file, root));
  }

  build(settings: Settings, open: Open): Project {
    tie(this.#files, this.#kustomizations);
    return new Project(this.#files, { settings, open, mentions: this.#mentions });
  }
}
