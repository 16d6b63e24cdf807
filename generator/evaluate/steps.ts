import type { Origin } from '../core/origin.ts';
import type { KubernetesObject } from '../paths/kind.ts';

/** What made an object what it is, in order: the application's answer, what is around it, each overlay or patch that changed it. */
export interface Step {
  readonly by: 'application' | 'around' | 'overlay' | 'patch';
  readonly origin: Origin;
  /** The object as the step left it. */
  readonly object: KubernetesObject;
}
