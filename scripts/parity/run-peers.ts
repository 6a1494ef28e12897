import { spawnSync } from 'node:child_process';

/** What another linter says of an object, by the name of its check. */
export interface Said {
  readonly object: string;
  readonly check: string;
}

/** How to run a linter over files, and to read what it prints. Undefined: it could not be run. */
export type RunPeer = (folder: string, files: readonly string[]) => Said[] | undefined;

/** The linters that can be run, by their command. */
export const COMMANDS: Readonly<Record<string, RunPeer>> = {
  'kube-linter': kubeLinter,
  'kube-score': kubeScore,
  polaris,
  kubesec,
};

/** `Deployment/web`: of namespaces each has its own idea where none is written. */
function objectOf(kind: string, name: string): string {
  return `${kind}/${name}`;
}

function run(command: string, args: readonly string[], cwd: string): string | undefined {
  const { stdout, error } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'ignore'] });
  return error === undefined ? stdout : undefined;
}

/** Whatever stands around the first JSON value of an output is left away. */
function jsonIn<T>(output: string, start: '{' | '['): T | undefined {
  const at = output.indexOf(start);
  try {
    return at === -1 ? undefined : (JSON.parse(output.slice(at)) as T);
  } catch {
    return undefined;
  }
}

interface KubeLinterReport {
  readonly Reports?: readonly { readonly Check: string; readonly Object: { readonly K8sObject: { readonly Name: string; readonly GroupVersionKind: { readonly Kind: string } } } }[] | null;
}

function kubeLinter(folder: string): Said[] | undefined {
  const output = run('kube-linter', ['lint', '--add-all-built-in', '--exclude', 'schema-validation', '--format', 'json', folder], folder);
  if (output === undefined) return undefined;
  const reports = jsonIn<KubeLinterReport>(output, '{')?.Reports ?? [];
  return reports.map(({ Check, Object: { K8sObject } }) => ({ check: Check, object: objectOf(K8sObject.GroupVersionKind.Kind, K8sObject.Name) }));
}

type KubeScoreReport = readonly {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string };
  readonly checks: readonly { readonly check: { readonly id: string }; readonly grade: number; readonly skipped: boolean }[];
}[];

/** A file at a time: one that it can't read would stop it for all. */
function kubeScore(folder: string, files: readonly string[]): Said[] | undefined {
  const said: Said[] = [];
  for (const file of files) {
    const output = run('kube-score', ['score', '--output-format', 'json', file], folder);
    if (output === undefined) return undefined;
    for (const { type_meta, object_meta, checks } of jsonIn<KubeScoreReport>(output, '[') ?? []) {
      const bad = checks.filter(({ grade, skipped }) => !skipped && grade > 0 && grade < 10);
      for (const { check } of bad) said.push({ check: check.id, object: objectOf(type_meta.kind, object_meta.name) });
    }
  }
  return said;
}

type PolarisResults = Readonly<Record<string, { readonly ID: string; readonly Success: boolean }>>;

interface PolarisReport {
  readonly Results?: readonly {
    readonly Name: string;
    readonly Kind: string;
    readonly Results?: PolarisResults;
    readonly PodResult?: { readonly Results?: PolarisResults; readonly ContainerResults?: readonly { readonly Results?: PolarisResults }[] } | null;
  }[];
}

function polaris(folder: string): Said[] | undefined {
  const output = run('polaris', ['audit', '--audit-path', folder, '--format', 'json'], folder);
  if (output === undefined) return undefined;
  const said: Said[] = [];
  for (const { Name, Kind, Results, PodResult } of jsonIn<PolarisReport>(output, '{')?.Results ?? []) {
    const all = [Results, PodResult?.Results, ...(PodResult?.ContainerResults ?? []).map((container) => container.Results)];
    for (const { ID, Success } of all.flatMap((results) => Object.values(results ?? {}))) if (!Success) said.push({ check: ID, object: objectOf(Kind, Name) });
  }
  return said;
}

type KubesecReport = readonly { readonly object: string; readonly scoring?: Readonly<Record<'critical' | 'advise', readonly { readonly id: string }[] | undefined>> }[];

function kubesec(folder: string, files: readonly string[]): Said[] | undefined {
  const said: Said[] = [];
  for (const file of files) {
    const output = run('kubesec', ['scan', file], folder);
    if (output === undefined) return undefined;
    for (const { object, scoring } of jsonIn<KubesecReport>(output, '[') ?? []) {
      const name = object.slice(0, object.lastIndexOf('.'));
      for (const { id } of [...(scoring?.critical ?? []), ...(scoring?.advise ?? [])]) said.push({ check: id, object: name });
    }
  }
  return said;
}
