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
  kubernetes: ['api/openapi-spec/swagger.json', 'api/discovery', 'pkg/controlplane/instance.go'],
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
    const version = name === 'kubernetes' ? `v1.${release}` : `v0.${release}`;
    modules[name] = path.join(CACHE, `${name}@${version}`);
    if (!existsSync(modules[name])) download(name, version, modules[name]);
  }
  return { minor: Number.parseInt(release, 10), version: `v1.${release}`, modules };
}

/** The newest patch of a minor that the Go proxy lists; one that lists none may still have the first. */
export function newestPatch(minor: number): string {
  const listed = listVersions().filter((v) => v.startsWith(`${minor}.`));
  const patches = listed.map((v) => Number(v.slice(v.indexOf('.') + 1)));
  return `${minor}.${Math.max(0, ...patches)}`;
}

function listVersions(): string[] {
  const out = go(['list', '-m', '-versions', 'k8s.io/kubernetes'], {});
  return out.split(/\s+/).flatMap((v) => /^v1\.(\d+\.\d+)$/.exec(v)?.[1] ?? []);
}

function download(name: ModuleName, version: string, target: string): void {
  console.error(`downloading k8s.io/${name}@${version}`);
  const modcache = mkdtempSync(path.join(tmpdir(), 'update-schemas-'));
  try {
    // What the user's own module cache holds already is not downloaded again.
    const own = path.join(go(['env', 'GOMODCACHE'], {}).trim(), 'cache/download');
    const proxy = `file://${own},${go(['env', 'GOPROXY'], {}).trim()}`;
    const env = { GOMODCACHE: modcache, GOPROXY: proxy, GOFLAGS: '-modcacherw' };
    const out = go(['mod', 'download', '-json', `k8s.io/${name}@${version}`], env);
    keep((JSON.parse(out) as { Dir: string }).Dir, WANTED[name], target);
  } finally {
    rmSync(modcache, { recursive: true, force: true });
  }
}

/** Copies the wanted files beside the target and moves them there at the end, so that a broken run leaves no half. */
function keep(from: string, wanted: readonly string[], target: string): void {
  const part = `${target}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  for (const file of wanted) {
    const source = path.join(from, file);
    if (!existsSync(source)) continue;
    cpSync(source, path.join(part, file), {
      recursive: true,
      filter: (f) => !/(_test\.go|\.pb\.go|\.proto|testdata|types_swagger_doc_generated\.go|zz_generated\.(deepcopy|conversion|defaults)\.go)$/.test(f),
    });
  }
  renameSync(part, target);
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
