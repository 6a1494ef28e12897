import type { Node } from './node.ts';

/** A document of a source as a reader hands it on: a tree that Kubernetes would read the same way. */
export interface Document {
  /** Counts the non-empty documents of the source, from 0. */
  readonly index: number;
  /** Where its text stands in the source, `---` lines not included. */
  readonly start: number;
  readonly end: number;
  readonly root: Node;
  /** Real JSON is sent to the API server as it is: `1.0` is no integer there, and duplicate keys are seen. */
  readonly json: boolean;
  /** Keys that are written twice in one map. The tree holds the later one. */
  readonly duplicates: readonly Duplicate[];
  /** Keys whose value a `<<` further down replaced by another one. */
  readonly overrides: readonly Override[];
  /** Whether a key may be read as a boolean, or a number begin with a zero: seldom, and only then is it worth to look for one. */
  readonly odd: boolean;
  /** What follows a `...` line and is dropped by Kubernetes without a word. */
  readonly dropped: Dropped | undefined;
}

export interface Duplicate {
  readonly map: Node;
  readonly first: Node;
  readonly second: Node;
}

export interface Override {
  readonly map: Node;
  /** The value as written, with its key. */
  readonly earlier: Node;
  /** The entry that took its place; its `alias` is the anchored value. */
  readonly merged: Node;
  /** The place of the `<<` key. */
  readonly mergeStart: number;
  readonly mergeEnd: number;
}

export interface Dropped {
  /** The `...` itself. */
  readonly start: number;
  readonly end: number;
  readonly lines: number;
}

/** Why a text, or one document of it, can't be read. */
export interface Problem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Of the document that is lost, if only one is. */
  readonly document: number | undefined;
  /** A replacement that mends it, where there is one safe answer. */
  readonly edits: readonly Edit[] | undefined;
}

/** Replace the text from `start` to `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A comment, from its `#` to the end of its line. */
export interface Comment {
  readonly start: number;
  readonly end: number;
}
