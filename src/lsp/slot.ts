import type { Arguments } from '../cli/flags.ts';
import { isKustomization } from '../project/kustomization.ts';
import { defines, Folder } from './folder.ts';

/** A mistake in a config, at its place if it has one. */
export interface ConfigMistake {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What a slot needs to know of the editor. */
export interface SlotHost {
  /** The arguments that hold for the folder. */
  argumentsFor(root: string): Promise<Arguments>;
  /** Paths of the texts that are edited in the folder. */
  edited(slot: Slot): readonly string[];
  /** The folder was read, or read again. */
  loaded(slot: Slot): void;
  say(level: 'error' | 'warning' | 'info', message: string): void;
}

/** The place of a folder in the editor: it is read, read again when its config changes, and while that takes, the old state goes on serving. */
export class Slot {
  readonly root: string;
  /** Only the edited files of the folder count: it is no part of the workspace. */
  readonly lone: boolean;
  /** What is wrong with the configs. */
  mistakes: readonly ConfigMistake[] = [];
  readonly #host: SlotHost;
  #folder: Folder | undefined;
  #loading: Promise<void> | undefined;
  #again = false;
  /** Files that changed while the folder was read. */
  readonly #missed: Set<string> = new Set();

  constructor(root: string, host: SlotHost, lone: boolean) {
    this.root = root;
    this.lone = lone;
    this.#host = host;
  }

  get folder(): Folder | undefined {
    return this.#folder;
  }

  /** Resolves when nothing is being read. */
  async ready(): Promise<Folder | undefined> {
    while (this.#loading !== undefined) await this.#loading;
    return this.#folder;
  }

  /** Reads the folder, once more if it is being read already. */
  load(): void {
    if (this.#loading !== undefined) {
      this.#again = true;
      return;
    }
    this.#loading = this.#load()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#loading = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.load();
      });
  }

  /** Takes in that files on disk may have changed; false if none has. */
  refresh(paths: Iterable<string>): boolean {
    if (this.lone) return false;
    const folder = this.#folder;
    let [changed, redefined] = [false, false];
    for (const path of paths) {
      if (this.#loading !== undefined) this.#missed.add(path);
      const before = folder?.sourceOf(path);
      if (!folder?.read(path)) continue;
      changed = true;
      redefined ||= isKustomization(path);
      redefined ||= [before, folder.sourceOf(path)].some((source) => source !== undefined && defines(source.text));
    }
    // Objects of custom kinds were read by definitions that hold no more, patches by kustomizations.
    if (redefined) this.load();
    return changed;
  }

  async #load(): Promise<void> {
    const args = await this.#host.argumentsFor(this.root);
    const options = { lone: this.lone, edited: this.#host.edited(this) };
    const before = this.#folder;
    try {
      this.#folder = await Folder.open(this.root, args, options);
      this.mistakes = [];
    } catch (error) {
      this.#fail(error);
      this.#folder ??= await this.#withoutConfig(args, options);
    }
    if (before?.tooLarge === undefined && this.#folder?.tooLarge !== undefined) {
      this.#host.say(
        'warning',
        `${this.root} is not read as a whole: ${this.#folder.tooLarge}. Open a smaller folder for checks across files.`,
      );
    }
    // What was closed meanwhile counts as it is on disk.
    const edited = new Set(this.#host.edited(this));
    for (const path of options.edited) if (!edited.has(path)) this.#missed.add(path);
    for (const path of this.#missed) this.#folder?.read(path);
    this.#missed.clear();
    this.#host.loaded(this);
  }

  async #withoutConfig(
    args: Arguments,
    options: { lone: boolean; edited: readonly string[] },
  ): Promise<Folder | undefined> {
    const switches = new Set(args.switches).add('no-config');
    const values = new Map([...args.values].filter(([name]) => name === 'preset' || name === 'kubernetes-version'));
    try {
      return await Folder.open(this.root, { ...args, switches, values }, options);
    } catch {
      // The settings of the editor are at fault too: podlint's own are left.
      return Folder.open(this.root, { paths: [], switches: new Set(['no-config']), values: new Map() }, options).catch(
        () => undefined,
      );
    }
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.mistakes = mistakesIn(message, this.root);
    const [first = message, ...more] = message.split('\n');
    this.#host.say('error', `${first}${more.length === 0 ? '' : ` (and ${more.length} more)`}`);
  }
}

/** The mistakes that an error about a config lists: `file:line:column: message`, a line each. */
function mistakesIn(message: string, root: string): ConfigMistake[] {
  return message.split('\n').flatMap((line) => {
    const [, file, at, column, text] = /^(.+?):(\d+):(\d+): (.*)$/.exec(line) ?? [];
    if (file === undefined || text === undefined) return [];
    const path = file.startsWith('/') || /^[A-Za-z]:/.test(file) ? file : `${root}/${file}`;
    return [{ path, line: Number(at), column: Number(column), message: text }];
  });
}
