import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where the needed files of the Go modules of one Kubernetes release lie. */
export interface Sources {
  readonly minor: number;
  readonly version: string;
  /** Folder of a module, by its last path element (`kubernetes`, `api`, ...). */
  readonly modules: Readonly<Record<ModuleName, string>>;
}

type ModuleName = keyof typeof WANTED;

/** What is kept of each module; a zip of Kubernetes is 25 MB, this is 5 MB. */
const WANTED = {
  kubernetes: ['api/openapi-spec/swagger.json', 'api/discovery', 'pkg/controlplane/instance.go', 'pkg/apis'],
  api: ['.'],
  apimachinery: [
    'pkg/apis/meta/v1',
    'pkg/apis/meta/v1beta1',
    'pkg/runtime',
    'pkg/util/intstr',
    'pkg/api/resource',
    'pkg/types',
    'pkg/version',
  ],
  'apiextensions-apiserver': ['pkg/apis/apiextensions/v1', 'pkg/apis/apiextensions/v1beta1'],
  'kube-aggregator': ['pkg/apis/apiregistration/v1', 'pkg/apis/apiregistration/v1beta1'],
} as const;

const CACHE = path.resolve('node_modules/.cache/update-schemas');

/** Downloads what is needed of a release (`37.1`), or finds it in the cache. */
export function fetchSources(release: string): Sources {
  const names = Object.keys(WANTED) as ModuleName[];
  const modules = {} as Record<ModuleName, string>;
  for (const name of names) {
    modules[name] = path.join(CACHE, `${name}@${release}`);
    if (!existsSync(modules[name])) download(name, release, modules[name]);
  }
  return { minor: Number.parseInt(release, 10), version: `v1.${release}`, modules };
}

/** The newest patch of a minor (`37.2` of 37) that the Go proxy lists of a module; one that lists none may still have the first. */
export function newestPatch(minor: number, name: ModuleName = 'kubernetes'): string {
  const listed = go(['list', '-m', '-versions', `k8s.io/${name}`], {});
  const patches = [...listed.matchAll(/\bv[01]\.(\d+)\.(\d+)(?![\w.-])/g)].flatMap((m) =>
    Number(m[1]) === minor ? [Number(m[2])] : [],
  );
  return `${minor}.${Math.max(0, ...patches)}`;
}

function download(name: ModuleName, release: string, target: string): void {
  const modcache = mkdtempSync(path.join(tmpdir(), 'update-schemas-'));
  try {
    // What the user's own module cache holds already is not downloaded again.
    const own = path.join(go(['env', 'GOMODCACHE'], {}).trim(), 'cache/download');
    const proxy = `file://${own},${go(['env', 'GOPROXY'], {}).trim()}`;
    const env = { GOMODCACHE: modcache, GOPROXY: proxy, GOFLAGS: '-modcacherw' };
    keep(downloadModule(name, release, env), WANTED[name], target);
  } finally {
    rmSync(modcache, { recursive: true, force: true });
  }
}

/**
 * Patches of a minor hold the same types, so where the proxy lacks one of a smaller module (or its checksum) another of the same minor
 * stands in for it.
 */
function downloadModule(name: ModuleName, release: string, env: Record<string, string>): string {
  const minor = Number.parseInt(release, 10);
  const patches = name === 'kubernetes' ? [release] : [release, newestPatch(minor, name), `${minor}.0`];
  for (const patch of new Set(patches)) {
    const module = `k8s.io/${name}@${name === 'kubernetes' ? 'v1' : 'v0'}.${patch}`;
    console.error(`downloading ${module}`);
    try {
      return (JSON.parse(go(['mod', 'download', '-json', module], env)) as { Dir: string }).Dir;
    } catch (error) {
      console.error(`  not to be had: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  throw new Error(`k8s.io/${name} of Kubernetes 1.${release} can't be downloaded`);
}

/** Copies the wanted files beside the target and moves them there at the end, so that a broken run leaves no half. */
function keep(from: string, wanted: readonly string[], target: string): void {
  const part = `${target}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  for (const file of wanted) {
    const source = path.join(from, file);
    if (!existsSync(source)) continue;
    const filter = from.includes('/kubernetes@') && file === 'pkg/apis' ? isGeneratedValidation : isUseful;
    cpSync(source, path.join(part, file), { recursive: true, filter });
  }
  renameSync(part, target);
}

function isUseful(file: string): boolean {
  return !/(_test\.go|\.pb\.go|\.proto|testdata|swagger_doc_generated\.go|zz_generated\.(deepcopy|conversion|defaults)\.go)$/.test(
    file,
  );
}

/** Of Kubernetes' own packages only the generated validation is read (which types have one), and the folders on the way to it. */
function isGeneratedValidation(file: string): boolean {
  return !path.extname(file) || path.basename(file) === 'zz_generated.validations.go';
}

function go(args: string[], env: Record<string, string>): string {
  return execFileSync('go', args, {
    cwd: tmpdir(),
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
