import { Part } from './outline.ts';

/** A stretch of text that is read. */
interface Stretch {
  readonly at: number;
  readonly end: number;
}

const DEEPEST = 200;

/**
 * Reads what begins with a bracket, a brace or a quote, JSON too, into a part; tells where it ends. What is missing at its end is taken as there.
 */
export function readFlow(text: string, part: Part, { at, end }: Stretch): number {
  return new Flow(text, end).value(part, at, 0);
}

class Flow {
  readonly #text: string;
  readonly #end: number;

  constructor(text: string, end: number) {
    this.#text = text;
    this.#end = end;
  }

  value(part: Part, from: number, depth: number): number {
    const at = this.#skip(from);
    part.start = at;
    const code = at < this.#end ? this.#text.charCodeAt(at) : 44;
    if ((code === 123 || code === 91) && depth < DEEPEST) {
      part.kind = code === 123 ? 'map' : 'list';
      part.end = this.#items(part, at + 1, depth);
    } else if (code === 44 || code === 125 || code === 93) part.end = at;
    else {
      part.kind = 'scalar';
      part.end = this.#word(at);
    }
    return part.end;
  }

  #items(part: Part, from: number, depth: number): number {
    const close = part.kind === 'map' ? 125 : 93;
    let at = this.#skip(from);
    while (at < this.#end) {
      const code = this.#text.charCodeAt(at);
      if (code === 125 || code === 93) return code === close ? at + 1 : at;
      const before = at;
      if (code === 44) at++;
      else at = part.kind === 'map' ? this.#entry(part, at, depth) : this.#item(part, at, depth);
      at = this.#skip(Math.max(at, before + 1));
    }
    return this.#end;
  }

  #item(part: Part, at: number, depth: number): number {
    const item = new Part(part, undefined, at);
    part.items.push(item);
    return this.value(item, at, depth + 1);
  }

  #entry(part: Part, at: number, depth: number): number {
    const stop = this.#word(at);
    const quoted = this.#text[at] === '"' || this.#text[at] === "'";
    const key = quoted ? this.#text.slice(at + 1, stop - 1) : this.#text.slice(at, stop);
    const item = new Part(part, { text: key, start: at, end: stop }, stop);
    part.items.push(item);
    const colon = this.#skip(stop);
    if (this.#text.charCodeAt(colon) !== 58 || colon >= this.#end) return stop;
    return this.value(item, colon + 1, depth + 1);
  }

  /** The end of a word, quoted or plain. */
  #word(from: number): number {
    const quote = this.#text.charCodeAt(from);
    let at = from + 1;
    if (quote === 34 || quote === 39) {
      while (at < this.#end && this.#text.charCodeAt(at) !== quote) {
        // A quote that nobody closed ends with its line.
        if (this.#text.charCodeAt(at) === 10) return at;
        at += quote === 34 && this.#text.charCodeAt(at) === 92 ? 2 : 1;
      }
      return Math.min(at + 1, this.#end);
    }
    for (at = from; at < this.#end; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 44 || code === 123 || code === 125 || code === 91 || code === 93 || code === 10) break;
      if (code === 58 && isSpace(this.#text.charCodeAt(at + 1))) break;
    }
    let end = at;
    while (end > from && isSpace(this.#text.charCodeAt(end - 1))) end--;
    return end;
  }

  #skip(from: number): number {
    let at = from;
    while (at < this.#end && isSpace(this.#text.charCodeAt(at))) at++;
    return at;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13 || Number.isNaN(code);
}
