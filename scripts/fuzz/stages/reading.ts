import type { Document, Problem } from '../../../src/model/document.ts';
import type { Node } from '../../../src/model/node.ts';
import { type ReadOptions, readAgain, readSource } from '../../../src/parse/read.ts';
import { describe } from '../../readers/same.ts';
import { toJson } from '../../readers/to-json.ts';
import { Seeded } from '../seeded.ts';
import { smaller } from '../shrink.ts';
import { type Stage, holds, same } from '../stage.ts';
import { anyText } from '../texts.ts';

/** Texts, whatever is in them. */
export const textCases: Seeded<string> = new Seeded({ make: anyText, smaller });

interface Read {
  readonly documents: Document[];
  readonly problems: Problem[];
}

function read(text: string, options: ReadOptions): Read {
  const documents: Document[] = [];
  const problems: Problem[] = [];
  readSource(
    text,
    {
      document: (document) => documents.push(document),
      problem: (problem) => problems.push(problem),
      comment: ({ start, end }) =>
        holds(text[start] === '#' && end > start && !text.slice(start, end).includes('\n'), `a comment at ${start}`),
    },
    options,
  );
  return { documents, problems };
}

function print({ documents, problems }: Read): string {
  return [
    ...documents.map(
      (document) => `${document.index} ${document.start}-${document.end} ${document.json}\n${describe(document)}`,
    ),
    ...problems.map((problem) => JSON.stringify(problem)),
  ].join('\n');
}

/** Texts become trees: both readers make the same one, all of it lies in the text, and real JSON is read as JSON. */
export const reading: Stage<string> = {
  name: 'reading',
  cases: textCases,
  check(text) {
    const fast = read(text, {});
    const printed = print(fast);
    same('read twice', print(read(text, {})), printed);
    same('the readers differ', printed, print(read(text, { reader: 'slow' })));
    for (const problem of fast.problems) checkProblem(problem, text);
    let at = 0;
    for (const document of fast.documents) {
      holds(
        document.start >= at && document.end >= document.start && document.end <= text.length,
        `document ${document.index} stands at ${document.start}-${document.end}`,
      );
      at = document.end;
      checkNode(document.root, 0, text.length + 1);
      // Behind JSON on the same line nobody can tell where a document's text begins.
      if (!document.json && text.trimStart().startsWith('{')) continue;
      const again = readAgain(text, document);
      holds(again !== undefined, `document ${document.index} can't be read again`);
      same('read again', describe(again), describe(document));
    }
    checkJson(text, fast);
  },
  show: (text) => text,
};

function checkProblem({ message, start, end, edits }: Problem, text: string): void {
  holds(
    message !== '' && start >= 0 && start <= end && end <= text.length,
    () => `"${message}" stands at ${start}-${end} of ${text.length}`,
  );
  for (const edit of edits ?? [])
    holds(
      edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length,
      () => `an edit of "${message}" is not in the text`,
    );
}

function checkNode(node: Node, from: number, to: number): void {
  const { start, end, keyStart, keyEnd } = node;
  holds(start >= from && start <= end && end <= to, () => `a node at ${start}-${end} within ${from}-${to}`);
  if (keyStart >= 0)
    holds(
      keyStart >= from && keyStart <= keyEnd && (keyEnd <= start || node.alias !== undefined),
      () => `a key at ${keyStart}-${keyEnd} before ${start}`,
    );
  if (node.alias !== undefined) return;
  // A key that was written twice may stand before the place that is left of its map's beginning, and what a `<<` brings stands where that does.
  for (const item of node.items) checkNode(item, from, to);
}

/** What is JSON means what JavaScript's own reader says. */
function checkJson(text: string, { documents }: Read): void {
  const [only] = documents;
  if (documents.length !== 1 || only === undefined || !only.json || /\p{Surrogate}/u.test(text)) return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return;
  }
  same('JSON is read otherwise', JSON.stringify(JSON.parse(toJson(only))), withoutHalves(JSON.stringify(value)));
}

/** Kubernetes puts a sign of its own for half a character. */
function withoutHalves(json: string): string {
  return json.replaceAll(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, '$1\ufffd');
}
