import type { Field } from '../../model/field.ts';
import type { CustomResourceConversion, WebhookClientConfig } from '../../schema/types.gen.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1035Label } from '../formats.ts';
import { validateWebhookService, validateWebhookURL } from '../webhook.ts';

const STRATEGIES: readonly string[] = ['None', 'Webhook'];
const REVIEWS: readonly string[] = ['v1', 'v1beta1'];

/** @mirrors apiextensions/validation.validateCustomResourceConversion */
export function validateConversion(conversion: Field<CustomResourceConversion>, errors: Errors): void {
  const { strategy = '', webhook } = conversion.value ?? {};
  const written = conversion.get('webhook');
  // Inside, upstream has the parts of `webhook` beside the strategy.
  const client = written.get('clientConfig').shownAsPath(`${conversion.path}.webhookClientConfig`);
  const reviews = written.get('conversionReviewVersions').shownAsPath(`${conversion.path}.conversionReviewVersions`);
  if (strategy === '') errors.required(conversion.get('strategy'));
  else if (!STRATEGIES.includes(strategy)) errors.notSupported(conversion.get('strategy'), STRATEGIES);
  if (strategy === 'Webhook') {
    if (client.value === undefined) errors.required(client, 'the webhook needs a `clientConfig`');
    else validateClient(client, errors);
    validateReviewVersions(reviews, errors);
    return;
  }
  if (webhook?.clientConfig !== undefined) errors.forbidden(client, 'must not be set unless the strategy is Webhook');
  if ((webhook?.conversionReviewVersions?.length ?? 0) > 0)
    errors.forbidden(reviews, 'must not be set unless the strategy is Webhook');
}

function validateClient(client: Field<WebhookClientConfig>, errors: Errors): void {
  const { url, service } = client.value ?? {};
  if ((url === undefined) === (service === undefined))
    errors.required(client, 'exactly one of `url` and `service` is required');
  else if (url !== undefined) validateWebhookURL(client.get('url'), errors, true);
  else {
    // Upstream hands the two names over the wrong way round.
    const at = client.get('service');
    const { name = '', namespace = '' } = at.value ?? {};
    if (namespace === '') errors.required(at.get('namespace').shownAs('name'), '`namespace` is required');
    if (name === '') errors.required(at.get('name').shownAs('namespace'), '`name` is required');
    validateWebhookService(at, errors);
  }
}

/** @mirrors apiextensions/validation.validateConversionReviewVersions */
function validateReviewVersions(versions: Field<string[]>, errors: Errors): void {
  const list = versions.value ?? [];
  if (list.length === 0) {
    errors.required(versions, 'say which versions of ConversionReview the webhook reads: v1');
    return;
  }
  const seen = new Set<string>();
  for (const version of versions.items()) {
    const name = version.value ?? '';
    if (seen.has(name)) {
      errors.invalid(version, `${quote(name)} is there twice`);
      continue;
    }
    seen.add(name);
    const fault = dns1035Label(name);
    if (fault !== undefined) errors.invalid(version, `${quote(name)} ${fault}`);
  }
  if (!list.some((name) => REVIEWS.includes(name)))
    errors.invalid(versions, `must hold one that the API server writes: ${REVIEWS.join(', ')}`);
}
