import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = { category: 'shape', severity: 'error', presets: ['api'], source: 'rule', since: '0.1.0' };

const SCHEMA = '{"type": "object", "properties": {"spec": {"$ref": "https://example.com/spec.json"}}}';

export const docs: RuleDocs = {
  summary: 'A custom kind whose JSON Schema is there, and is none that can be used.',
  why: `\`--schema-location\` has a file for this kind, but the file is not JSON, is no JSON Schema, refers to something that is not there or lies outside of the folder, or to an
address in the network: podlint opens no connections. The message names the file and what is wrong with it. The objects of the kind are not checked until that is mended,
which is why this is an error whatever \`--missing-schema\` says.`,
  bad: `apiVersion: example.com/v1
kind: Backup
metadata:
  name: nightly
spec:
  schedule: 0 3 * * *
`,
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: nightly
data:
  schedule: 0 3 * * *
`,
  exampleSettings: { schemaLocations: ['schemas/{{ .ResourceKind }}.json'], readSchema: () => SCHEMA },
};
