import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { ROOT, podlintProcess } from './helpers/command.ts';

const PAGES = ['.', 'docs', 'docs/rules', 'examples', 'conformance']
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(folder, name)))
  .filter((name) => name.endsWith('.md'));

test('the README shows what the command prints', () => {
  const shown = /<!-- examples -->\n\n```text\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1];
  const run = podlintProcess(['examples/'], { cwd: ROOT });
  assert.equal(run.status, 1, run.stderr);
  assert.equal(run.stdout, shown);
});

test('every link of the pages leads to a file and a heading', () => {
  const broken: string[] = [];
  for (const page of PAGES) {
    const text = readFileSync(join(ROOT, page), 'utf8').replace(/```[\s\S]*?```/g, '');
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path);
      if (!existsSync(file)) broken.push(`${page}: ${target}`);
      else if (anchor !== undefined && !headingsOf(file).has(anchor)) broken.push(`${page}: ${target}`);
    }
  }
  assert.deepEqual(broken, []);
});

test('every rule is named by a page that the index links', () => {
  const index = readFileSync(join(ROOT, 'docs/rules/README.md'), 'utf8');
  const pages = readdirSync(join(ROOT, 'docs/rules')).filter((name) => name !== 'README.md');
  const { stdout } = podlintProcess(['rules', '-f', 'json'], { cwd: ROOT });
  const ids = (JSON.parse(stdout) as { id: string }[]).map(({ id }) => `${id}.md`);
  assert.deepEqual(pages.sort(), ids.sort());
  assert.deepEqual(
    pages.filter((name) => !index.includes(`(${name})`)),
    [],
  );
});

function headingsOf(file: string): Set<string> {
  const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)];
  return new Set(
    headings.map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
