// Writes what a release tag holds: the built command, and what pre-commit and GitHub need to run it from the repository. Both install with
// npm at their user's, where neither a build nor development dependencies have a place, and the command brings along all it needs.
//
//   node scripts/release-layout.mjs FOLDER [COMMIT]      COMMIT: HEAD; `.`: the files as they are
import { execFileSync } from 'node:child_process';
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
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [folder, commit = 'HEAD'] = process.argv.slice(2);
if (folder === undefined || existsSync(folder)) {
  console.error('release-layout: FOLDER [COMMIT]; the folder must not exist yet');
  process.exit(2);
}

const NEEDED = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'src', 'scripts', 'bin', 'schema', 'examples'];
const KEPT = [
  'bin',
  'schema',
  'THIRD-PARTY.txt',
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  '.pre-commit-hooks.yaml',
  'action.yml',
];
const FIELDS = [
  'name',
  'version',
  'description',
  'license',
  'author',
  'homepage',
  'repository',
  'bugs',
  'type',
  'engines',
  'bin',
];

const work = mkdtempSync(join(tmpdir(), 'podlint-release-'));
try {
  copySources(work);
  symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'), 'junction');
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: work, stdio: ['ignore', 2, 2] });
  writeLayout(work, resolve(folder));
} finally {
  rmSync(work, { recursive: true, force: true });
}

function copySources(to) {
  if (commit === '.') {
    for (const name of [...NEEDED, ...KEPT])
      if (existsSync(join(root, name))) cpSync(join(root, name), join(to, name), { recursive: true });
    return;
  }
  const archive = join(to, 'sources.tar');
  execFileSync('git', ['archive', '--format=tar', '-o', archive, commit], { cwd: root });
  execFileSync('tar', ['-xf', 'sources.tar'], { cwd: to });
  rmSync(archive);
}

function writeLayout(from, to) {
  mkdirSync(to, { recursive: true });
  for (const name of KEPT) cpSync(join(from, name), join(to, name), { recursive: true });
  // The library's modules and types are for those who install the package; what is compiled is for the Node that compiled it.
  for (const name of readdirSync(join(from, 'dist'), { recursive: true })) {
    const slashed = name.replaceAll('\\', '/');
    if (/^[^/]+\.cjs$|^chunks\/|^schema\/data\//.test(slashed))
      cpSync(join(from, 'dist', name), join(to, 'dist', name));
  }
  const described = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  const kept = Object.fromEntries(
    FIELDS.filter((field) => field in described).map((field) => [field, described[field]]),
  );
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(kept, undefined, 2)}\n`);
}
