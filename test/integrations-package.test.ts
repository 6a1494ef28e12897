import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ROOT } from './helpers/command.ts';

const SOURCES = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'src',
  'scripts',
  'bin',
  'schema',
  'examples',
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
];
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  name: string;
  files: string[];
  dependencies: Record<string, string>;
  scripts: Record<string, string>;
};

/** A user's project: the packed package unpacked into node_modules, beside the dependencies that it names and nothing else. */
let user = '';
let packed: string[] = [];

before(() => {
  const work = mkdtempSync(join(tmpdir(), 'podlint-pack-'));
  try {
    for (const name of SOURCES) cpSync(join(ROOT, name), join(work, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(work, 'node_modules'), 'junction');
    const build = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: work });
    assert.equal(build.status, 0, build.stderr.toString());
    const pack = spawnSync('npm', ['pack', '--ignore-scripts', '--json'], {
      cwd: work,
      shell: process.platform === 'win32',
    });
    assert.equal(pack.status, 0, pack.stderr.toString());
    const [{ filename, files }] = JSON.parse(pack.stdout.toString()) as [
      { filename: string; files: { path: string }[] },
    ];
    packed = files.map(({ path }) => path).sort();
    user = mkdtempSync(join(tmpdir(), 'podlint-user-'));
    mkdirSync(join(user, 'node_modules/podlint'), { recursive: true });
    cpSync(join(work, filename), join(user, 'podlint.tgz'));
    const untar = spawnSync('tar', ['-xzf', '../../podlint.tgz', '--strip-components', '1'], {
      cwd: join(user, 'node_modules/podlint'),
    });
    assert.equal(untar.status, 0, untar.stderr.toString());
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  for (const name of Object.keys(manifest.dependencies))
    symlinkSync(join(ROOT, 'node_modules', name), join(user, 'node_modules', name), 'junction');
  writeFileSync(join(user, 'package.json'), '{ "type": "module" }\n');
});

after(() => rmSync(user, { recursive: true, force: true }));

function run(name: string, text: string): string {
  writeFileSync(join(user, name), text);
  const { status, stdout, stderr } = spawnSync(process.execPath, [name], { cwd: user });
  assert.equal(status, 0, stderr.toString());
  assert.equal(stderr.toString(), '');
  return stdout.toString();
}

describe('the package', () => {
  test('holds what users need, and nothing else', () => {
    const tops = new Set(packed.map((path) => path.split('/')[0]));
    assert.deepEqual([...tops].sort(), [
      'LICENSE',
      'README.md',
      'THIRD-PARTY.txt',
      'bin',
      'dist',
      'package.json',
      'schema',
    ]);
    for (const path of packed) assert.doesNotMatch(path, /\.test\.|\.map$|(?<!\.d)\.ts$|fixtures|node_modules/, path);
    for (const needed of [
      'bin/podlint.cjs',
      'dist/cli.cjs',
      'dist/engine.cjs',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/testing.js',
      'dist/schema/data/types.txt',
      'schema/config.json',
      'schema/report.json',
    ]) {
      assert.ok(packed.includes(needed), needed);
    }
  });

  test('names the licence of every package in its bundle', () => {
    const text = readFileSync(join(user, 'node_modules/podlint/THIRD-PARTY.txt'), 'utf8');
    for (const name of ['yaml', 'ajv', 'fast-glob', 'ignore', 're2js', 'eslint-formatter-pretty'])
      assert.match(text, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\([\\w.-]+\\)$`, 'm'));
    assert.doesNotMatch(text, /holds no text of it/);
  });

  test('runs nothing at its installation', () => {
    for (const name of ['preinstall', 'install', 'postinstall']) assert.equal(manifest.scripts[name], undefined);
  });

  test('its command needs none of its dependencies', () => {
    const alone = mkdtempSync(join(tmpdir(), 'podlint-alone-'));
    try {
      cpSync(join(user, 'node_modules/podlint'), join(alone, 'podlint'), { recursive: true });
      writeFileSync(
        join(alone, 'pod.yaml'),
        'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {container: []}\n',
      );
      const { status, stdout } = spawnSync(process.execPath, ['podlint/bin/podlint.cjs', '-f', 'pretty', '*.yaml'], {
        cwd: alone,
      });
      assert.equal(status, 1);
      assert.match(stdout.toString(), /unknown-field/);
    } finally {
      rmSync(alone, { recursive: true, force: true });
    }
  });
});

describe('docs/library.md', () => {
  const page = readFileSync(join(ROOT, 'docs/library.md'), 'utf8');
  const blocks = [...page.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, text]) => text as string);

  test('every example runs as it is written', () => {
    mkdirSync(join(user, 'deploy'), { recursive: true });
    writeFileSync(
      join(user, 'deploy/web.yaml'),
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: web}]}\n',
    );
    const said = blocks.map((block, i) => run(`example-${i}.mjs`, block));
    const [imports, lint, across, opened, sarif, fixed, config, security, schema] = said as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    assert.equal(said.length, 9);
    assert.equal(imports, '');
    assert.match(lint, /^4:8 unknown-field /m);
    assert.match(across, /service-selects-nothing/);
    assert.match(opened, /^1 \[ 'ConfigMap valid' \] 1$/m);
    assert.equal((JSON.parse(sarif) as { version: string }).version, '2.1.0');
    assert.match(fixed, /^ {2}containers:$/m);
    assert.match(config, /latest-image/);
    assert.match(security, /'privileged-container'/);
    assert.match(schema, /'findings'/);
  });

  test('its types are those of the package', () => {
    const program = `${blocks.map((block, i) => `async function example${i}() {\n${block.replace(/^import .*$/gm, '')}}\n`).join('')}`;
    const imports =
      "import { readFileSync } from 'node:fs';\nimport { createRequire } from 'node:module';\nimport { applyFixes, format, lint, loadConfig, openRun, rules } from 'podlint';\nimport type { Finding, Plugin } from 'podlint';\n";
    writeFileSync(
      join(user, 'examples.ts'),
      `${imports}${program}export const none: Finding[] = [];\nexport type P = Plugin;\n`,
    );
    mkdirSync(join(user, 'node_modules/@types'), { recursive: true });
    if (!existsSync(join(user, 'node_modules/@types/node')))
      symlinkSync(join(ROOT, 'node_modules/@types/node'), join(user, 'node_modules/@types/node'), 'junction');
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        compiler,
        '--noEmit',
        '--strict',
        '--target',
        'es2022',
        '--module',
        'nodenext',
        '--types',
        'node',
        'examples.ts',
      ],
      { cwd: user },
    );
    assert.equal(status, 0, stdout.toString());
  });

  test('a name that is no format is an error that tells the names', () => {
    const text =
      "import { format, openRun } from 'podlint';\nfor (const name of ['jsn', '__proto__']) await format(name, openRun().finish()).catch((error) => console.log(error.name, error.message.slice(0, 20)));\n";
    assert.match(run('wrong.mjs', text), /^RangeError no format `jsn`; the/);
  });
});

test('declarations stay within the package', () => {
  const types = readdirSync(join(user, 'node_modules/podlint/dist'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.d.ts'),
  );
  assert.ok(types.length > 50);
  for (const name of types) {
    const text = readFileSync(join(user, 'node_modules/podlint/dist', name), 'utf8');
    for (const [, target] of text.matchAll(/from '(\.[^']+)'/g)) {
      const file = join(
        user,
        'node_modules/podlint/dist',
        dirname(name),
        (target as string).replace(/\.(ts|js)$/, '.d.ts'),
      );
      assert.ok(existsSync(file), `${name} imports ${target}`);
    }
  }
});

test('a release tag holds the built command, and nothing to install or to build', () => {
  const out = join(user, 'layout');
  const made = spawnSync(process.execPath, ['scripts/release-layout.mjs', out, '.'], { cwd: ROOT });
  assert.equal(made.status, 0, made.stderr.toString());
  const described = JSON.parse(readFileSync(join(out, 'package.json'), 'utf8')) as Record<string, unknown>;
  for (const field of ['scripts', 'dependencies', 'devDependencies', 'allowScripts', 'exports'])
    assert.equal(described[field], undefined, field);
  assert.deepEqual(described['bin'], { podlint: 'bin/podlint.cjs' });
  for (const name of ['.pre-commit-hooks.yaml', 'action.yml', 'LICENSE', 'THIRD-PARTY.txt'])
    assert.ok(existsSync(join(out, name)), name);
  writeFileSync(join(out, 'pod.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {container: []}\n');
  const ran = spawnSync(process.execPath, ['bin/podlint.cjs', '-f', 'sarif', 'pod.yaml'], { cwd: out });
  assert.equal(ran.status, 1, ran.stderr.toString());
  assert.match(ran.stdout.toString(), /"ruleId": "unknown-field"/);
});
