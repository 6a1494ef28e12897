// Rules that a plain run of the command does not ask. What they are stands in the engine; what they do is in chunks.
import { evaluate } from './evaluate.mjs';

const LIST = 'src/rules/list.gen.ts';

/** The files of such rules by chunk, and what stands in for each. */
export async function lateRules(define) {
  const late = { 'kind-rules': [], 'more-rules': [], project: [] };
  const standIns = new Map();
  const { rules } = (await evaluate([LIST], define)).get(LIST);
  for (const [id, rule] of rules) {
    const chunk = chunkOf(rule);
    if (chunk === undefined) continue;
    const file = `src/rules/${id}.ts`;
    late[chunk].push(file);
    const parts = Object.entries(rule).map(([name, value]) =>
      typeof value === 'function'
        ? `${name}: (a, b, c, d) => load().rule.${name}(a, b, c, d)`
        : `${name}: ${JSON.stringify(value)}`,
    );
    standIns.set(file, { names: ['rule'], text: `export const rule = { ${parts.join(', ')} };` });
  }
  return { late, standIns };
}

const WORKLOADS = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet'];

/** Where a rule goes that a plain run over workloads does not ask; undefined for those that it asks. */
function chunkOf({ presets, kinds, ...rule }) {
  const everyday = presets.includes('api') || presets.includes('recommended');
  if (!everyday) return rule.project === undefined ? 'more-rules' : 'project';
  if (rule.document !== undefined || rule.pod !== undefined || rule.container !== undefined) return undefined;
  if (rule.object === undefined) return rule.project === undefined ? undefined : 'project';
  return kinds === undefined || kinds.some((kind) => WORKLOADS.includes(kind)) ? undefined : 'kind-rules';
}
