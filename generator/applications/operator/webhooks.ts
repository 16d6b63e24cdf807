import type { Certificate, Issuer } from '#kinds/crds/cert-manager.io/v1';
import type {
  MutatingWebhookConfiguration,
  ValidatingWebhook,
  ValidatingWebhookConfiguration,
} from '#kinds/kubernetes/admissionregistration.k8s.io/v1';
import type { Service } from '#kinds/kubernetes/core/v1';
import { splitApiVersion } from '../../facts/kinds.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { metadata, type Subject } from '../workloads/subject.ts';
import { hasWebhooks, type KindReference, type OperatorOptions, type WebhookOptions } from './options.ts';
import { clusterName } from './roles.ts';

type Plurals = (reference: KindReference) => string;

/** What the server asks before it takes an object, and the certificate by which it believes the answer. */
export function webhooks(subject: Subject<OperatorOptions>, pluralOf: Plurals): readonly KubernetesObject[] {
  if (!hasWebhooks(subject.options)) return [];
  const { name, options } = subject;
  return [
    service(subject),
    ...certificate(subject),
    ...configuration('ValidatingWebhookConfiguration', options.validating ?? {}),
    ...configuration('MutatingWebhookConfiguration', options.mutating ?? {}),
  ];

  function configuration(
    kind: 'ValidatingWebhookConfiguration' | 'MutatingWebhookConfiguration',
    of: Readonly<Record<string, WebhookOptions>>,
  ): readonly (ValidatingWebhookConfiguration | MutatingWebhookConfiguration)[] {
    const all = Object.entries(of);
    if (all.length === 0) return [];
    return [
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind,
        metadata: metadata(subject, {
          name: clusterName(subject),
          annotations: {
            'cert-manager.io/inject-ca-from': `${subject.context.namespace ?? 'default'}/${certificateName(name)}`,
          },
        }),
        webhooks: all.map(([called, each]) => webhook(called, each, subject, pluralOf)),
      } as ValidatingWebhookConfiguration,
    ];
  }
}

export function certificateName(name: string): string {
  return `${name}-webhook`;
}

function service(subject: Subject): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(subject, { name: certificateName(subject.name) }),
    spec: { selector: subject.selector, ports: [{ name: 'webhook', port: 443, targetPort: 'webhook' }] },
  };
}

/** Signed by itself: the server is told whom to believe by cert-manager. */
function certificate(subject: Subject): readonly (Issuer | Certificate)[] {
  const name = certificateName(subject.name);
  const host = `${name}.${subject.context.namespace ?? 'default'}.svc`;
  return [
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: metadata(subject, { name }),
      spec: { selfSigned: {} },
    },
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: metadata(subject, { name }),
      spec: {
        secretName: name,
        dnsNames: [host, `${host}.cluster.local`],
        issuerRef: { name, kind: 'Issuer' },
      },
    },
  ];
}

function webhook(
  called: string,
  { path, kinds, operations = ['CREATE', 'UPDATE'], whenAway = 'Fail', timeout = 10 }: WebhookOptions,
  { name, context }: Subject,
  pluralOf: Plurals,
): ValidatingWebhook {
  return {
    name: called.includes('.') ? called : `${called}.${name}.${context.namespace ?? 'default'}.svc`,
    clientConfig: {
      service: { name: certificateName(name), namespace: context.namespace ?? 'default', path },
    },
    rules: kinds.map((each) => {
      const { group, version } = splitApiVersion(each.apiVersion);
      return {
        apiGroups: [group === 'core' ? '' : group],
        apiVersions: [version],
        resources: [pluralOf(each)],
        operations,
      };
    }),
    failurePolicy: whenAway,
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    timeoutSeconds: timeout,
  };
}
