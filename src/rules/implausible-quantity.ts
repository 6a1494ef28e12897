import { parseQuantity, Quantity, ZERO } from '../model/quantity.ts';
import { fixOf, replaceString } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import { type Kind, amountsOf, amountsOfPod, meantBy, unitOf } from './shared/amounts.ts';

/** No less cpu can be had. */
const SMALLEST = new Quantity(1, -3);

type Options = { leastBytes: string; leastCpu: string; mostCpu: string };

const DEFAULTS: Options = { leastBytes: '1Mi', leastCpu: '1m', mostCpu: '100' };

export const rule: Rule<Options> = {
  category: 'resources',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  options: {
    leastBytes: { type: 'string', asWritten: true, description: 'less memory or storage than this is hardly meant' },
    leastCpu: { type: 'string', asWritten: true, description: 'less cpu than this is hardly meant' },
    mostCpu: {
      type: 'string',
      asWritten: true,
      description: 'this much cpu, or more, is hardly meant for one container or Pod',
    },
  },
  defaults: DEFAULTS,
  kinds: ['LimitRange', 'ResourceQuota', 'PersistentVolumeClaim', 'StatefulSet'],
  object(manifest, report, options) {
    amountsOf(manifest, skipUsual(options), (name, holder, kind) => check({ name, kind, options }, holder, report));
  },
  pod(pod, report, options) {
    amountsOfPod(pod, skipUsual(options), (name, holder, kind) => check({ name, kind, options }, holder, report));
  },
};

/** Most amounts are `100m` and `128Mi` and the like: within the bounds, unless these are moved. */
function skipUsual({ leastBytes, leastCpu, mostCpu }: Options): (name: string, text: string) => boolean {
  if (leastBytes !== DEFAULTS.leastBytes || leastCpu !== DEFAULTS.leastCpu || mostCpu !== DEFAULTS.mostCpu)
    return () => false;
  return isUsual;
}

function isUsual(name: string, text: string): boolean {
  const first = text.charCodeAt(0);
  if (first < 49 || first > 57) return false;
  const last = text.charCodeAt(text.length - 1);
  if (name === 'cpu') return (last === 109 && text.length < 6) || text.length === 1;
  const unit = text.charCodeAt(text.length - 2);
  return last === 105 && (unit === 77 || unit === 71) && !text.includes('.');
}

interface Checked {
  readonly name: string;
  readonly kind: Kind;
  readonly options: Options;
}

function check(checked: Checked, holder: Field<Map<string, string>> | Field<string>, report: RuleReport): void {
  const { name } = checked;
  const at =
    typeof holder.value === 'string' ? (holder as Field<string>) : (holder as Field<Map<string, string>>).key(name);
  const text = at.value ?? '';
  const what = faultOf(checked, text);
  // What was made of another amount is spoken of there.
  const node = what === undefined ? undefined : at.node;
  if (node === undefined) return;
  const meant = meantBy(text, name);
  const fix = meant && fixOf(`write ${meant}`, at, false, [replaceString(node, meant)]);
  report(at, `${quote(text)} is ${what}${meant === undefined ? '' : `; did you mean ${quote(meant)}?`}`, {
    fix: fix || undefined,
  });
}

function faultOf({ name, kind, options }: Checked, text: string): string | undefined {
  const unit = unitOf(name);
  const quantity = unit && parseQuantity(text);
  if (quantity === undefined || quantity.sign <= 0) return undefined;
  const bare = /^[0-9]+$/.test(text);
  if (unit === 'bytes') {
    if (quantity.compare(parseQuantity(options.leastBytes) ?? ZERO) >= 0) return undefined;
    // Parts of a byte are warned of by the API server, where it looks.
    if (kind.warned && !quantity.isInteger) return undefined;
    return bare ? `${text} byte${text === '1' ? '' : 's'}` : `less than ${options.leastBytes}`;
  }
  if (quantity.compare(parseQuantity(options.leastCpu) ?? ZERO) < 0) {
    return `less than ${options.leastCpu} of cpu${quantity.compare(SMALLEST) < 0 ? ' and is rounded up to 1m' : ''}`;
  }
  if (kind.total || quantity.compare(parseQuantity(options.mostCpu) ?? quantity) < 0) return undefined;
  return bare ? `${text} cores` : `${options.mostCpu} cores or more`;
}

export const docs: RuleDocs = {
  summary: 'An amount of memory, storage or cpu that is hardly meant: most often its unit is missing.',
  why: `Memory and storage without a unit are bytes, cpu without a unit is whole cores. \`memory: 512\` starts nothing, \`cpu: 500\` fits on no node, and the Pod stays Pending or dies at once; both
are valid. Less than a thousandth of a core is rounded up to one. The rule looks at requests and limits of containers and Pods, LimitRanges, quotas (where a large sum of cpu is normal), claims and
size limits. Parts of a byte (\`128m\`) are the API server's own warning: [fractional-bytes](fractional-bytes.md).`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      resources:
        requests:
          memory: 512
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      resources:
        requests:
          memory: 512Mi
`,
};
