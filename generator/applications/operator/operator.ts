import type { ApplicationConfig, Context } from '../../model/model.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { definedNames } from '../../validate/defined-names.ts';
import { manifests } from '../manifests.ts';
import { mistakes, wrong } from '../option.ts';
import { deployment } from '../workloads/deployment.ts';
import { metricsOf, monitor } from '../workloads/metrics.ts';
import { disruptionBudget } from '../workloads/scaling.ts';
import type { Subject } from '../workloads/subject.ts';
import { type Variant, workload } from '../workloads/workload.ts';
import { hasWebhooks, type KindReference, type OperatorOptions } from './options.ts';
import { knownPlural, rightsOf } from './rights.ts';
import { roles } from './roles.ts';
import { certificateName, webhooks } from './webhooks.ts';

/** A controller of its own kinds, with the rights that its work needs and no other. */
export function operator(options: OperatorOptions): ApplicationConfig {
  return workload(variant, options);
}

const variant: Variant<OperatorOptions> = {
  kind: 'operator',
  told: (options, name) => ({
    ...options,
    account: { token: true, ...options.account },
    network:
      options.network === false
        ? false
        : { ...options.network, to: [...server, ...(options.network?.to ?? [])] },
    ...(hasWebhooks(options)
      ? {
          volumes: {
            certificate: { path: options.certificatePath ?? usualPath, secret: certificateName(name) },
            ...options.volumes,
          },
        }
      : {}),
  }),
  ports: (options) => ({
    ...options.ports,
    ...(options.health === undefined ? { health: 8081 } : {}),
    ...(hasWebhooks(options) ? { webhook: options.webhookPort ?? 9443 } : {}),
  }),
  pod: ({ options }) => ({ health: options.health ?? asked, spread: 'by-template' }),
  // The server is no pod: no selector finds it.
  reached: ({ options }) => ({
    usual: hasWebhooks(options) ? [{ cidr: '0.0.0.0/0', ports: ['webhook'] }] : [],
    metrics: metricsOf(options.metrics),
  }),
  controller: (subject, template) => deployment(subject, template, subject.options.replicas ?? 1),
  beside: (subject) => {
    const definitions = definitionsOf(subject);
    const pluralOf = plurals(definitions);
    checkKinds(subject.options, pluralOf);
    const known = (reference: KindReference): string => pluralOf(reference) ?? reference.kind.toLowerCase();
    return [
      ...definitions,
      ...roles(subject, rightsOf(subject.options, known)),
      ...webhooks(subject, known),
      ...disruptionBudget(subject, subject.options.replicas ?? 1, subject.options.disruption),
      ...monitor(subject, metricsOf(subject.options.metrics), 'pod'),
    ];
  },
};

const usualPath = '/tmp/k8s-webhook-server/serving-certs';

/** Where API servers listen, before and behind their Service. */
const server = [{ cidr: '0.0.0.0/0', ports: [443, 6443] }] as const;

const asked = {
  ready: { http: '/readyz', port: 'health' },
  alive: { http: '/healthz', port: 'health' },
} as const;

function definitionsOf({ options, context }: Subject<OperatorOptions>): readonly KubernetesObject[] {
  return options.crds === undefined ? [] : objectsIn(options.crds, context);
}

function objectsIn(from: string | readonly string[], context: Context): readonly KubernetesObject[] {
  return manifests(from)
    .render(context)
    .filter((each): each is KubernetesObject => 'kind' in each && each.kind === 'CustomResourceDefinition');
}

type Plurals = (reference: KindReference) => string | undefined;

/** Of the operator's own definitions, and of all that is known. */
function plurals(definitions: readonly KubernetesObject[]): Plurals {
  const defined = definedNames(definitions);
  return (reference) =>
    defined.get(`${reference.apiVersion.split('/')[0]} ${reference.kind}`)?.plural ?? knownPlural(reference);
}

/** A right on a kind that nobody knows would be a right on nothing. */
function checkKinds(options: OperatorOptions, pluralOf: Plurals): void {
  const asked = Object.entries({
    reconciles: options.reconciles,
    owns: options.owns,
    watches: options.watches,
    patches: options.patches,
  });
  mistakes(
    asked.flatMap(([option, kinds = []]) =>
      kinds
        .filter((each) => pluralOf(each) === undefined)
        .map(({ apiVersion, kind }) =>
          wrong(
            `${option}: nothing is known of ${kind} in ${apiVersion}`,
            'add its definition to crds, or import it',
          ),
        ),
    ),
  );
}
