import { writeSync } from 'node:fs';
import type { Stream, Surroundings } from './main.ts';

/** The reader at the other end of a pipe has gone. */
export class ClosedPipe extends Error {}

/**
 * Writes everything, however little the other end takes at a time: a write to a pipe returns after what fits into it. Real
 * streams are written to directly, since the process may end before a stream's own buffer is out.
 */
export function writeAll(stream: Stream, text: string): void {
  if (typeof stream.fd !== 'number' || stream.fd < 0) {
    stream.write(text);
    return;
  }
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(stream.fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') throw new ClosedPipe();
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Standard output takes no more: the disk is full, or it is not open for writing. */
class FullOutput extends Error {
  // Told like any mistake of the user's: a line, and status 2.
  override readonly name: string = 'UsageError';
}

/** Writes to standard output. That its reader has gone is no error: there is nobody left to tell. */
export function print(around: Surroundings, text: string): void {
  try {
    writeAll(around.stdout, text);
  } catch (error) {
    if (error instanceof ClosedPipe) return;
    throw new FullOutput(`standard output can't be written: ${(error as Error).message}`);
  }
}
