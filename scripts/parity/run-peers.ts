import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** What another linter says of an object, by the name of its check. */
export interface Said {
  /** `Deployment/web`, behind its file where the linter says which. */
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

/** An object by kind and name: of namespaces each linter has its own idea where none is written. */
export function objectOf(kind: string, name: string, file?: string): string {
  return `${file === undefined ? '' : `${file} `}${kind}/${name}`;
}

function run(command: string, args: readonly string[], cwd: string): string | undefined {
  const { stdout, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
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
  readonly Reports?:
    | readonly {
        readonly Check: string;
        readonly Object: {
          readonly Metadata: { readonly FilePath: string };
          readonly K8sObject: { readonly Name: string; readonly GroupVersionKind: { readonly Kind: string } };
        };
      }[]
    | null;
}

function kubeLinter(folder: string): Said[] | undefined {
  const output = run(
    'kube-linter',
    ['lint', '--add-all-built-in', '--exclude', 'schema-validation', '--format', 'json', folder],
    folder,
  );
  if (output === undefined) return undefined;
  const reports = jsonIn<KubeLinterReport>(output, '{')?.Reports ?? [];
  return reports.map(({ Check, Object: { K8sObject, Metadata } }) => ({
    check: Check,
    object: objectOf(K8sObject.GroupVersionKind.Kind, K8sObject.Name, relative(folder, Metadata.FilePath)),
  }));
}

type KubeScoreReport = readonly {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string };
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
  }[];
}[];

/** A file at a time: one that it can't read would stop it for all. */
function kubeScore(folder: string, files: readonly string[]): Said[] | undefined {
  const said: Said[] = [];
  for (const file of files) {
    const output = run('kube-score', ['score', '--output-format', 'json', file], folder);
    if (output === undefined) return undefined;
    for (const { type_meta, object_meta, checks } of jsonIn<KubeScoreReport>(output, '[') ?? []) {
      const bad = checks.filter(({ grade, skipped }) => !skipped && grade > 0 && grade < 10);
      for (const { check } of bad)
        said.push({ check: check.id, object: objectOf(type_meta.kind, object_meta.name, relative(folder, file)) });
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
    readonly PodResult?: {
      readonly Results?: PolarisResults;
      readonly ContainerResults?: readonly { readonly Results?: PolarisResults }[];
    } | null;
  }[];
}

function polaris(folder: string, files: readonly string[]): Said[] | undefined {
  const said: Said[] = [];
  for (const file of files) {
    const output = run('polaris', ['audit', '--audit-path', file, '--format', 'json'], folder);
    if (output === undefined) return undefined;
    said.push(...polarisFindings(output, relative(folder, file)));
  }
  return said;
}

function polarisFindings(output: string, file: string): Said[] {
  const said: Said[] = [];
  for (const { Name, Kind, Results, PodResult } of jsonIn<PolarisReport>(output, '{')?.Results ?? []) {
    const all = [
      Results,
      PodResult?.Results,
      ...(PodResult?.ContainerResults ?? []).map((container) => container.Results),
    ];
    for (const { ID, Success } of all.flatMap((results) => Object.values(results ?? {})))
      if (!Success) said.push({ check: ID, object: objectOf(Kind, Name, file) });
  }
  return said;
}

type KubesecReport = readonly {
  readonly object: string;
  readonly scoring?: Readonly<Record<'critical' | 'advise', readonly { readonly id: string }[] | undefined>>;
}[];

/** The kinds that kubesec looks at. It takes no object without a schema, and loads schemas from elsewhere: here it gets some that allow everything. */
const SCHEMAS = ['pod-v1', 'deployment-apps-v1', 'statefulset-apps-v1', 'daemonset-apps-v1'];

function kubesec(folder: string, files: readonly string[]): Said[] | undefined {
  const schemas = mkdtempSync(join(tmpdir(), 'parity-'));
  for (const name of SCHEMAS) writeFileSync(join(schemas, `${name}.json`), '{}');
  const location = join(schemas, '{{ .ResourceKind }}{{ .KindSuffix }}.json');
  const said = kubesecFindings(folder, files, location);
  rmSync(schemas, { recursive: true });
  return said;
}

function kubesecFindings(folder: string, files: readonly string[], location: string): Said[] | undefined {
  const said: Said[] = [];
  for (const file of files) {
    const output = run('kubesec', ['scan', '--schema-location', location, file], folder);
    if (output === undefined) return undefined;
    for (const { object, scoring } of jsonIn<KubesecReport>(output, '[') ?? []) {
      const name = object.slice(0, object.lastIndexOf('.'));
      for (const { id } of [...(scoring?.critical ?? []), ...(scoring?.advise ?? [])])
        said.push({ check: id, object: `${relative(folder, file)} ${name}` });
    }
  }
  return said;
}
