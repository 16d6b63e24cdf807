import { Alert, Provider } from '#kinds/crds/notification.toolkit.fluxcd.io/v1beta3';
import type { EngineDocument } from '../../layout/file-set.ts';
import type { Settings } from './settings.ts';

/** Where news of a cluster go: a channel, and what is said there. */
export interface Notification {
  readonly type: NonNullable<Provider['spec']>['type'];
  readonly channel?: string;
  readonly address?: string;
  /** Name of the Secret with token or address. */
  readonly secret?: string;
  readonly severity?: 'info' | 'error';
  /** Absent: every Kustomization and HelmRelease. */
  readonly sources?: NonNullable<Alert['spec']>['eventSources'];
  readonly summary?: string;
}

export type Notifications = Readonly<Record<string, Notification>>;

/** A Provider and an Alert for each, under one name. */
export function notificationDocuments(
  directory: string,
  all: Notifications,
  { namespace }: Settings,
): readonly EngineDocument[] {
  return Object.entries(all).flatMap(([name, notification]) => {
    const { type, channel, address, secret, severity, sources, summary } = notification;
    const metadata = { name, namespace };
    const provider = Provider({
      metadata,
      spec: {
        type,
        ...(channel === undefined ? {} : { channel }),
        ...(address === undefined ? {} : { address }),
        ...(secret === undefined ? {} : { secretRef: { name: secret } }),
      },
    });
    const alert = Alert({
      metadata,
      spec: {
        providerRef: { name },
        ...(severity === undefined ? {} : { eventSeverity: severity }),
        eventSources: sources ?? [
          { kind: 'Kustomization', name: '*' },
          { kind: 'HelmRelease', name: '*' },
        ],
        ...(summary === undefined ? {} : { summary }),
      },
    });
    return [
      { directory, file: `provider-${name}.yaml`, object: provider },
      { directory, file: `alert-${name}.yaml`, object: alert },
    ];
  });
}
