import { parseIP } from '../formats-ip.ts';

/** Whether Go reads a text as one address of RFC 5322: `a@b`, `Name <a@b>`, with comments and quotes. */
export function isEmail(text: string): boolean {
  return new AddressReader(text).isAddress();
}

const SPECIALS = '()<>[]:;@\\,"';

/** Reads an address from left to right; what it can't read leaves it where it stands. */
class AddressReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAddress(): boolean {
    return this.#single(true) === 1 && this.#skipComments() && this.#at === this.#text.length;
  }

  /** One address, or a group with the addresses that it has; -1 if there is none. */
  #single(groups: boolean): number {
    this.#skipBlanks();
    if (this.#spec()) {
      this.#skipBlanks();
      return this.#peek() !== '(' || this.#comment() ? 1 : -1;
    }
    if (this.#peek() !== '<' && !this.#phrase()) return -1;
    this.#skipBlanks();
    if (groups && this.#take(':')) return this.#group();
    return this.#take('<') && this.#spec() && this.#take('>') ? 1 : -1;
  }

  #group(): number {
    let count = 0;
    this.#skipBlanks();
    if (this.#take(';')) return this.#skipComments() ? 0 : -1;
    for (;;) {
      const one = this.#single(false);
      if (one < 0 || !this.#skipComments()) return -1;
      count += one;
      if (this.#take(';')) return this.#skipComments() ? count : -1;
      if (!this.#take(',')) return -1;
    }
  }

  /** `local@domain` */
  #spec(): boolean {
    const start = this.#at;
    this.#skipBlanks();
    const isLocal = this.#peek() === '"' ? (this.#quoted() ?? 0) > 0 : this.#atom(false);
    if (isLocal && this.#take('@')) {
      this.#skipBlanks();
      if (this.#peek() === '[' ? this.#literal() : this.#atom(false)) return true;
    }
    this.#at = start;
    return false;
  }

  #phrase(): boolean {
    let words = 0;
    for (;;) {
      if (words > 0 && !this.#skipComments()) return false;
      this.#skipBlanks();
      if (this.#at === this.#text.length) return true;
      const isWord = this.#peek() === '"' ? this.#quoted() !== undefined : this.#atom(true);
      if (!isWord) return words > 0;
      words++;
    }
  }

  /** The length of a quoted text; undefined if it is none. */
  #quoted(): number | undefined {
    let length = 0;
    for (let i = this.#at + 1; i < this.#text.length; i++) {
      const char = this.#text[i] as string;
      if (char === '"') {
        this.#at = i + 1;
        return length;
      }
      if (char === '\\') i++;
      const code = this.#text.charCodeAt(i);
      if (!(isVisible(code) || code === 32 || code === 9)) return undefined;
      length++;
    }
    return undefined;
  }

  #atom(loose: boolean): boolean {
    const start = this.#at;
    while (
      this.#at < this.#text.length &&
      isVisible(this.#text.charCodeAt(this.#at)) &&
      !SPECIALS.includes(this.#text[this.#at] as string)
    )
      this.#at++;
    const atom = this.#text.slice(start, this.#at);
    return atom !== '' && (loose || !(atom.startsWith('.') || atom.endsWith('.') || atom.includes('..')));
  }

  /** `[192.0.2.1]` */
  #literal(): boolean {
    const close = this.#text.indexOf(']', this.#at);
    const address = close < 0 ? undefined : parseIP(this.#text.slice(this.#at + 1, close));
    if (address === undefined || address.zeros) return false;
    this.#at = close + 1;
    return true;
  }

  #skipComments(): boolean {
    this.#skipBlanks();
    while (this.#peek() === '(') {
      if (!this.#comment()) return false;
      this.#skipBlanks();
    }
    return true;
  }

  #comment(): boolean {
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at];
      if (char === '\\' && this.#at + 1 < this.#text.length) this.#at++;
      else if (char === '(') depth++;
      else if (char === ')' && --depth === 0) {
        this.#at++;
        return true;
      }
    }
    return false;
  }

  #skipBlanks(): void {
    while (this.#peek() === ' ' || this.#peek() === '\t') this.#at++;
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at++;
    return true;
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }
}

function isVisible(code: number): boolean {
  return code > 32 && code !== 127;
}
