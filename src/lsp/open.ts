import type { Placed } from './findings.ts';
import type { Folder } from './folder.ts';
import type { Slot } from './slot.ts';
import type { Change, EditorText, Encoding } from './text.ts';
import { EditorText as Text } from './text.ts';

/** A text that is open in the editor. */
export class OpenDocument {
  readonly uri: string;
  /** Where it lies, or would lie if it were saved. */
  readonly path: string;
  readonly slot: Slot;
  version: number;
  text: EditorText;
  findings: readonly Placed[] = [];
  /** The text in which the findings were found. */
  checked: EditorText | undefined = undefined;
  /** Grows whenever the findings may have changed. */
  result = 0;

  constructor(init: { uri: string; path: string; slot: Slot; version: number; text: string; encoding: Encoding }) {
    this.uri = init.uri;
    this.path = init.path;
    this.slot = init.slot;
    this.version = init.version;
    this.text = new Text(init.text, init.encoding);
  }

  /** Takes changes in, in their order. */
  change(changes: readonly Change[], version: number): void {
    this.text = this.text.changed(changes);
    this.version = version;
  }

  get folder(): Folder | undefined {
    return this.slot.folder;
  }

  /** Larger texts are not checked at every keystroke, but when there is a pause. */
  get isLarge(): boolean {
    return this.text.text.length > 256 * 1024;
  }

  /** Beyond this, checking takes so long that nobody would want it while editing. */
  get isTooLarge(): boolean {
    return this.text.text.length > MOST_CHARACTERS;
  }

  note(findings: readonly Placed[]): void {
    this.findings = findings;
    this.checked = this.text;
    this.result++;
  }
}

/** The longest text that is checked while it is edited. */
export const MOST_CHARACTERS: number = 10 * 1024 * 1024;
