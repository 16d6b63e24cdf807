import { mustBeThere } from './say.ts';
import type { World } from './world.ts';

/** What is given the authority of a certificate: whoever calls it trusts nobody before. */
export const injected: readonly string[] = [
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'CustomResourceDefinition',
  'APIService',
];

export const injectedFrom = 'cert-manager.io/inject-ca-from';

/** Certificates that webhooks are told to trust. */
export function certificates(world: World): void {
  for (const kind of injected)
    for (const { fields } of world.of(kind)) {
      const metadata = fields.in('metadata');
      for (const [key, value] of metadata.entries('annotations')) {
        const [namespace = '', name = ''] = String(value).split('/');
        const wanted =
          key === injectedFrom
            ? { group: 'cert-manager.io', kind: 'Certificate', namespace, name }
            : key === `${injectedFrom}-secret`
              ? { group: '', kind: 'Secret', namespace, name }
              : undefined;
        if (wanted !== undefined) mustBeThere(world, wanted, metadata.in('annotations'), key);
      }
    }
}
