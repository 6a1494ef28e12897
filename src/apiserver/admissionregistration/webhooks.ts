import type { Field } from '../../model/field.ts';
import type {
  MutatingWebhook,
  ServiceReference,
  ValidatingWebhook,
  WebhookClientConfig,
} from '../../schema/types.gen.ts';
import { setDefault } from '../defaulting.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1035Label, dns1123Subdomain } from '../formats.ts';
import { validateLabelSelector } from '../meta/labelselector.ts';
import { validateWebhookService, validateWebhookURL } from '../webhook.ts';
import { validateMatchConditions } from './conditions.ts';
import { setRuleDefaults, validateRuleWithOperations } from './rules.ts';

/** What the two kinds of webhook have in common; only one that changes objects is asked again. */
export type Webhook = ValidatingWebhook & Pick<MutatingWebhook, 'reinvocationPolicy'>;

/** What happens if the webhook can't be asked. */
export const FAILURE_POLICIES: readonly string[] = ['Fail', 'Ignore'];
/** Whether other versions of what is named are meant too. */
export const MATCH_POLICIES: readonly string[] = ['Equivalent', 'Exact'];
/** Whether one that changes objects is asked again after others have changed them. */
export const REINVOCATION_POLICIES: readonly string[] = ['IfNeeded', 'Never'];
const SIDE_EFFECTS: readonly string[] = ['None', 'NoneOnDryRun'];
const REVIEWS: readonly string[] = ['v1', 'v1beta1'];
const DEFAULT_SECONDS = 10;
const MOST_SECONDS = 30;
const PORT = 443;

/**
 * @mirrors admissionregistration/v1.SetDefaults_ValidatingWebhook
 * @mirrors admissionregistration/v1.SetDefaults_MutatingWebhook
 * @mirrors admissionregistration/v1.SetDefaults_ServiceReference
 */
export function setWebhookDefaults(hook: Field<Webhook>, isMutating: boolean): void {
  setDefault(hook, 'failurePolicy', 'Fail');
  setDefault(hook, 'matchPolicy', 'Equivalent');
  setDefault(hook, 'timeoutSeconds', DEFAULT_SECONDS);
  if (isMutating) setDefault(hook, 'reinvocationPolicy', 'Never');
  setDefault(hook.get('clientConfig').get('service'), 'port', PORT);
  setRuleDefaults(hook.get('rules'));
}

/** Names have to be different, besides what every webhook is asked. */
export function validateWebhooks(hooks: Field<Webhook[]>, errors: Errors): void {
  const names = new Set<string>();
  for (const hook of hooks.items()) {
    validateWebhook(hook, errors);
    const name = hook.value?.name ?? '';
    if (name !== '' && names.has(name)) errors.duplicate(hook.get('name'));
    names.add(name);
  }
}

/**
 * @mirrors admissionregistration/validation.validateValidatingWebhook (partly: what older objects may keep is left out)
 * @mirrors admissionregistration/validation.validateMutatingWebhook (partly: what older objects may keep is left out)
 */
function validateWebhook(hook: Field<Webhook>, errors: Errors): void {
  const { sideEffects, timeoutSeconds } = hook.value ?? {};
  validateFullyQualifiedName(hook.get('name'), errors);
  for (const rule of hook.get('rules').items()) validateRuleWithOperations(rule, errors);
  validateEnum(hook.get('failurePolicy'), FAILURE_POLICIES, errors);
  validateEnum(hook.get('matchPolicy'), MATCH_POLICIES, errors);
  validateEnum(hook.get('reinvocationPolicy'), REINVOCATION_POLICIES, errors);
  if (sideEffects === undefined) errors.required(hook.get('sideEffects'), 'is required: None or NoneOnDryRun');
  validateEnum(hook.get('sideEffects'), SIDE_EFFECTS, errors);
  if (timeoutSeconds !== undefined && (timeoutSeconds < 1 || timeoutSeconds > MOST_SECONDS)) {
    errors.invalid(hook.get('timeoutSeconds'), `${timeoutSeconds} seconds must be from 1 to ${MOST_SECONDS}`);
  }
  validateLabelSelector(hook.get('namespaceSelector'), errors);
  validateLabelSelector(hook.get('objectSelector'), errors);
  validateClientConfig(hook.get('clientConfig'), errors);
  validateMatchConditions(hook.get('matchConditions'), errors);
  validateAdmissionReviewVersions(hook.get('admissionReviewVersions'), errors);
}

/** Reports a written value that is none of those allowed. */
export function validateEnum(at: Field<string>, allowed: readonly string[], errors: Errors): void {
  if (at.value !== undefined && !allowed.includes(at.value)) errors.notSupported(at, allowed);
}

/** @mirrors validation.IsFullyQualifiedName */
function validateFullyQualifiedName(at: Field<string>, errors: Errors): void {
  const name = at.value ?? '';
  const fault = dns1123Subdomain(name);
  if (name === '') errors.required(at);
  else if (fault !== undefined) errors.invalid(at, `${quote(name)} ${fault}`);
  else if (name.split('.').length < 3) {
    errors.invalid(at, `${quote(name)} must be a domain of at least three parts, such as \`checks.example.com\``);
  }
}

function validateClientConfig(client: Field<WebhookClientConfig>, errors: Errors): void {
  const { url, service } = client.value ?? {};
  if ((url === undefined) === (service === undefined)) {
    errors.required(client, 'exactly one of `url` and `service` is required');
  } else if (url !== undefined) validateWebhookURL(client.get('url'), errors, true);
  else validateService(client.get('service'), errors);
}

/** Upstream hands the two names over the wrong way round. */
function validateService(service: Field<ServiceReference>, errors: Errors): void {
  const { name, namespace } = service.value ?? {};
  if (!namespace) errors.required(service.get('namespace').shownAs('name'), '`namespace` is required');
  if (!name) errors.required(service.get('name').shownAs('namespace'), '`name` is required');
  validateWebhookService(service, errors);
}

/** @mirrors admissionregistration/validation.validateAdmissionReviewVersions */
function validateAdmissionReviewVersions(versions: Field<string[]>, errors: Errors): void {
  const list = versions.value ?? [];
  if (list.length === 0) {
    errors.required(versions, 'say which versions of AdmissionReview the webhook reads: v1');
    return;
  }
  const seen = new Set<string>();
  for (const version of versions.items()) {
    const name = version.value ?? '';
    const fault = seen.has(name) ? 'is there twice' : dns1035Label(name);
    if (fault !== undefined) errors.invalid(version, `${quote(name)} ${fault}`);
    seen.add(name);
  }
  if (!list.some((name) => REVIEWS.includes(name))) {
    errors.invalid(versions, `must hold one that the API server writes: ${REVIEWS.join(', ')}`);
  }
}
