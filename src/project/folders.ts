import { type ProjectFile, folderOf } from './files.ts';

/** Which files are near each other: what belongs together is most often kept together. */
export class Folders {
  readonly #files: Map<string, ProjectFile[]> = new Map();
  readonly #below: Map<string, string[]> = new Map();
  readonly #around: Map<string, ReadonlySet<ProjectFile>> = new Map();

  constructor(files: readonly ProjectFile[]) {
    for (const file of files) {
      const known = this.#files.get(file.folder);
      if (known !== undefined) {
        known.push(file);
        continue;
      }
      this.#files.set(file.folder, [file]);
      const above = folderOf(file.folder);
      const siblings = this.#below.get(above);
      if (siblings === undefined) this.#below.set(above, [file.folder]);
      else siblings.push(file.folder);
    }
  }

  /**
   * The files around a file, itself included: those of its folder, of the folders right above and below, of folders beside it where these are named after
   * kinds of objects (`services/`, `deployments/`), and all that kustomizations tie to it.
   */
  around({ folder, group }: ProjectFile): ReadonlySet<ProjectFile> {
    const key = `${folder}\n${group?.files[0]?.source.file ?? ''}`;
    let files = this.#around.get(key);
    if (files === undefined) this.#around.set(key, (files = new Set([...this.#near(folder), ...(group?.files ?? [])])));
    return files;
  }

  *#near(folder: string): Iterable<ProjectFile> {
    const above = folderOf(folder);
    const beside = folder === '' ? [] : (this.#below.get(above) ?? []);
    const byKind = isNamedAfterKind(folder);
    const named = beside.filter((other) => other !== folder && (byKind || isNamedAfterKind(other)));
    const below = (this.#below.get(folder) ?? []).filter((other) => other !== folder);
    for (const one of [folder, above, ...below, ...named]) yield* this.#files.get(one) ?? [];
  }
}

const KINDS =
  /^(?:config|config-?maps?|secrets?|services?|svcs?|ingress(?:es)?|deploy(?:ment)?s?|statefulsets?|daemonsets?|workloads?|hpas?|autoscal\w*|pdbs?|pvcs?|volumes?|storage|rbac|roles?|(?:service-?)?accounts?|network\w*|network-?polic(?:y|ies)|polic(?:y|ies)|jobs?|cronjobs?|pods?|namespaces?|quotas?)$/i;

function isNamedAfterKind(folder: string): boolean {
  return KINDS.test(folder.slice(folder.lastIndexOf('/') + 1));
}
