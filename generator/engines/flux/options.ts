import type { Duration } from '../../model/duration.ts';
import type { ControlPlane, GitOps, Remote } from '../../model/model.ts';
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
  /**
   * What installs Flux: an address (a release's `install.yaml`), fetched once and remembered by its sha256. Absent: the
   * user's own `gotk-components.yaml` in the cluster's flux-system directory, when it is there.
   */
  readonly components?: string | Remote;
  /** The cluster whose Flux applies this one: its objects go there, into a namespace called like this cluster. */
  readonly controlPlane?: ControlPlane;
}

/** Flux reads the result. */
export function flux({ source, controlPlane, components, ...options }: FluxOptions): GitOps {
  const remote = typeof components === 'string' ? { address: components } : components;
  return Object.freeze({
    engine: 'flux',
    source,
    ...(controlPlane === undefined ? {} : { controlPlane }),
    ...(remote === undefined ? {} : { remotes: Object.freeze([remote]) }),
    options: Object.freeze(options),
  });
}
