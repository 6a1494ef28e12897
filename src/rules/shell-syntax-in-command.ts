import { fixOf, replaceItems } from '../fix/edits.ts';
import type { Fix } from '../model/finding.ts';
import { isPlaceholder } from '../model/image.ts';
import type { Node } from '../model/node.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import {
  type Command,
  SHELL_OPERATORS,
  commandOf,
  execsOf,
  isShell,
  quoteWord,
  scriptIndex,
  splitLine,
  wordAt,
} from './shared/commands.ts';

export const rule: Rule = {
  category: 'containers',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container(container, report) {
    if (container.value.command?.length) check(commandOf(container) as Command, report);
    for (const command of execsOf(container)) check(command, report);
  },
};

function check(command: Command, report: RuleReport): void {
  const first = command.words[0] as string;
  if (isCommandLine(first)) {
    const words = splitLine(first, command.words.length === 1);
    const advice = words === undefined ? 'one item for each word' : `\`${JSON.stringify(words)}\``;
    const fix = words && fixFor(command, [0, 0], words);
    report(wordAt(command, 0), `${quote(first)} is taken for the name of one program; write ${advice}`, { fix });
    return;
  }
  const at = command.words.findIndex((word, i) => i > 0 && isOperator(word, i, command.words));
  if (at === -1) return;
  const script = scriptIndex(command.words);
  // The script may well look at what follows it.
  if (script === -1 ? command.words.some(isShell) : at < script || command.words[script]?.includes('$')) return;
  const from = script === -1 ? 0 : script;
  const rest = command.words.slice(from);
  const line = (script === -1 ? rest.map(quoteWord) : rest).join(' ');
  const fix = fixFor(command, [from, command.words.length - 1], script === -1 ? ['sh', '-c', line] : [line]);
  const why = script === -1 ? 'no shell reads this' : 'the shell reads one item as its script';
  const message = `${quote(command.words[at])} is an ordinary argument here: ${why}; write \`sh -c\` and all of it in one item`;
  report(wordAt(command, at), message, { fix });
}

/** Blanks between words, not those in the name of a folder (`/opt/My Tool/run`, `C:\\Program Files\\x`). */
function isCommandLine(first: string): boolean {
  if (!/\S\s+\S/.test(first) || isPlaceholder(first) || first.includes('\\ ')) return false;
  if (!/^(?:\/|\.|[A-Za-z]:\\)/.test(first)) return true;
  const rest = first.split(/\s+/).slice(1);
  return !/^[^-/\\][^/\\]*[/\\]/.test(rest[0] ?? '') || rest.some((word) => word.startsWith('-'));
}

/** These take such signs for themselves. */
const TAKES_SIGNS = /(?:^|\/)(?:expr|test|\[|tr|find|xargs|[ef]?grep|awk|sed|cut|jq|paste|column|split)$/;

function isOperator(word: string, index: number, words: readonly string[]): boolean {
  if (word.length > 4 || !SHELL_OPERATORS.has(word)) return false;
  if (word === '&&' || word === '||' || word === '2>&1') return true;
  return !(words[index - 1] as string).startsWith('-') && !words.some((one) => TAKES_SIGNS.test(one));
}

function fixFor(command: Command, [from, to]: readonly [number, number], texts: readonly string[]): Fix | undefined {
  const [first, last] = [command.at(from), command.at(to)];
  const list = first.list.node;
  const [start, end] = [wordAt(command, from).node, wordAt(command, to).node];
  if (list === undefined || start === undefined || end === undefined || first.list.step !== last.list.step)
    return undefined;
  if (hasComment(start, end)) return undefined;
  return fixOf(`write ${JSON.stringify(texts)}`, first.list, false, [replaceItems(list, [start, end], texts)]);
}

function hasComment(start: Node, end: Node): boolean {
  return start.source.slice(start.start, end.end).includes('#');
}

export const docs: RuleDocs = {
  summary: 'A command that is written as for a shell, where no shell runs.',
  why: `\`command\`, and the \`command\` of exec probes and hooks, is a list of words that is handed to the kernel as it stands. A first item with blanks in it is looked up as one
program of that name (\`no such file or directory\`), and \`&&\`, \`|\` or \`>\` as items of their own are arguments. Write one item a word, or \`["sh", "-c", "a && b"]\` with the whole script in one item.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      livenessProbe:
        exec:
          command: ["cat /tmp/healthy"]
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      livenessProbe:
        exec:
          command: ["cat", "/tmp/healthy"]
`,
};
