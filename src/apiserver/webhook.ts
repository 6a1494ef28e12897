import type { Field } from '../model/field.ts';
import type { Errors } from './errors.ts';
import { quote } from './errors.ts';
import { dns1123Subdomain, portNumber } from './formats.ts';
import { parseURL } from './url.ts';

const FORM = 'expected https://host[/path]';

/** @mirrors webhook.ValidateWebhookURL */
export function validateWebhookURL(url: Field<string>, errors: Errors, forceHttps: boolean): void {
  const parsed = parseURL(url.value ?? '');
  if (parsed === undefined) {
    errors.required(url, `${quote(url.value)} is no address of the web; ${FORM}`);
    return;
  }
  if (forceHttps && parsed.scheme !== 'https') errors.invalid(url, `must begin with https:; ${FORM}`);
  if (parsed.host === '') errors.invalid(url, `names no host; ${FORM}`);
  if (parsed.user) errors.invalid(url, 'must not name a user');
  if (parsed.fragment !== '') errors.invalid(url, `must have no fragment (\`#${parsed.fragment}\`)`);
  if (parsed.query !== '') errors.invalid(url, `must have no query (\`?${parsed.query}\`)`);
}

interface WebhookService {
  readonly path?: string | undefined;
  readonly port?: number | undefined;
}

/**
 * Whoever calls it looks at the service's two names before, each in a way of its own.
 * @mirrors webhook.ValidateWebhookService
 */
export function validateWebhookService(service: Field<WebhookService>, errors: Errors): void {
  const { port = 0, path } = service.value ?? {};
  const fault = portNumber(port);
  if (fault !== undefined) errors.invalid(service.get('port'), `${port} ${fault}`);
  if (path !== undefined) validatePath(service.get('path'), errors);
}

function validatePath(path: Field<string>, errors: Errors): void {
  const text = path.value ?? '';
  if (text === '' || text === '/') return;
  if (text === '//') {
    errors.invalid(path, 'must not have an empty part between slashes');
    return;
  }
  if (!text.startsWith('/')) errors.invalid(path, `${quote(text)} must begin with a slash`);
  const parts = text.slice(1, text.length > 1 && text.endsWith('/') ? -1 : undefined).split('/');
  for (const part of parts) {
    const fault = part === '' ? 'must not have an empty part between slashes' : dns1123Subdomain(part);
    if (fault !== undefined) errors.invalid(path, part === '' ? fault : `${quote(part)} ${fault}`);
  }
}
