import { fstatSync, statSync } from 'node:fs';
import type { Stream, Surroundings } from './main.ts';

/** A standard stream of the process. Node's own object for it is made when somebody needs it: that takes longer than linting a file. */
class StandardStream implements Stream {
  readonly fd: number;
  readonly #open: () => Stream;
  #isTTY: boolean | undefined;

  constructor(fd: number, open: () => Stream) {
    this.fd = fd;
    this.#open = open;
  }

  get isTTY(): boolean {
    return (this.#isTTY ??= mayBeTerminal(this.fd) && this.#open().isTTY === true);
  }

  get columns(): number | undefined {
    return this.#open().columns;
  }

  write(text: string): unknown {
    return this.#open().write(text);
  }
}

/** False where a look at the descriptor tells that nobody sits there: it is a file, a pipe, or nothing. */
function mayBeTerminal(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    return stat.isCharacterDevice() && stat.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
  } catch {
    return true;
  }
}

/** What the command is given to work with when it is run as one. */
export function surroundings(process: NodeJS.Process): Surroundings {
  return {
    stdin: { fd: 0 },
    stdout: new StandardStream(1, () => process.stdout),
    stderr: new StandardStream(2, () => process.stderr),
    env: process.env,
    cwd: () => process.cwd(),
  };
}
