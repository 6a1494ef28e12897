import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, describe, test } from 'node:test';
import { parse } from 'yaml';
import { parseArguments } from '../src/cli/flags.ts';
import { FORMAT_NAMES } from '../src/format/names.ts';
import { ROOT, folder, pod, podlint, podlintProcess } from './helpers/command.ts';

const BAD = `${pod()}      ports:\n        - containerPort: 65536\n`;
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const CI = read('docs/ci.md');

/** The code blocks of a page in one language. */
function blocks(page: string, language: string): string[] {
  return [...page.matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
    .filter(([, own]) => own === language)
    .map(([, , text]) => text as string);
}

/** A command line as a shell would take it apart; the pages use nothing of a shell's but quotes. */
function words(line: string): string[] {
  assert.doesNotMatch(line.replace(/"[^"]*"/g, ''), /[|&;<>$*`\\]/, line);
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => (quoted ?? plain) as string);
}

/** Every text in a YAML document. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) yield* textsOf(one);
}

describe('docs/ci.md', () => {
  const cwd = (t: TestContext): string =>
    folder(t, { 'deploy/web.yaml': BAD, 'deploy/values.yaml': 'a: 1\n', 'test-results/.keep': '' });

  const inShell = blocks(CI, 'sh').map((block) => block.trim().split('\n'));
  const inYaml = blocks(CI, 'yaml')
    .flatMap((block) => [...textsOf(parse(block))])
    .flatMap((text) => text.split('\n'))
    .map((line) => line.trim().replaceAll('${{ matrix.part }}', '2'));
  const inGroovy = blocks(CI, 'groovy').flatMap((block) =>
    [...block.matchAll(/sh '([^']*)'/g)].map(([, line]) => line as string),
  );

  for (const lines of inShell) {
    test(`as written: ${lines.join(' ; ')}`, async (t) => {
      const here = cwd(t);
      for (const line of lines) {
        if (line === 'npm install --global podlint' || line === 'mkdir -p test-results') continue;
        await assertRuns(line, here);
      }
    });
  }

  test('the templates run the same command lines', async (t) => {
    const lines = [...inYaml, ...inGroovy]
      .map((line) => line.replace(/^\.podlint\/node_modules\/\.bin\//, ''))
      .filter((line) => line.startsWith('podlint '));
    assert.ok(lines.length >= 7, lines.join('\n'));
    const here = cwd(t);
    for (let i = 1; i <= 4; i++)
      await podlint(['--shard', `${i}/4`, '-f', 'json', '-o', `part-${i}.json`], { cwd: here });
    for (const line of lines) await assertRuns(line.replace('"$TARGET"', '.'), here);
  });

  async function assertRuns(line: string, here: string): Promise<void> {
    const [command, ...argv] = words(line);
    assert.equal(command, 'podlint', line);
    const { status, stderr } = await podlint(argv, { cwd: here });
    assert.equal(status, argv.includes('--exit-zero') ? 0 : 1, `${line}: ${stderr}`);
    for (const word of argv) {
      const file = /^\w+=(.+)$/.exec(word)?.[1];
      if (file !== undefined) assert.ok(existsSync(join(here, file)), `${line} writes ${file}`);
    }
  }

  test('every input and output of the action is described', () => {
    const { inputs, outputs } = parse(read('action.yml')) as {
      inputs: Record<string, unknown>;
      outputs: Record<string, unknown>;
    };
    for (const name of [...Object.keys(inputs), ...Object.keys(outputs)]) assert.ok(CI.includes(`\`${name}\``), name);
  });
});

describe('the action', () => {
  const { runs, inputs } = parse(read('action.yml')) as {
    runs: { steps: { run: string; env: Record<string, string> }[] };
    inputs: Record<string, { default: string }>;
  };
  const [step] = runs.steps as [(typeof runs.steps)[number]];

  interface Ran {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
    readonly summary: string;
    readonly output: string;
  }

  /** Runs the step as the runner does: inputs come in as variables, files take what it says. */
  function act(cwd: string, asked: Readonly<Record<string, string>> = {}, event = 'push'): Ran {
    const env: Record<string, string | undefined> = {
      ...process.env,
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: event,
    };
    for (const [name, value] of Object.entries(step.env)) {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1];
      env[name] = input === undefined ? ROOT : (asked[input] ?? inputs[input]?.default);
    }
    const [summary, output] = [join(cwd, 'summary.txt'), join(cwd, 'output.txt')];
    for (const file of [summary, output]) writeFileSync(file, '');
    const run = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run], {
      cwd,
      env: { ...env, GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output },
    });
    return {
      status: run.status,
      stdout: run.stdout.toString(),
      stderr: run.stderr.toString(),
      summary: readFileSync(summary, 'utf8'),
      output: readFileSync(output, 'utf8'),
    };
  }

  test('fails on a bad manifest, with annotations and a summary', (t) => {
    const cwd = folder(t, { 'deploy/web.yaml': BAD });
    const { status, stdout, stderr, summary, output } = act(cwd);
    assert.deepEqual([status, stderr], [1, '']);
    assert.match(stdout, /^deploy\/web\.yaml:10:26: error api-invalid /m);
    assert.match(stdout, /^::error file=deploy\/web\.yaml,line=10,col=26,/m);
    assert.match(summary, /### podlint\n\n1 error/);
    assert.equal(output, 'status=1\n');
  });

  test('passes on a good one', (t) => {
    const { status, stdout, summary, output } = act(folder(t, { 'pod.yaml': pod() }));
    assert.deepEqual([status, stdout, output], [0, '', 'status=0\n']);
    assert.match(summary, /✅/);
  });

  test('inputs choose what is written', (t) => {
    const cwd = folder(t, { 'my deploy/web.yaml': BAD, 'pod.yaml': BAD });
    const { status, stdout, stderr, summary } = act(cwd, {
      args: '"my deploy"\n--preset api',
      annotations: 'false',
      summary: 'false',
      sarif: 'out.sarif',
    });
    assert.equal(status, 1, stderr);
    assert.match(stdout, /^my deploy\/web\.yaml:10:26/);
    assert.doesNotMatch(stdout, /::error|^pod\.yaml/m);
    assert.equal(summary, '');
    assert.equal((JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8')) as { version: string }).version, '2.1.0');
  });

  test('what stands in an input is not run', (t) => {
    const cwd = folder(t, { 'pod.yaml': pod() });
    act(cwd, { args: 'pod.yaml; touch ran1 $(touch ran2) `touch ran3`', sarif: '$(touch ran4)', version: '' });
    for (let i = 1; i <= 4; i++) assert.equal(existsSync(join(cwd, `ran${i}`)), false);
  });

  test('a quote without an end is an error, not a shorter command line', (t) => {
    assert.notEqual(act(folder(t, { 'pod.yaml': pod() }), { args: 'pod.yaml "deploy' }).status, 0);
  });

  test('code in a config does not run for a pull request', (t) => {
    const files = {
      'pod.yaml': pod(),
      'podlint.config.mjs': "import { writeFileSync } from 'node:fs';\nwriteFileSync('ran', '');\nexport default {};\n",
    };
    for (const [event, asked, ran] of [
      ['pull_request', {}, false],
      ['pull_request_target', {}, false],
      ['push', { 'config-code': 'false' }, false],
      ['push', {}, true],
      ['pull_request', { 'config-code': 'true' }, true],
    ] as const) {
      const cwd = folder(t, files);
      const { status } = act(cwd, asked, event);
      assert.deepEqual([status, existsSync(join(cwd, 'ran'))], [ran ? 0 : 2, ran], `${event} ${JSON.stringify(asked)}`);
    }
  });
});

describe('pre-commit hooks', () => {
  const hooks = parse(read('.pre-commit-hooks.yaml')) as {
    id: string;
    entry: string;
    language: string;
    types_or: string[];
    pass_filenames?: boolean;
    require_serial: boolean;
  }[];

  test('what they run exists', () => {
    assert.deepEqual(
      hooks.map(({ id }) => id),
      ['podlint', 'podlint-project'],
    );
    for (const { entry, language, types_or, require_serial } of hooks) {
      const [command, ...argv] = entry.split(' ');
      assert.equal(command, 'podlint');
      parseArguments(argv);
      assert.deepEqual(
        { language, types_or, require_serial },
        { language: 'node', types_or: ['yaml', 'json'], require_serial: true },
      );
    }
  });

  test('the arguments that docs/pre-commit.md shows are accepted', async (t) => {
    const cwd = folder(t, { 'pod.yaml': pod() });
    const shown = blocks(read('docs/pre-commit.md'), 'yaml').flatMap((block) =>
      [...block.matchAll(/^ *args: (\[.*\])$/gm)].map(([, list]) => parse(list as string) as string[]),
    );
    assert.ok(shown.length >= 3);
    for (const argv of shown)
      assert.notEqual((await podlint([...argv, 'pod.yaml'], { cwd })).status, 2, argv.join(' '));
  });

  test('the list of changed files may be empty, or hold what is no manifest', (t) => {
    const cwd = folder(t, { 'my file.json': '{"name":"x"}', 'pod.yaml': BAD });
    for (const [input, status] of [
      ['', 0],
      ['my file.json\0', 0],
      ['my file.json\0pod.yaml\0', 1],
    ] as const) {
      const run = spawnSync(process.execPath, [join(ROOT, 'bin/podlint.cjs'), '--stdin-files0'], { cwd, input });
      assert.deepEqual([run.status, run.stderr.toString()], [status, ''], JSON.stringify(input));
    }
  });
});

describe('in a folder of the repository', () => {
  for (const [format, variable] of [
    ['github', 'GITHUB_WORKSPACE'],
    ['sarif', 'GITHUB_WORKSPACE'],
    ['gitlab', 'CI_PROJECT_DIR'],
    ['azure', 'BUILD_SOURCESDIRECTORY'],
  ] as const) {
    test(`${format} names files from the root`, async (t) => {
      const root = folder(t, { 'infra/deploy/my web.yaml': BAD });
      const cwd = join(root, 'infra');
      const report = async (at: string): Promise<string> =>
        (await podlint(['-f', format], { cwd, env: { [variable]: at } })).stdout;
      const name = /(?<=[="])(?:[\w ]+\/)*(?:infra\/)?deploy\/my(?: |%20)web\.yaml/;
      const named = async (at: string): Promise<string | undefined> =>
        name.exec(await report(at))?.[0]?.replace('%20', ' ');
      assert.equal(await named(root), 'infra/deploy/my web.yaml');
      for (const at of [cwd, join(cwd, 'deploy'), join(root, 'other'), 'infra', ''])
        assert.equal(await named(at), 'deploy/my web.yaml', at);
      const there = podlint(['-f', format, join(root, 'infra/deploy/my web.yaml')], {
        cwd: root,
        env: { [variable]: root },
      });
      assert.equal(name.exec((await there).stdout)?.[0]?.replace('%20', ' '), 'infra/deploy/my web.yaml');
    });
  }

  test('fixes in it are found by the name from the root', async (t) => {
    const root = folder(t, { 'infra/typo.yaml': pod().replace('containers:', 'container:') });
    const { stdout } = await podlint(['-f', 'sarif'], { cwd: join(root, 'infra'), env: { GITHUB_WORKSPACE: root } });
    const { runs } = JSON.parse(stdout) as {
      runs: { results: { fixes: { artifactChanges: { artifactLocation: { uri: string } }[] }[] }[] }[];
    };
    assert.equal(runs[0]?.results[0]?.fixes[0]?.artifactChanges[0]?.artifactLocation.uri, 'infra/typo.yaml');
  });
});

test('the Dockerfile copies what is there, and runs as nobody', () => {
  const lines = read('Dockerfile').split('\n');
  const letIn = read('.dockerignore').split('\n');
  const copied = lines.filter((line) => /^COPY (?!--from)/.test(line)).flatMap((line) => line.split(' ').slice(1, -1));
  assert.ok(copied.length > 5);
  for (const name of copied) {
    assert.ok(existsSync(join(ROOT, name)), name);
    assert.ok(
      letIn.some((one) => one === `!${name}` || (one === '!tsconfig*.json' && name.startsWith('tsconfig'))),
      `${name} is not let in`,
    );
  }
  const kept = lines
    .filter((line) => line.startsWith('COPY --from=build'))
    .flatMap((line) => line.split(' ').slice(2, -1));
  assert.deepEqual(kept.map((path) => path.replace('/src/', '')).sort(), [
    'LICENSE',
    'THIRD-PARTY.txt',
    'bin',
    'dist',
    'package.json',
  ]);
  assert.ok(lines.indexOf('USER 65532:65532') > lines.lastIndexOf('FROM node:22-alpine'));
});

describe('.vscode/tasks.json', () => {
  interface Matcher {
    readonly fileLocation: readonly string[];
    readonly pattern: {
      readonly regexp: string;
      readonly file: number;
      readonly line: number;
      readonly column: number;
      readonly severity: number;
      readonly code: number;
      readonly message: number;
    };
  }
  const { tasks } = JSON.parse(read('.vscode/tasks.json')) as { tasks: { args: string[]; problemMatcher: Matcher }[] };
  const [task] = tasks as [(typeof tasks)[number]];

  test('the problem matcher reads every line that podlint prints', async (t) => {
    const cwd = folder(t, {
      'a b.yaml': BAD,
      'größe.yaml': pod('web', 'web'),
      'typo.yaml': pod().replace('containers:', 'container:'),
    });
    const argv = task.args.slice(task.args.indexOf('podlint') + 1);
    const { stdout } = await podlint(argv, { cwd });
    const { findings } = JSON.parse((await podlint(['-f', 'json'], { cwd })).stdout) as {
      findings: Record<string, unknown>[];
    };
    const { regexp, file, line, column, severity, code, message } = task.problemMatcher.pattern;
    const read = stdout
      .split('\n')
      .map((one) => new RegExp(regexp).exec(one))
      .filter((match) => match !== null);
    assert.deepEqual(
      read.map((m) => [m[file], Number(m[line]), Number(m[column]), m[severity], m[code], m[message]]),
      findings.map((one) => [one['file'], one['line'], one['column'], one['severity'], one['rule'], one['message']]),
    );
    assert.ok(findings.length >= 3);
  });

  test('docs/editors.md shows it as it is', () => {
    const [shown] = blocks(read('docs/editors.md'), 'json') as [string];
    assert.deepEqual(JSON.parse(shown), JSON.parse(read('.vscode/tasks.json')));
  });

  test('a path with a drive is a path', () => {
    const match = new RegExp(task.problemMatcher.pattern.regexp).exec(
      'C:\\deploy\\web.yaml:3:14: error api-invalid it is: wrong',
    );
    assert.deepEqual(match?.slice(1), ['C:\\deploy\\web.yaml', '3', '14', 'error', 'api-invalid', 'it is: wrong']);
  });
});

test('the built command writes every format', (t) => {
  const cwd = folder(t, { 'pod.yaml': BAD });
  const run = podlintProcess(['pod.yaml', ...FORMAT_NAMES.flatMap((name) => ['-f', `${name}=out.${name}`])], { cwd });
  assert.deepEqual(run, { status: 1, stdout: '', stderr: '' });
  for (const name of FORMAT_NAMES) assert.match(readFileSync(join(cwd, `out.${name}`), 'utf8'), /65536/, name);
});
