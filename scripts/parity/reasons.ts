/** Why podlint may be quiet where another linter speaks. */
export const REASONS = {
  none: 'without a reason',
  unseen: 'podlint does not see the object (a template of a chart, or a text that can not be read)',
  invalid: 'the API server refuses the object: that is said instead',
  unknown: 'values or fields wait to be filled in by some other tool',
} as const;

const QUIET: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'kube-linter': {},
  'kube-score': {},
  polaris: {},
  kubesec: {},
};

/** Why a rule is quiet on some of the objects that the check of another linter finds; REASONS.none if there is no reason. */
export function reasonFor(peer: string, check: string): string {
  return QUIET[peer]?.[check] ?? REASONS.none;
}
