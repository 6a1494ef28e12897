import { FORMAT_NAMES } from '../format/names.ts';
import { type Arguments, UsageError, helpText, parseArguments } from './flags.ts';
import { version } from './version.ts';

/** What the command is given to work with: standard streams and surroundings, so that tests can bring their own. */
export interface Surroundings {
  readonly stdin: { readonly fd: number };
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
}

export interface Stream {
  readonly fd: number;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** The command: reads its arguments, does what they say, and tells the exit status. Never throws. */
export async function main(argv: readonly string[], around: Surroundings): Promise<number> {
  let args: Arguments | undefined;
  try {
    args = parseArguments(argv);
    if (args.switches.has('help')) return print(around, helpText(version, FORMAT_NAMES));
    if (args.switches.has('version')) return print(around, `${version}\n`);
    const { run } = await import('./run.ts');
    return await run(args, around);
  } catch (error) {
    if (error instanceof UsageError || (error instanceof Error && error.name === 'UsageError')) {
      around.stderr.write(`podlint: ${error.message}\n`);
    } else {
      const trace = args?.switches.has('debug') && error instanceof Error ? error.stack : `${error}\n  (run again with --debug to see where, and report it)`;
      around.stderr.write(`podlint: internal error: ${trace}\n`);
    }
    return 2;
  }
}

function print(around: Surroundings, text: string): number {
  around.stdout.write(text);
  return 0;
}
