import type { Rule, RuleDocs } from '../model/rule.ts';
import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import { resolve } from '../model/scalar.ts';
import { groupOf } from '../schema/kinds.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'info',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'safe',
  object(manifest, report) {
    const { root } = manifest;
    // Nothing of it is plain.
    if (
      manifest.plain ||
      manifest.object === undefined ||
      !isBuiltIn(manifest) ||
      root.get('metadata')?.get('resourceVersion') !== undefined
    )
      return;
    const found = ownedBy(manifest);
    const [first] = found;
    if (first === undefined) return;
    const fix = fixOf(
      'remove what the cluster writes',
      first.node,
      true,
      found.map(({ parent, node }) => removeEntry(parent, node)),
    );
    report(
      { start: first.node.keyStart, end: first.node.keyEnd },
      `\`${first.node.key}\` is written by the cluster and ignored here`,
      { fix, path: first.path },
    );
  },
};

interface Owned {
  readonly parent: Node;
  readonly node: Node;
  readonly path: string;
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const METADATA = ['uid', 'generation', 'selfLink', 'creationTimestamp', 'deletionTimestamp', 'managedFields'] as const;

/** The written fields that are the cluster's, in the order of the text. */
function ownedBy({ root, kind }: Manifest): Owned[] {
  const found: Owned[] = [];
  const add = (parent: Node | undefined, key: string, path: string): void => {
    const node = parent?.get(key);
    // What an alias or a `<<` brings in is written elsewhere.
    if (parent !== undefined && node !== undefined && node.alias === undefined && node.keyStart >= 0 && !isEmpty(node))
      found.push({ parent, node, path });
  };
  const metadata = root.get('metadata');
  for (const key of METADATA) add(metadata, key, `metadata.${key}`);
  add(metadata?.get('annotations'), LAST_APPLIED, `metadata.annotations[${LAST_APPLIED}]`);
  if (kind !== 'CustomResourceDefinition') add(root, 'status', 'status');
  return found.sort((a, b) => a.node.keyStart - b.node.keyStart);
}

/** Null, or maps and lists without anything in them. */
function isEmpty(node: Node): boolean {
  if (node.type === Type.Map || node.type === Type.List) return node.items.every(isEmpty);
  return resolve(node) === Type.Null;
}

/** Groups with a dot that are Kubernetes' own; other projects have theirs under k8s.io too. */
const OWN_GROUPS =
  /^(?:networking|rbac\.authorization|storage|admissionregistration|certificates|coordination|discovery|events|flowcontrol\.apiserver|node|scheduling|resource|apiextensions|apiregistration|policy)\.k8s\.io$/;

function isBuiltIn({ apiVersion, namesake }: Manifest): boolean {
  const group = groupOf(apiVersion);
  return !namesake && (!group.includes('.') || OWN_GROUPS.test(group));
}

export const docs: RuleDocs = {
  summary: 'What the cluster writes, in a manifest.',
  why: `\`status\` and much of \`metadata\` (uid, generation, managedFields, creationTimestamp) are the cluster's own notes: in what is applied they are ignored or overwritten. The phases of a Pod (Pending, Running, Succeeded, Failed, Unknown) and its addresses live there and can be asked for, not set. They get into manifests with \`kubectl get -o yaml\`, make every
diff longer, and tell the next reader something that was true once. Remove them. What still has a \`resourceVersion\` is taken for the output of kubectl and left alone, and so is the empty \`status: {}\` that generators write.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
status:
  phase: Running
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
