import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sources } from './fetch.ts';

/** What the Go program `gotypes` says of a release. */
export interface GoFacts {
  readonly packages: Readonly<Record<string, GoPackage>>;
  readonly config: readonly { readonly func: string; readonly package: string; readonly resource: string }[];
}

export interface GoPackage {
  readonly group: string;
  readonly version: string;
  readonly types: Readonly<Record<string, GoTypeDecl>>;
  readonly consts: readonly GoConst[] | null;
  readonly registered: readonly string[] | null;
  readonly lifecycle: Readonly<Record<string, GoLifecycle>>;
  /** Types that have generated validation, as `import/path.Name`. */
  readonly validated: readonly string[] | null;
}

export interface GoTypeDecl {
  readonly markers: readonly string[];
  readonly type: GoType;
  readonly alias: boolean;
  readonly unmarshal: boolean;
}

export interface GoType {
  readonly name?: string;
  readonly list?: GoType;
  readonly map?: GoType;
  readonly pointer?: GoType;
  readonly struct?: readonly GoField[];
  readonly other?: string;
}

export interface GoField {
  readonly name: string;
  readonly json: string;
  readonly inline: boolean;
  readonly type: GoType;
  readonly markers: readonly string[];
}

export interface GoConst {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  /** The constant that it takes its value from, as `import/path.Name`. */
  readonly same: string;
}

export interface GoLifecycle {
  readonly introduced: number;
  readonly deprecated: number;
  readonly removed: number;
  /** `apps/v1 Deployment` */
  readonly replacement: string;
}

/** The part of an OpenAPI v2 schema that matters here. */
export interface OpenApiSchema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[];
}

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

interface Operation {
  readonly 'x-kubernetes-action'?: string;
  readonly 'x-kubernetes-group-version-kind'?: GroupVersionKind;
}

export interface OpenApi {
  readonly definitions: Readonly<Record<string, OpenApiSchema>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** All that is read of one Kubernetes minor. */
export interface Release {
  readonly minor: number;
  readonly go: GoFacts;
  readonly openapi: OpenApi;
  /** Short names by `apps/v1 deployments`; only releases from 1.26 on bring them. */
  readonly shortNames: ReadonlyMap<string, readonly string[]>;
}

/** Reads a downloaded release. */
export function readRelease(sources: Sources): Release {
  const swagger = path.join(sources.modules.kubernetes, 'api/openapi-spec/swagger.json');
  return {
    minor: sources.minor,
    go: runGoTypes(sources),
    openapi: JSON.parse(readFileSync(swagger, 'utf8')) as OpenApi,
    shortNames: readShortNames(path.join(sources.modules.kubernetes, 'api/discovery')),
  };
}

function runGoTypes(sources: Sources): GoFacts {
  const { api, apimachinery, kubernetes } = sources.modules;
  const args = packagesBelow('k8s.io/api', api);
  for (const p of ['pkg/apis/meta/v1', 'pkg/runtime', 'pkg/util/intstr', 'pkg/api/resource', 'pkg/types'])
    args.push(`k8s.io/apimachinery/${p}=${path.join(apimachinery, p)}`);
  for (const module of ['apiextensions-apiserver', 'kube-aggregator'] as const)
    args.push(...packagesBelow(`k8s.io/${module}`, sources.modules[module]));
  args.push(...packagesBelow('k8s.io/kubernetes', kubernetes));
  const program = globGo(path.join(import.meta.dirname, 'gotypes'));
  const config = path.join(kubernetes, 'pkg/controlplane/instance.go');
  const out = execFileSync('go', ['run', ...program, '-config', config, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(out) as GoFacts;
}

function globGo(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.go'))
    .map((name) => path.join(folder, name));
}

/** Files that only the folder of an API version has. */
const MARKS = ['register.go', 'zz_generated.validations.go'];

/** Every folder with Go files of an API version, as `import/path=folder`. */
function packagesBelow(importPath: string, folder: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const below = path.join(folder, entry.name);
    if (MARKS.some((file) => existsSync(path.join(below, file)))) found.push(`${importPath}/${entry.name}=${below}`);
    found.push(...packagesBelow(`${importPath}/${entry.name}`, below));
  }
  return found;
}

interface ResourceList {
  readonly groupVersion: string;
  readonly resources?: readonly { readonly name: string; readonly shortNames?: readonly string[] }[];
}

function readShortNames(folder: string): Map<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  if (!existsSync(folder)) return names;
  for (const file of readdirSync(folder)) {
    if (!/__v\w+\.json$/.test(file)) continue;
    const list = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as ResourceList;
    for (const r of list.resources ?? []) if (r.shortNames) names.set(`${list.groupVersion} ${r.name}`, r.shortNames);
  }
  return names;
}
