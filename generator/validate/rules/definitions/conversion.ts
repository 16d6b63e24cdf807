import { webhookTarget } from '../admission/webhooks.ts';
import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { label1035 } from '../syntax.ts';
import { requiredOneOf } from '../vocabulary/choice.ts';
import { miswritten } from '../vocabulary/written.ts';

/** How objects of one version become those of another; paths are those of the server's own form of it. */
export const conversion: Rule = rule('apiextensions.k8s.io#CustomResourceConversion', (conversion) => {
  requiredOneOf(conversion, 'strategy', ['None', 'Webhook']);
  const hook = conversion.in('webhook');
  if (conversion.text('strategy') === 'Webhook') client(conversion, hook);
  else if (conversion.has('webhook'))
    for (const [name, own] of [
      ['webhookClientConfig', 'clientConfig'],
      ['conversionReviewVersions', 'conversionReviewVersions'],
    ] as const)
      if (own === 'clientConfig' ? hook.has(own) : hook.list(own).length > 0)
        conversion.refuseAs(
          name,
          { code: 'api/conflict', what: 'is for the strategy Webhook only' },
          'webhook',
        );
});

function client(conversion: Fields, hook: Fields): void {
  const said = hook.in('clientConfig');
  const [url, service] = [said.has('url'), said.has('service')];
  const refuse = (path: string, what: string): void =>
    conversion.refuseAs(path, { code: 'api/missing-field', what }, 'webhook');
  if (!hook.has('clientConfig')) refuse('webhookClientConfig', 'is required of the strategy Webhook');
  else if (url === service) refuse('webhookClientConfig', 'has exactly one of url and service');
  else webhookTarget(said);
  const versions = hook.texts('conversionReviewVersions');
  if (versions.length === 0) refuse('conversionReviewVersions', 'is required: v1');
  else if (!versions.some((version) => version === 'v1' || version === 'v1beta1'))
    refuse('conversionReviewVersions', 'has neither v1 nor v1beta1');
  versions.forEach((version, index) => {
    const wrong = label1035(version);
    if (wrong !== undefined)
      conversion.refuseAs(`conversionReviewVersions[${index}]`, miswritten(version, wrong), 'webhook');
  });
}
