import { plain } from '../format/plain.ts';
import type { Arguments } from './flags.ts';
import type { Surroundings } from './main.ts';

/** A line on standard error that says how far a long run is. Only for people: on a terminal, after a second. */
export interface Progress {
  step(file: string): void;
  done(): void;
}

const SILENT: Progress = { step() {}, done() {} };

/** Opens a progress line if there is somebody to look at it. */
export function openProgress(args: Arguments, { stderr }: Surroundings, files: number): Progress {
  const wanted = args.switches.has('progress') || (stderr.isTTY === true && !args.switches.has('no-progress'));
  if (!wanted || !stderr.isTTY) return SILENT;
  const started = Date.now();
  let [read, shown] = [0, started + 1000 - 100];
  return {
    step(file) {
      read++;
      if ((read & 15) !== 0) return;
      const now = Date.now();
      if (now - started < 1000 || now - shown < 100) return;
      shown = now;
      const room = Math.max((stderr.columns ?? 80) - 24, 0);
      stderr.write(`\r\u001b[K${read} of ${files} files  ${plain(file).slice(-room)}`);
    },
    done() {
      if (shown > started + 1000) stderr.write('\r\u001b[K');
    },
  };
}
