import type {
  FlowSchemaSpec,
  PolicyRulesWithSubjects,
  PriorityLevelConfigurationSpec,
} from '../../schema/types.gen.ts';

/** Everything, asked for by the members of some groups. */
function allFor(...groups: readonly string[]): PolicyRulesWithSubjects[] {
  const any = ['*'];
  return [
    {
      subjects: groups.map((name) => ({ kind: 'Group', group: { name } })),
      resourceRules: [{ verbs: any, apiGroups: any, resources: any, namespaces: any, clusterScope: true }],
      nonResourceRules: [{ verbs: any, nonResourceURLs: any }],
    },
  ];
}

/**
 * The flow schemas that every server has, and that nobody may make otherwise.
 * @mirrors bootstrap.MandatoryFlowSchemas
 */
export const FIXED_SCHEMAS: ReadonlyMap<string, FlowSchemaSpec> = new Map([
  [
    'exempt',
    { priorityLevelConfiguration: { name: 'exempt' }, matchingPrecedence: 1, rules: allFor('system:masters') },
  ],
  [
    'catch-all',
    {
      priorityLevelConfiguration: { name: 'catch-all' },
      matchingPrecedence: 10_000,
      distinguisherMethod: { type: 'ByUser' },
      rules: allFor('system:unauthenticated', 'system:authenticated'),
    },
  ],
]);

/**
 * The same for priority levels; how much `exempt` may use is everybody's own matter.
 * @mirrors bootstrap.MandatoryPriorityLevelConfigurations
 */
export const FIXED_LEVELS: ReadonlyMap<string, PriorityLevelConfigurationSpec> = new Map([
  ['exempt', { type: 'Exempt' }],
  [
    'catch-all',
    {
      type: 'Limited',
      limited: { nominalConcurrencyShares: 5, lendablePercent: 0, limitResponse: { type: 'Reject' } },
    },
  ],
]);

/** Numbers of which Go knows whether they are written: a zero is not the same as nothing. */
const POINTERS: ReadonlySet<string> = new Set(['borrowingLimitPercent', 'lendablePercent', 'nominalConcurrencyShares']);

/**
 * Whether what is written is what is fixed; what is empty or zero is the same as what is absent.
 * @mirrors equality.Semantic.DeepEqual
 */
export function isFixed(written: unknown, fixed: unknown, name = ''): boolean {
  if (typeof fixed !== 'object' || typeof written !== 'object' || written === null || fixed === null) {
    return written === fixed || (!POINTERS.has(name) && isEmpty(written) && isEmpty(fixed));
  }
  const there = written as Record<string, unknown>;
  const wanted = fixed as Record<string, unknown>;
  return [...Object.keys(there), ...Object.keys(wanted)].every((key) => isFixed(there[key], wanted[key], key));
}

function isEmpty(value: unknown): boolean {
  return !value || (Array.isArray(value) && value.length === 0);
}
