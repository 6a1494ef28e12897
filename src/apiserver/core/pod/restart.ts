import type { Field } from '../../../model/field.ts';
import type { Container, ContainerResizePolicy, ContainerRestartRule } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import type { PodContext } from './context.ts';

const RULE = 'restart-policy-not-allowed';
const POLICIES = ['Always', 'OnFailure', 'Never'];
const OPERATORS = ['In', 'NotIn'];
const MOST_RULES = 20;
const MOST_EXIT_CODES = 255;

/** @mirrors core/validation.validateRestartPolicy (partly: the policy has a default) */
export function validateRestartPolicy(policy: Field<string>, errors: Errors): void {
  if (!POLICIES.includes(policy.value ?? '')) errors.notSupported(policy, POLICIES, RULE);
}

/** The policy of a main container, as far as its own one is allowed. */
export function validateMainRestartPolicy(container: Field<Container>, context: PodContext): void {
  const { errors, env } = context;
  const { restartPolicy, restartPolicyRules } = container.value ?? {};
  if (restartPolicy === undefined && restartPolicyRules === undefined) return;
  if (env.gates.ContainerRestartRules) validateContainerRestartPolicy(container, context);
  else if (restartPolicy !== undefined) {
    const message = 'main containers have no restart policy of their own; the Pod has one';
    errors.forbidden(container.get('restartPolicy').atKey(), message, RULE);
  }
}

/** @mirrors core/validation.validateInitContainerRestartPolicy */
export function validateInitContainerRestartPolicy(container: Field<Container>, context: PodContext): void {
  const { errors, env } = context;
  const { restartPolicy: policy, restartPolicyRules: rules = [] } = container.value ?? {};
  const at = container.get('restartPolicy');
  if (policy === undefined) {
    if (rules.length > 0) errors.required(at, 'is needed where there are restartPolicyRules', RULE);
  } else if (!env.gates.ContainerRestartRules) {
    if (policy !== 'Always') errors.notSupported(at, ['Always'], RULE);
  } else if (policy !== 'Always' || env.gates.RestartAllContainersOnContainerExits) {
    validateContainerRestartPolicy(container, context);
  } else if (rules.length > 0) {
    errors.forbidden(container.get('restartPolicyRules').atKey(), 'is not allowed with `restartPolicy: Always`', RULE);
  }
}

/** @mirrors core/validation.validateContainerRestartPolicy */
function validateContainerRestartPolicy(container: Field<Container>, context: PodContext): void {
  const { errors, env } = context;
  const { restartPolicy: policy, restartPolicyRules } = container.value ?? {};
  const rules = restartPolicyRules ?? [];
  const at = container.get('restartPolicy');
  if (policy === undefined) {
    if (rules.length === 0) return;
    errors.required(at, 'is needed where there are restartPolicyRules', RULE);
  } else if (!POLICIES.includes(policy)) errors.notSupported(at, POLICIES, RULE);
  limitItems(container.get('restartPolicyRules'), MOST_RULES, context);
  const actions = env.gates.RestartAllContainersOnContainerExits ? ['Restart', 'RestartAllContainers'] : ['Restart'];
  for (const rule of container.get('restartPolicyRules').items()) validateRestartRule(rule, actions, context);
}

function validateRestartRule(rule: Field<ContainerRestartRule>, actions: readonly string[], context: PodContext): void {
  const { errors } = context;
  const { action = '', exitCodes } = rule.value ?? {};
  if (!actions.includes(action)) errors.notSupported(rule.get('action'), actions);
  if (exitCodes === undefined) {
    errors.required(rule.get('exitCodes'));
    return;
  }
  const operator = rule.get('exitCodes').get('operator');
  if (!OPERATORS.includes(operator.value ?? '')) errors.notSupported(operator, OPERATORS);
  limitItems(rule.get('exitCodes').get('values'), MOST_EXIT_CODES, context);
}

function limitItems(list: Field<unknown[]>, most: number, { errors, env }: PodContext): void {
  const count = list.value?.length ?? 0;
  if (count <= most) return;
  if (env.gates.RestartRulesTooMany) errors.tooMany(list, count, most);
  else errors.tooLong(list, most);
}

const RESIZED = ['cpu', 'memory'];
const RESIZES = ['NotRequired', 'RestartContainer'];

/**
 * Upstream names the list in all errors but one.
 * @mirrors core/validation.validateResizePolicy
 */
export function validateResizePolicy(policies: Field<ContainerResizePolicy[]>, context: PodContext): void {
  const { errors } = context;
  const seen = new Set<string>();
  for (const policy of policies.items()) {
    const { resourceName = '', restartPolicy = '' } = policy.value ?? {};
    if (seen.has(resourceName)) errors.duplicate(policy, `${quote(resourceName)} has a policy already`);
    seen.add(resourceName);
    const shown = (at: Field<string>): Field<string> => at.shownAsPath(policies.path);
    validateOneOf(shown(policy.get('resourceName')), RESIZED, errors);
    validateOneOf(shown(policy.get('restartPolicy')), RESIZES, errors);
    if (context.restartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
      errors.invalid(shown(policy.get('restartPolicy')), 'must be NotRequired in a Pod with `restartPolicy: Never`');
    }
  }
}

/**
 * A container that ends before the others start is never resized by a restart.
 * @mirrors core/validation.validateInitContainers (partly: its part for the resizing of other than sidecars)
 */
export function validateInitResizePolicy(container: Field<Container>, { errors, env }: PodContext): void {
  if (!env.gates.InitResizeRestartRefused) return;
  for (const policy of container.get('resizePolicy').items()) {
    if (policy.value?.restartPolicy !== 'RestartContainer') continue;
    errors.invalid(
      policy.get('restartPolicy'),
      '`RestartContainer` is not allowed for an init container that is no sidecar',
    );
  }
}

function validateOneOf(at: Field<string>, allowed: readonly string[], errors: Errors): void {
  if ((at.value ?? '') === '') errors.required(at);
  else if (!allowed.includes(at.value as string)) errors.notSupported(at, allowed);
}
