import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, folder, pod, podlintProcess } from './helpers/command.ts';

test('docs/writing-rules.md: its plugin runs, its test passes, its types hold', (t) => {
  if (!existsSync(join(ROOT, 'dist/testing.js')))
    assert.equal(spawnSync('npm', ['run', 'build'], { cwd: ROOT }).status, 0);
  const blocks = [
    ...readFileSync(join(ROOT, 'docs/writing-rules.md'), 'utf8').matchAll(/```(js|yaml)\n([\s\S]*?)```/g),
  ].map(([, , code]) => code as string);
  assert.equal(blocks.length, 3);
  const [plugin, config, check] = blocks as [string, string, string];
  const cwd = folder(t, {
    'team-rules.mjs': plugin,
    '.podlint.yaml': config,
    'team-rules.test.mjs': check,
    'pod.yaml': pod('web', 'nginx:1.29'),
  });
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(ROOT, join(cwd, 'node_modules/podlint'));

  const own = spawnSync(process.execPath, ['team-rules.test.mjs'], { cwd });
  assert.equal(own.status, 0, own.stderr.toString());
  writeFileSync(join(cwd, 'wrong.test.mjs'), check.replace('8:14', '8:15'));
  assert.notEqual(
    spawnSync(process.execPath, ['wrong.test.mjs'], { cwd }).status,
    0,
    'a test that can not fail is none',
  );

  const run = podlintProcess(['pod.yaml'], { cwd });
  assert.equal(run.status, 1, run.stderr);
  assert.match(
    run.stdout,
    /^pod\.yaml:8:14: error team\/registry `nginx:1\.29` comes from none of registry\.example, mirror\.example$/m,
  );

  const tsc = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/typescript/bin/tsc'),
      '--noEmit',
      '--checkJs',
      '--allowJs',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--types',
      '',
      'team-rules.mjs',
    ],
    { cwd },
  );
  assert.equal(tsc.status, 0, tsc.stdout.toString());
});
