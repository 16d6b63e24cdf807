import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { label1035, type Syntax, subdomain } from '../syntax.ts';
import { requiredOneOf } from '../vocabulary/choice.ts';
import { portNumber, within } from '../vocabulary/numbers.ts';
import { needed, required } from '../vocabulary/required.ts';
import { uniqueBy, uniqueItems } from '../vocabulary/unique.ts';
import { itemsAs, miswritten } from '../vocabulary/written.ts';

const webhooks = [
  'admissionregistration.k8s.io#ValidatingWebhook',
  'admissionregistration.k8s.io#MutatingWebhook',
];

const fullName: Syntax = (text) =>
  subdomain(text) ??
  (text.split('.').length < 3 ? 'is no domain of three parts: check.example.com' : undefined);

export const webhook: Rule = rule(webhooks, (hook) => {
  const name = hook.text('name');
  required(hook, 'name');
  const wrong = name === '' ? undefined : fullName(name);
  if (wrong !== undefined) hook.refuse(miswritten(name, wrong), 'name');
  requiredOneOf(hook, 'sideEffects', ['None', 'NoneOnDryRun']);
  within(hook, 'timeoutSeconds', 1, 30);
});

export const webhookNames: Rule = rule(
  [
    'admissionregistration.k8s.io#ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io#MutatingWebhookConfiguration',
  ],
  (object) => uniqueBy(object, 'webhooks', 'name'),
);

const read = ['v1', 'v1beta1'];

/** Which reviews it understands: one at least that the server writes. */
export const reviewVersions: Rule = rule(webhooks, (hook) => {
  const versions = hook.texts('admissionReviewVersions');
  if (versions.length === 0) return needed(hook, 'admissionReviewVersions', 'v1');
  uniqueItems(hook, 'admissionReviewVersions');
  itemsAs(hook, 'admissionReviewVersions', label1035);
  if (!versions.some((version) => read.includes(version)))
    hook.refuse({ code: 'api/not-allowed', what: 'has neither v1 nor v1beta1' }, 'admissionReviewVersions');
});

/** Where it is: an address, or a service. */
export const webhookClient: Rule = rule(webhooks, (hook) => {
  const client = hook.in('clientConfig');
  const [url, service] = [client.has('url'), client.has('service')];
  if (url === service)
    hook.refuse(
      { code: url ? 'api/conflict' : 'api/missing-field', what: 'has exactly one of url and service' },
      'clientConfig',
    );
  else webhookTarget(client);
});

/** Of a client that has one of the two. */
export function webhookTarget(client: Fields): void {
  if (client.has('url')) address(client);
  else target(client.in('service'));
}

function address(client: Fields): void {
  const text = client.text('url');
  const say = (what: string): void =>
    client.refuse({ code: 'api/bad-format', what: `${JSON.stringify(text)} ${what}` }, 'url');
  const parts = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^/?#]*))?[^?#]*(\?[^#]*)?(#.*)?$/s.exec(text);
  const [, scheme, authority = '', query, fragment] = parts ?? [];
  if (scheme?.toLowerCase() !== 'https') say('does not begin with https://');
  if (authority.replace(/^.*@/, '') === '') say('names no host');
  if (authority.includes('@')) say('names a user');
  if (fragment !== undefined && fragment !== '#') say('has a fragment (#)');
  if (query !== undefined && query !== '?') say('has a query (?)');
}

function target(service: Fields): void {
  required(service, 'name', 'namespace');
  portNumber(service, 'port');
  const path = service.text('path');
  if (path === '' || path === '/') return;
  const say = (what: string): void =>
    service.refuse({ code: 'api/bad-format', what: `${JSON.stringify(path)} ${what}` }, 'path');
  if (!path.startsWith('/')) say('does not begin with /');
  for (const step of path.slice(1).replace(/\/$/, '').split('/')) {
    const wrong = step === '' ? 'is empty' : subdomain(step);
    if (wrong !== undefined) say(`has a step ${JSON.stringify(step)} that ${wrong}`);
  }
}
