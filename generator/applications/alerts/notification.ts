import type { Alert, Provider } from '#kinds/crds/notification.toolkit.fluxcd.io/v1beta3';
import type { ConfigMap } from '#kinds/kubernetes/core/v1';
import { given } from '../../core/json.ts';
import type { ApplicationConfig } from '../../model/model.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { metadataOf, named } from '../named.ts';
import type { NamedOptions } from '../named-options.ts';
import type { OneOf } from '../one-of.ts';

export interface NotificationOptions extends NamedOptions {
  /** Where it is said: a channel of Slack or Teams, or any address that takes JSON. */
  readonly to: OneOf<SlackOptions | TeamsOptions | WebhookOptions>;
  /** `failures`, or every delivery too. Default: `failures`. */
  readonly about?: 'failures' | 'everything';
  /** Where the engine's own objects are. Default: `flux-system`, `argocd`. */
  readonly engineNamespace?: string;
}

export interface SlackOptions {
  readonly slack: string;
  /** A Secret with the `token` of a bot (Flux), `slack-token` among Argo CD's own (`argocd-notifications-secret`). */
  readonly secret: string;
}

export interface TeamsOptions {
  /** A name for the channel. */
  readonly teams: string;
  /** A Secret with its `address` (Flux), `teams-url` among Argo CD's own. */
  readonly secret: string;
}

export interface WebhookOptions {
  readonly webhook: `https://${string}`;
}

/** What the engine did, said where people are: a Provider and an Alert of Flux, or the configuration of Argo CD's notifications. */
export function notification(options: NotificationOptions): ApplicationConfig {
  return named('notification', options, (name, { engine, cluster }) =>
    engine === 'argo' ? argo(options, cluster) : flux(name, options, cluster),
  );
}

function flux(
  name: string,
  { to, about = 'failures', engineNamespace = 'flux-system', ...rest }: NotificationOptions,
  cluster: string,
): readonly KubernetesObject[] {
  const provider: Provider = {
    apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
    kind: 'Provider',
    metadata: metadataOf(name, rest, engineNamespace),
    spec: given<Provider['spec'] & object>({
      type: 'slack' in to ? 'slack' : 'teams' in to ? 'msteams' : 'generic',
      channel: 'slack' in to ? to.slack : undefined,
      address:
        'webhook' in to ? to.webhook : 'slack' in to ? 'https://slack.com/api/chat.postMessage' : undefined,
      secretRef: 'secret' in to ? { name: to.secret } : undefined,
    }),
  };
  const said: Alert = {
    apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
    kind: 'Alert',
    metadata: metadataOf(name, rest, engineNamespace),
    spec: {
      providerRef: { name },
      eventSeverity: about === 'failures' ? 'error' : 'info',
      eventMetadata: { cluster },
      eventSources: [
        { kind: 'Kustomization', name: '*' },
        { kind: 'HelmRelease', name: '*' },
        { kind: 'GitRepository', name: '*' },
      ],
    },
  };
  return [provider, said];
}

/** Argo CD has one configuration of all of its notifications: it stands under this name, or nowhere. */
function argo(
  { to, about = 'failures', engineNamespace = 'argocd', ...rest }: NotificationOptions,
  cluster: string,
): readonly KubernetesObject[] {
  const triggers = about === 'failures' ? ['failed', 'degraded'] : ['failed', 'degraded', 'delivered'];
  const [service, recipient] =
    'slack' in to
      ? [{ 'service.slack': 'token: $slack-token\n' }, `slack:${to.slack}`]
      : 'teams' in to
        ? [{ 'service.teams': `recipientUrls:\n  ${to.teams}: $teams-url\n` }, `teams:${to.teams}`]
        : [{ 'service.webhook.plimsoll': `url: ${to.webhook}\n` }, 'webhook:plimsoll'];
  const text = `${cluster}: {{.app.metadata.name}} is {{.app.status.sync.status}} and {{.app.status.health.status}}`;
  const body =
    'webhook' in to ? `webhook:\n  plimsoll:\n    method: POST\n    body: '{"text":"${text}"}'\n` : '';
  const made: ConfigMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf('argocd-notifications-cm', rest, engineNamespace),
    data: {
      ...service,
      'template.said': `message: '${text}'\n${body}`,
      'trigger.failed': when(
        "app.status.operationState != nil and app.status.operationState.phase in ['Error', 'Failed']",
      ),
      'trigger.degraded': when("app.status.health.status == 'Degraded'"),
      'trigger.delivered': when(
        "app.status.operationState != nil and app.status.operationState.phase in ['Succeeded']",
      ),
      subscriptions: `- recipients:\n  - ${recipient}\n  triggers:\n${triggers.map((each) => `  - ${each}\n`).join('')}`,
    },
  };
  return [made];
}

function when(condition: string): string {
  return `- when: ${condition}\n  send: [said]\n`;
}
