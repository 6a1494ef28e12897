import type { OpenDocument } from './open.ts';
import type { Slot } from './slot.ts';

/** How long after the last change the rules that look across objects are asked, in milliseconds. */
const ACROSS_AFTER = 150;
/** How long a large text is left alone after a change. */
const LARGE_AFTER = 400;

/** Who is told of findings, and of failures. */
export interface CheckerHost {
  documents(slot: Slot): OpenDocument[];
  /** The findings of a text may have changed; `now`: because of a change of the text itself. */
  found(document: OpenDocument, now: boolean): void;
  failed(error: unknown): void;
}

/**
 * Decides when texts are checked: a changed one as soon as no more changes are waiting, and all of its folder when there is a pause, because rules that
 * look across objects may say something new of any of them.
 */
export class Checker {
  readonly #host: CheckerHost;
  readonly #dirty: Set<OpenDocument> = new Set();
  readonly #pauses: Map<Slot, NodeJS.Timeout> = new Map();
  #soon: NodeJS.Immediate | undefined;

  constructor(host: CheckerHost) {
    this.#host = host;
  }

  /** A text has changed, or is new. */
  changed(document: OpenDocument): void {
    this.#dirty.add(document);
    if (document.isLarge) return this.#later(document.slot, LARGE_AFTER);
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined;
      for (const one of [...this.#dirty]) this.check(one);
    });
  }

  /** Something changed that is no open text. */
  changedAround(slot: Slot): void {
    this.#later(slot, ACROSS_AFTER);
  }

  closed(document: OpenDocument): void {
    this.#dirty.delete(document);
    this.#later(document.slot, ACROSS_AFTER);
  }

  /** Checks a text now, if it has changed since it was checked. */
  check(document: OpenDocument): void {
    const { folder } = document;
    if (folder === undefined || document.isLarge) return;
    this.#dirty.delete(document);
    if (document.checked === document.text) return;
    this.#guarded(() => {
      document.note(this.#isOurs(document) ? folder.check({ path: document.path, text: document.text.text }) : []);
      this.#host.found(document, true);
    });
    this.#later(document.slot, ACROSS_AFTER);
  }

  /** Checks all open texts of a folder now, with all rules. */
  checkAll(slot: Slot): void {
    clearTimeout(this.#pauses.get(slot));
    this.#pauses.delete(slot);
    const { folder } = slot;
    if (folder === undefined) return;
    const documents = this.#host.documents(slot);
    this.#guarded(() => {
      const texts = documents.filter((one) => this.#isOurs(one)).map(({ path, text }) => ({ path, text: text.text }));
      const found = folder.checkAll(texts);
      for (const document of documents) {
        const now = this.#dirty.delete(document);
        document.note(found.get(document.path) ?? []);
        this.#host.found(document, now);
      }
    });
  }

  stop(): void {
    clearImmediate(this.#soon);
    for (const pause of this.#pauses.values()) clearTimeout(pause);
  }

  #later(slot: Slot, milliseconds: number): void {
    clearTimeout(this.#pauses.get(slot));
    this.#pauses.set(
      slot,
      setTimeout(() => this.checkAll(slot), milliseconds),
    );
  }

  #isOurs(document: OpenDocument): boolean {
    return !document.isTooLarge && document.folder?.isLeftOut(document.path) === false;
  }

  /** What goes wrong with one text must not end the work on all of them. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#host.failed(error);
    }
  }
}
