import type { ImagePolicy } from './images.ts';
import type { Level } from './pod-security/levels.ts';
import type { ProbeName } from './probes.ts';
import type { ResourceName } from './resources.ts';

/** What a team wants beyond what the server does. Nothing is asked that is not named. */
export interface PolicyConfig {
  /** `tag`: a version that is not latest; `digest`: exactly which. */
  readonly images?: ImagePolicy;
  /** Pod Security Standards: `labels` is what namespaces of the render say of themselves, a level what those are held to that say nothing. */
  readonly podSecurity?: 'labels' | Level | PodSecurity;
  /** Every container says what it takes; `true`: requests, and a limit of memory. */
  readonly resources?: true | readonly ResourceName[];
  /** Every container that lasts is asked how it is; `true`: readiness and liveness. */
  readonly probes?: true | readonly ProbeName[];
  /** Roles without `*` and without what lets one become more than one is. */
  readonly roles?: true;
  /** No token of the default account in pods. */
  readonly tokens?: true;
  /** No pod in the network, among the processes or in the memory of its node. */
  readonly hostNamespaces?: true;
  /** ValidatingAdmissionPolicies of the render are asked of the render, as their bindings say. */
  readonly admission?: true;
}

export interface PodSecurity {
  /** Of namespaces that say nothing themselves. */
  readonly level?: Level;
  /** Whatever they say: a level by namespace. */
  readonly namespaces?: Readonly<Record<string, Level>>;
}

export interface PolicyOptions {
  readonly policy?: PolicyConfig | undefined;
}
