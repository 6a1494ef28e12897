import { fixOf, removeEntry, removeItem } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import type { Fix } from '../model/finding.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Capabilities } from '../schema/types.gen.ts';
import { DANGERS, DEFAULT_CAPABILITIES } from './shared/capabilities.ts';
import type { ControlOptions } from './shared/security.ts';

export const rule: Rule<{ allow: readonly string[] } & ControlOptions> = {
  category: 'security',
  severity: 'warning',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      description: 'capabilities that may be added; the security presets allow only the usual ones',
    },
  },
  defaults: { allow: [] },
  container({ pod, value, security, label }, report, { allow, enforced }) {
    if (value.securityContext?.capabilities?.add === undefined) return;
    // The API server refuses it there, and restricted does not look.
    if (enforced === 'restricted' && pod.windows) return;
    const capabilities = security.get('capabilities');
    for (const item of capabilities.get('add').items()) {
      const name = item.value;
      if (name === undefined || DEFAULT_CAPABILITIES.has(name) || item.unknown) continue;
      if (enforced === undefined && (allow.includes(name) || DEFAULT_CAPABILITIES.has(name.toUpperCase()))) continue;
      const danger = DANGERS[name.toUpperCase().replace(/^CAP_/, '')];
      report(item, `${label} asks for ${quote(name)}${danger === undefined ? '' : `: ${danger}`}`, {
        fix: without(capabilities, item),
      });
    }
  },
};

function without(capabilities: Field<Capabilities>, { node }: Field): Fix | undefined {
  const [holder, list] = [capabilities.node, capabilities.get('add').node];
  if (node === undefined || list === undefined || holder === undefined) return undefined;
  const edit = list.items.length === 1 ? removeEntry(holder, list) : removeItem(list, node);
  return fixOf('do not add it', capabilities, false, [edit]);
}

export const docs: RuleDocs = {
  summary: 'A capability beyond those that containers have by default.',
  why: `Capabilities are the parts of root's power. Some are the whole of it in disguise: SYS_ADMIN, SYS_MODULE, DAC_READ_SEARCH, or ALL. Programs that
ask for them rarely need them any more: low ports need NET_BIND_SERVICE (or the sysctl net.ipv4.ip_unprivileged_port_start), pings need neither
NET_RAW nor root. Pod Security baseline lets containers add those that runtimes give by default but NET_RAW; what it allows is compared letter by
letter, so in the security presets lower case counts as another capability.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        capabilities:
          add: [NET_BIND_SERVICE, SYS_ADMIN]
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        capabilities:
          add: [NET_BIND_SERVICE]
`,
};
