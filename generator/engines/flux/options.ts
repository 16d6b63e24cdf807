import type { Duration } from '../../model/duration.ts';
import type { ControlPlane, GitOps } from '../../model/model.ts';
import type { Source } from '../../model/source.ts';
import type { ImageAutomation } from './image-automation.ts';
import type { Notifications } from './notifications.ts';

export interface FluxOptions {
  /** What the cluster's own directory is read from. */
  readonly source: Source;
  /** Namespace of Flux's objects. */
  readonly namespace?: string;
  /** How often a bundle is reconciled that says nothing itself. */
  readonly interval?: Duration;
  /** Whose rights bundles are applied with that name none: what tenants must not exceed. */
  readonly serviceAccountName?: string;
  /** Where news of the cluster go, by name. */
  readonly notifications?: Notifications;
  /** Follows images and keeps `pins.yaml` up to date; the source must be a Git repository. */
  readonly imageAutomation?: ImageAutomation;
  /** The cluster whose Flux applies this one: its objects go there, into a namespace called like this cluster. */
  readonly controlPlane?: ControlPlane;
}

/** Flux reads the result. */
export function flux({ source, controlPlane, ...options }: FluxOptions): GitOps {
  const managed = controlPlane === undefined ? {} : { controlPlane };
  return Object.freeze({ engine: 'flux', source, ...managed, options: Object.freeze(options) });
}
