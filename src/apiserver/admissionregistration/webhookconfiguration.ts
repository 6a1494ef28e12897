import type { Field } from '../../model/field.ts';
import type { ObjectMeta, RuleWithOperations } from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { validateStaticSuffix, warnOfStaticSuffix } from './staticsuffix.ts';
import { setWebhookDefaults, validateWebhooks, type Webhook } from './webhooks.ts';

interface WebhookConfiguration {
  metadata?: ObjectMeta | undefined;
  webhooks?: Webhook[] | undefined;
}

/**
 * @mirrors admissionregistration/validation.ValidateValidatingWebhookConfiguration
 * @mirrors admissionregistration/validation.ValidateMutatingWebhookConfiguration
 */
function validate(configuration: Field<WebhookConfiguration>, errors: Errors, env: Env): void {
  const meta = configuration.get('metadata');
  validateObjectMeta(meta, errors, env, { namespaced: false, anyFinalizers: true, name: nameIsDNSSubdomain });
  validateWebhooks(configuration.get('webhooks'), errors);
  validateStaticSuffix(meta, errors, env);
}

/** Kinds of requests that no webhook is asked about, by their group. */
const EXCLUDED: ReadonlyMap<string, readonly string[]> = new Map([
  ['authentication.k8s.io', ['selfsubjectreviews', 'tokenreviews']],
  [
    'authorization.k8s.io',
    ['localsubjectaccessreviews', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'subjectaccessreviews'],
  ],
]);

/**
 * @mirrors admissionregistration/validation.WarningsForValidatingWebhookRules
 * @mirrors admissionregistration/validation.WarningsForMutatingWebhookRules
 */
function warn(configuration: Field<WebhookConfiguration>, env: Env): void {
  warnOfStaticSuffix(configuration.get('metadata'), env);
  if (!env.gates.ExcludeAdmissionWebhookVirtualResources) return;
  for (const hook of configuration.get('webhooks').items()) {
    for (const rule of hook.get('rules').items()) warnOfExcluded(rule, env);
  }
}

/** @mirrors admissionregistration/validation.excludedResourcesNamedByRule */
function warnOfExcluded(rule: Field<RuleWithOperations>, env: Env): void {
  const { apiGroups = [], resources = [] } = rule.value ?? {};
  if (apiGroups.includes('*') || resources.includes('*')) return;
  for (const group of new Set(apiGroups)) {
    for (const resource of new Set(resources)) {
      if (!EXCLUDED.get(group)?.includes(resource)) continue;
      const at = rule.get('resources').item(resources.indexOf(resource)).shownAsPath(rule.path);
      env.warn(at, `\`${resource}.${group}\` is never sent to webhooks: this has no effect`);
    }
  }
}

function strategyFor(isMutating: boolean): Strategy<WebhookConfiguration> {
  return {
    namespaced: false,
    defaults(configuration) {
      for (const hook of configuration.get('webhooks').items()) setWebhookDefaults(hook, isMutating);
    },
    prepare(configuration) {
      const { metadata } = configuration.value ?? {};
      if (metadata !== undefined) metadata.generation = 1;
    },
    validate,
    warn,
    isComplete: ({ value }) => value?.webhooks?.some(({ matchConditions = [] }) => matchConditions.length > 0) !== true,
  };
}

/** How ValidatingWebhookConfigurations are created. */
export const validatingWebhookConfigurationStrategy: Strategy<WebhookConfiguration> = strategyFor(false);

/** How MutatingWebhookConfigurations are created. */
export const mutatingWebhookConfigurationStrategy: Strategy<WebhookConfiguration> = strategyFor(true);
