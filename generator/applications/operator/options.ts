import type { DeploymentOptions, HealthOptions, RunningOptions } from '../workloads/options.ts';

/** A kind, by the factory of it or by its names. */
export interface KindReference {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface RightsOptions {
  /** Kinds whose objects it makes true: it reads them, writes their status and finalizers. */
  readonly reconciles?: readonly KindReference[];
  /** Kinds that it makes, changes and deletes. */
  readonly owns?: readonly KindReference[];
  /** Kinds that it reads. */
  readonly watches?: readonly KindReference[];
  /** Kinds that others make and it changes. */
  readonly patches?: readonly KindReference[];
}

export interface WebhookOptions {
  /** Where the operator answers. */
  readonly path: string;
  /** What it is asked about. */
  readonly kinds: readonly KindReference[];
  /** Default: `CREATE`, `UPDATE`. */
  readonly operations?: readonly ('CREATE' | 'UPDATE' | 'DELETE')[];
  /** Whether nothing is taken while it does not answer. Default: `Fail`. */
  readonly whenAway?: 'Fail' | 'Ignore';
  /** Seconds. Default: `10`. */
  readonly timeout?: number;
}

export interface OperatorOptions
  extends RunningOptions,
    RightsOptions,
    Pick<DeploymentOptions, 'disruption'> {
  /** Files and folders with its definitions. Default: none. */
  readonly crds?: string | readonly string[];
  /** Namespaces it works in. Default: all. */
  readonly namespaces?: readonly string[];
  /** Several can run, of which one works. Default: `1`. */
  readonly replicas?: number;
  /** The Lease by which they agree who works; `false`: they do not. Default: its name. */
  readonly lease?: string | false;
  /** By name; their certificates are made and renewed by cert-manager. */
  readonly validating?: Readonly<Record<string, WebhookOptions>>;
  readonly mutating?: Readonly<Record<string, WebhookOptions>>;
  /** Where it listens for webhooks. Default: `9443`. */
  readonly webhookPort?: number;
  /** Where the certificate is mounted. Default: `/tmp/k8s-webhook-server/serving-certs`. */
  readonly certificatePath?: string;
  /** Default: `/healthz` and `/readyz` at the port 8081. */
  readonly health?: HealthOptions;
}

export function hasWebhooks({ validating = {}, mutating = {} }: OperatorOptions): boolean {
  return Object.keys(validating).length + Object.keys(mutating).length > 0;
}
