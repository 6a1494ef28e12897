import type { Field } from '../../model/field.ts';
import type { Container, Probe } from '../../schema/types.gen.ts';

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
export function commandOf(container: Field<Container>): Command | undefined {
  const { command = NONE, args = NONE } = container.value ?? {};
  if (command.length + args.length === 0) return undefined;
  return {
    words: [...command, ...args],
    at: (index) =>
      index < command.length
        ? { list: container.get('command'), index }
        : { list: container.get('args'), index: index - command.length },
    named: command.length > 0,
  };
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const HOOKS = ['postStart', 'preStop'] as const;

/** What a container's probes and hooks run inside it. */
export function execsOf(container: Field<Container>): Command[] {
  const { lifecycle } = container.value ?? {};
  const commands: Command[] = [];
  for (const name of PROBES) if (container.value?.[name]?.exec !== undefined) addExec(container.get(name), commands);
  if (lifecycle === undefined) return commands;
  for (const name of HOOKS) {
    if (lifecycle[name]?.exec !== undefined) addExec(container.get('lifecycle').get(name) as Field<Probe>, commands);
  }
  return commands;
}

function addExec(handler: Field<Probe>, commands: Command[]): void {
  const command = handler.get('exec').get('command');
  if (command.value?.length)
    commands.push({ words: command.value, at: (index) => ({ list: command, index }), named: true });
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
