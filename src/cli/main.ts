import { FORMAT_NAMES } from '../format/names.ts';
import { plain } from '../format/plain.ts';
import { type Arguments, UsageError, helpText, parseArguments } from './flags.ts';
import { print } from './output.ts';
import { version } from './version.ts';

export { surroundings } from './surroundings.ts';

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

/** Each subcommand is a file; none is loaded before it is asked for. `lint` may be left out. */
const COMMANDS: Readonly<
  Record<string, () => Promise<{ run(args: Arguments, around: Surroundings): Promise<number> }>>
> = {
  lint: () => import('./run.ts'),
  explain: () => import('./commands.ts').then(({ explain }) => ({ run: explain })),
  rules: () => import('./commands.ts').then(({ listRules }) => ({ run: listRules })),
  init: () => import('./commands.ts').then(({ init }) => ({ run: init })),
  completion: () => import('./commands.ts').then(({ completion }) => ({ run: completion })),
  lsp: () => import('../lsp/main.ts').then(({ lsp }) => ({ run: lsp })),
};

/** The command: reads its arguments, does what they say, and tells the exit status. Never throws. */
export async function main(argv: readonly string[], around: Surroundings): Promise<number> {
  let args: Arguments | undefined;
  try {
    const named = Object.hasOwn(COMMANDS, argv[0] ?? '') ? (argv[0] as string) : undefined;
    args = parseArguments(named === undefined ? argv : argv.slice(1));
    if (args.switches.has('help')) return say(around, helpText(version, FORMAT_NAMES));
    if (args.switches.has('version')) return say(around, `${version}\n`);
    const { run } = await (COMMANDS[named ?? 'lint'] as (typeof COMMANDS)[string])();
    return await run(args, around);
  } catch (error) {
    return fail(error, { debug: args?.switches.has('debug') === true, around });
  }
}

function fail(error: unknown, { debug, around }: { debug: boolean; around: Surroundings }): number {
  // Errors of the user's carry a name: the engine is another bundle and has a class of its own.
  if (error instanceof UsageError || (error instanceof Error && error.name === 'UsageError')) {
    around.stderr.write(
      error.message
        .split('\n')
        .map((line) => `podlint: ${plain(line)}\n`)
        .join(''),
    );
    return 2;
  }
  const trace =
    debug && error instanceof Error
      ? error.stack
      : `${error}\n  (run it again with --debug to see where, and report it)`;
  around.stderr.write(`podlint: internal error: ${String(trace).split('\n').map(plain).join('\n')}\n`);
  return 2;
}

function say(around: Surroundings, text: string): number {
  print(around, text);
  return 0;
}
