import type { Field } from '../../model/field.ts';
import type { Container } from '../../model/workload.ts';
import { handlerField, visitHandlers } from './handlers.ts';

/** The words of what is to run in a container, and where they are written. */
export interface Command {
  readonly words: readonly string[];
  /** The list that a word stands in, and its index there. */
  at(index: number): { readonly list: Field<string[]>; readonly index: number };
  /** Whether the program is named: without `command` it is the image's own, and the words are only what it is given. */
  readonly named: boolean;
}

const NONE: readonly string[] = [];

/** What the container itself runs: `command` and `args` one behind the other. */
export function commandOf({ field, value }: Container): Command | undefined {
  const { command = NONE, args = NONE } = value;
  if (command.length + args.length === 0) return undefined;
  return {
    words: [...command, ...args],
    at: (index) =>
      index < command.length
        ? { list: field.get('command'), index }
        : { list: field.get('args'), index: index - command.length },
    named: command.length > 0,
  };
}

/** What a container's probes and hooks run inside it. */
export function execsOf(container: Container): Command[] {
  const commands: Command[] = [];
  visitHandlers(container, ({ exec }, name) => {
    if (!exec?.command?.length) return;
    const list = handlerField(container, name).get('exec').get('command');
    commands.push({ words: exec.command, at: (index) => ({ list, index }), named: true });
  });
  return commands;
}

/** The field of a word. */
export function wordAt(command: Command, index: number): Field<string> {
  const { list, index: at } = command.at(index);
  return list.item(at);
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh', 'busybox', 'powershell', 'pwsh', 'cmd']);

/** Whether a word is the name of a shell, or the path of one. */
export function isShell(word: string): boolean {
  const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
  return SHELLS.has(name.endsWith('.exe') ? name.slice(0, -4) : name);
}

/** The index of the script that a shell among the words is given, as in `sh -c SCRIPT`; -1 if there is none. */
export function scriptIndex(words: readonly string[]): number {
  const shell = words.findIndex(isShell);
  if (shell === -1) return -1;
  for (let i = shell + 1; i < words.length - 1; i++) {
    if (/^(?:-[A-Za-z]*c|\/[cC]|-[Cc]ommand)$/.test(words[i] as string)) return i + 1;
  }
  return -1;
}

/** What only means something to a shell. */
export const SHELL_OPERATORS: ReadonlySet<string> = new Set(['&&', '||', '|', ';', '>', '>>', '<', '2>&1']);

/** A command line as a list: split at its blanks, or handed to a shell if it needs one. */
export function splitLine(line: string, alone: boolean): string[] | undefined {
  const script = /^(\S*sh)\s+(-[a-z]*c)\s+(["']?)(.+)\3$/s.exec(line.trim());
  if (script !== null)
    return isShell(script[1] as string) ? (script.slice(1, 3) as string[]).concat(script[4] as string) : undefined;
  if (!/["'`$&|;<>*?~\\(){}#\n]/.test(line)) return line.trim().split(/\s+/);
  return alone ? ['sh', '-c', line] : undefined;
}

/** A word as a shell has to see it. */
export function quoteWord(word: string): string {
  return SHELL_OPERATORS.has(word) || /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
