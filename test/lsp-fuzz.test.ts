import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { parseArguments } from '../src/cli/flags.ts';
import { actionsOf } from '../src/lsp/actions.ts';
import { clientOf } from '../src/lsp/client.ts';
import { completionsAt } from '../src/lsp/completion.ts';
import { definitionsAt } from '../src/lsp/definition.ts';
import { diagnosticsOf } from '../src/lsp/diagnostics.ts';
import { hoverAt } from '../src/lsp/hover.ts';
import { OpenDocument } from '../src/lsp/open.ts';
import { Slot } from '../src/lsp/slot.ts';
import { symbolsOf } from '../src/lsp/symbols.ts';
import { folder, pod } from './helpers/command.ts';

const TEXT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web, "a/b": 'c'}
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: registry.example/web:latest
          args: ["a", 'b', |
          command:
            - sh
            - -c
            - |
              key: value
          envFrom:
          - configMapRef: {name: settings}
          resources: &r
            limits: {cpu: 1}
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings}
  data:
    __proto__: a
    constructor: b
--- # end
{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "stringData": {"a": "b"}}
`;

/** Pieces that are typed in and break what is there. */
const PIECE = fc.constantFrom(
  '',
  ':',
  ': ',
  '- ',
  '\n',
  '\n  ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  '|',
  '---\n',
  '&a ',
  '*a',
  '\t',
  '\r\n',
  '😀',
  '__proto__: ',
  'spec:',
  '<<: *r',
  '\u0000',
  '\ufeff',
);

/** A folder that is read, and its slot. */
async function ready(context: TestContext, root: string): Promise<Slot> {
  const said: string[] = [];
  const host = {
    argumentsFor: async () => parseArguments([]),
    edited: () => [join(root, 'a.yaml')],
    loaded: () => {},
    say: (_: string, message: string) => void said.push(message),
  };
  const slot = new Slot(root, host, false);
  slot.load();
  await slot.ready();
  context.after(() => assert.deepEqual(said, []));
  return slot;
}

test('whatever is typed, every question has an answer, and no edit lies outside of the text', async (context) => {
  const root = folder(context, { 'b.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n' });
  const slot = await ready(context, root);
  const client = clientOf({
    textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  });
  const change = fc.record({ at: fc.nat(TEXT.length), cut: fc.nat(40), piece: PIECE });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(TEXT.length), async (changes, place) => {
      const text = changes.reduce(
        (before, { at, cut, piece }) => before.slice(0, at) + piece + before.slice(at + cut),
        TEXT,
      );
      const document = new OpenDocument({
        uri: 'file:///a.yaml',
        path: join(root, 'a.yaml'),
        slot,
        version: 1,
        text,
        encoding: 'utf-16',
      });
      const edited = { path: document.path, text };
      const findings = [
        ...(slot.folder?.check(edited) ?? []),
        ...(slot.folder?.checkAll([edited]).get(document.path) ?? []),
      ];
      document.note(findings);
      for (const { start, end } of findings)
        assert.ok(start >= 0 && start <= end && end <= text.length, `${start} ${end} of ${text.length}`);
      const offset = Math.min(place, text.length);
      diagnosticsOf(document, { client });
      await hoverAt(document, offset, client);
      symbolsOf(document, client);
      for (const { range } of definitionsAt(document, offset, 'utf-16')) assert.ok(range.start.line <= range.end.line);
      for (const { textEdit } of completionsAt(document, offset)) assert.ok(textEdit !== undefined);
      const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      for (const { edit } of actionsOf(document, { range, only: undefined }, { client })) {
        for (const { range: of } of edit?.changes?.['file:///a.yaml'] ?? [])
          assert.ok(document.text.offsetAt(of.start) <= document.text.offsetAt(of.end));
      }
    }),
    { numRuns: 300 },
  );
});

test('checking a text again leaves nothing behind of what it was', async (context) => {
  const root = folder(context, { 'b.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n' });
  const slot = await ready(context, root);
  const path = join(root, 'a.yaml');
  const say = (text: string): string[] =>
    (slot.folder?.checkAll([{ path, text }]).get(path) ?? []).map(({ finding, start }) => `${start} ${finding.rule}`);
  const first = say(TEXT);
  fc.assert(
    fc.property(fc.nat(TEXT.length), PIECE, (at, piece) => {
      slot.folder?.check({ path, text: TEXT.slice(0, at) + piece });
      assert.deepEqual(say(TEXT), first);
    }),
    { numRuns: 50 },
  );
});

test('checking a text again takes less than 5 ms, whatever else is in its folder', async (context) => {
  const others = Array.from({ length: 500 }, (_, i) => [`${i % 20}/${i}.yaml`, pod(`web${i}`)] as const);
  const root = folder(context, Object.fromEntries(others));
  const slot = await ready(context, root);
  const path = join(root, 'a.yaml');
  const text = Array.from({ length: 20 }, (_, i) => pod(`own${i}`, 'registry.example/web:latest')).join('---\n');
  const spent: number[] = [];
  for (let i = 0; i < 150; i++) {
    const before = process.cpuUsage();
    assert.equal(slot.folder?.check({ path, text: `${text}# ${i}\n` }).length, 20);
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1000);
  }
  const warm = spent.slice(50).sort((a, b) => a - b);
  assert.ok((warm[50] as number) < 5, `${warm[50]} ms`);
});
