import { fixOf, replaceValue } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { isPlaceholder } from '../model/image.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { type Grant, grantsOf, isInGroup, ownResources } from './shared/rbac.ts';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
/** Verbs of single resources, of the past, and of the addresses of the kubelet. */
const SPECIAL = [
  '*',
  'approve',
  'attest',
  'bind',
  'escalate',
  'impersonate',
  'proxy',
  'redirect',
  'sign',
  'use',
  'initialize',
  'manage',
];
const MEANT: Readonly<Record<string, string>> = {
  read: 'get',
  view: 'get',
  post: 'create',
  put: 'update',
  write: 'update',
  edit: 'update',
  modify: 'update',
  add: 'create',
  remove: 'delete',
};

export const rule: Rule = {
  category: 'rbac',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  kinds: ['Role', 'ClusterRole'],
  object(manifest, report) {
    const grants = grantsOf(manifest);
    const own = ownResources();
    for (const grant of grants) {
      // What the operators and aggregated servers of other groups understand is theirs to say.
      if (
        grant.resources.length === 0 ||
        grant.groups.length === 0 ||
        grant.groups.some((group) => group !== '*' && !own.isOwn(group))
      )
        continue;
      for (const { at, message, instead, fixAt = at } of faultsOf(grant, { minor: manifest.minor, others: grants })) {
        report(at, message, { fix: fixFor(fixAt, instead) });
      }
    }
  },
};

function fixFor(at: Field<string>, instead: string | undefined): ReturnType<typeof fixOf> {
  if (instead === undefined || at.node === undefined) return undefined;
  const text = instead === '' ? '""' : instead;
  return fixOf(`write ${text}`, at, false, [replaceValue(at.node, text)]);
}

interface Fault {
  readonly at: Field<string>;
  readonly message: string;
  readonly instead?: string | undefined;
  /** Where to write it, if that is not the place itself. */
  readonly fixAt?: Field<string> | undefined;
}

interface Around {
  readonly minor: number;
  readonly others: readonly Grant[];
}

function* faultsOf(grant: Grant, around: Around): Iterable<Fault> {
  yield* verbFaults(grant);
  const own = ownResources();
  if (grant.groups.every((group) => group !== '*' && !own.isServed(group, around.minor)))
    yield* goneGroup(grant, around);
  else if (!grant.groups.includes('*')) yield* resourceFaults(grant, around);
  yield* nameFaults(grant);
}

function* verbFaults({ field, verbs }: Grant): Iterable<Fault> {
  for (const [index, verb] of verbs.entries()) {
    if (VERBS.includes(verb) || SPECIAL.includes(verb) || !/^[A-Za-z]+$/.test(verb) || isPlaceholder(verb)) continue;
    const meant = MEANT[verb.toLowerCase()] ?? nearest(verb, VERBS);
    const hint = meant === undefined ? `verbs are ${VERBS.join(', ')}` : `did you mean ${quote(meant)}?`;
    yield {
      at: field.get('verbs').item(index),
      message: `no request has the verb ${quote(verb)}; ${hint}`,
      instead: meant !== undefined && !verbs.includes(meant) ? meant : undefined,
    };
  }
}

/** A rule about groups of which nothing is left, where the role has no rule about the same resources in their group of today. */
function* goneGroup({ field, groups, resources }: Grant, around: Around): Iterable<Fault> {
  const own = ownResources();
  const lost = resources.filter((resource) => !isGrantedToday(resource, around));
  const today = new Set(lost.map((resource) => own.groupOf(baseOf(resource), around.minor)));
  const [group] = today;
  if (group === undefined || today.has(undefined)) return;
  const message = `nothing is left in group ${quote(groups[0])}: ${quote(lost[0])} is in ${quote(group)}`;
  yield {
    at: field.get('apiGroups').item(0),
    message,
    instead: today.size === 1 && groups.length === 1 ? group : undefined,
  };
}

/** Whether some rule of the role is about a resource in the group that has it today. */
function isGrantedToday(resource: string, { minor, others }: Around): boolean {
  const group = ownResources().groupOf(baseOf(resource), minor);
  if (group === undefined) return false;
  return others.some(
    (other) => isInGroup(other, group) && (other.resources.includes(resource) || other.resources.includes('*')),
  );
}

function* resourceFaults({ field, groups, resources }: Grant, around: Around): Iterable<Fault> {
  const own = ownResources();
  for (const [index, resource] of resources.entries()) {
    if (
      resource.includes('*') ||
      resource.includes('/') ||
      isPlaceholder(resource) ||
      groups.some((group) => own.has(group, resource))
    )
      continue;
    const at = field.get('resources').item(index);
    const plural = own.pluralOf(resource);
    const named = groups.map((group) => (group === '' ? 'the core group' : `\`${group}\``)).join(', ');
    const group = own.groupOf(resource, around.minor);
    if (isGrantedToday(resource, around)) continue;
    if (plural !== undefined && plural !== resource) {
      const message = `resources are named in plural and lower case: ${quote(plural)}, not ${quote(resource)}`;
      yield { at, message, instead: resources.includes(plural) ? undefined : plural };
    } else if (group !== undefined) {
      const message = `${quote(resource)} is in ${group === '' ? 'the core group ("")' : `group \`${group}\``}, not in ${named}`;
      const alone = resources.length === 1 && groups.length === 1;
      yield { at, message, instead: alone ? group : undefined, fixAt: field.get('apiGroups').item(0) };
    } else {
      const near = nearest(resource, own.in(groups));
      if (near !== undefined)
        yield {
          at,
          message: `no resource ${quote(resource)} in ${named}; did you mean ${quote(near)}?`,
          instead: resources.includes(near) ? undefined : near,
        };
    }
  }
}

/** When an object is created, or many are deleted at once, the request names none. */
function* nameFaults({ field, verbs, resources, names }: Grant): Iterable<Fault> {
  if (
    names.length === 0 ||
    verbs.length === 0 ||
    resources.some((resource) => resource.includes('/') || resource === '*')
  )
    return;
  if (!verbs.every((verb) => verb === 'create' || verb === 'deletecollection')) return;
  yield {
    at: field.get('verbs').item(0),
    message: `a ${verbs[0]} request names no object, so a rule with resourceNames never allows it`,
  };
}

function baseOf(resource: string): string {
  const slash = resource.indexOf('/');
  return slash === -1 ? resource : resource.slice(0, slash);
}

export const docs: RuleDocs = {
  summary: 'A rule of a role that can never grant anything.',
  why: `The API server stores any words as verbs, groups and resources; a rule that no request can match is only noticed when the program is refused. Resources are named in plural and lower case (\`pods\`), under their own
group (\`deployments\` are in \`apps\`, not in \`""\`); verbs are those of the API (\`get\`, \`list\`, \`watch\`, \`create\`, \`update\`, \`patch\`, \`delete\`, \`deletecollection\`), not those of HTTP. The group \`extensions\` is empty
since 1.22. \`create\` and \`deletecollection\` can't be limited by \`resourceNames\`. Rules that name a group of somebody else are left alone.`,
  bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
rules:
  - apiGroups: [""]
    resources: [pod]
    verbs: [get, list]
`,
  good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get, list]
`,
};
