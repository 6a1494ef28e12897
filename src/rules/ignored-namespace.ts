import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import { podOf } from '../model/workload.ts';
import type { ConfigMap, ObjectMeta } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'safe',
  object(manifest, report) {
    const { kind, namespace, namespaced } = manifest;
    if (namespaced === false && namespace !== '') {
      raise(manifest.field<ConfigMap>().get('metadata'), 'namespace', {
        report,
        message: `${kind} is cluster-scoped: \`namespace\` has no effect`,
      });
    }
    if (kind === 'Pod' || namespaced !== true) return;
    const metadata = podOf(manifest)?.metadata;
    const { name, namespace: inner } = metadata?.value ?? {};
    if (metadata === undefined || (!name && !inner)) return;
    // Repeating the object's own name misleads nobody.
    if (name && name !== manifest.name)
      raise(metadata, 'name', {
        report,
        message: 'a name in a pod template has no effect: the controller makes the names',
      });
    if (inner && inner !== namespace) {
      raise(metadata, 'namespace', {
        report,
        message: `the Pods go to the namespace of the ${kind}${namespace === '' ? '' : ` (${quote(namespace)})`}, not to ${quote(inner)}`,
      });
    }
  },
};

function raise(
  metadata: Field<ObjectMeta>,
  key: 'name' | 'namespace',
  { report, message }: { report: RuleReport; message: string },
): void {
  const at = metadata.get(key).atKey();
  const { node } = metadata;
  if (node === undefined || at.node === undefined) return;
  report(at, message, { fix: fixOf(`remove ${key}`, at, true, [removeEntry(node, at.node)]) });
}

export const docs: RuleDocs = {
  summary: 'A namespace or name where none counts.',
  why: `Namespaces, nodes, roles of the whole cluster and other cluster-scoped kinds are in no namespace: \`metadata.namespace\` is dropped without a word, and two such objects that were meant for two namespaces are
one. In a pod template neither \`name\` nor \`namespace\` counts: Pods get the namespace of what makes them, and a name from its name. The rule knows the scope of custom kinds whose
CustomResourceDefinition is in the input.`,
  bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  namespace: shop
`,
  good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
};
