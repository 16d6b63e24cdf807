import type { PrometheusRule } from '#kinds/crds/monitoring.coreos.com/v1';
import { given } from '../../core/json.ts';
import type { Duration } from '../../model/duration.ts';
import type { ApplicationConfig, Context } from '../../model/model.ts';
import { metadataOf, named } from '../named.ts';
import type { NamedOptions } from '../named-options.ts';
import { mistakes, wrong } from '../option.ts';

export interface AlertRule {
  /** PromQL: it rings for each series that the expression answers. */
  readonly expr: string;
  /** So long before it rings. Default: `5m`. */
  readonly for?: Duration;
  /** Default: `warning`. */
  readonly severity?: 'info' | 'warning' | 'critical';
  /** One sentence. */
  readonly summary: string;
  readonly description?: string;
  /** Where it says what to do. */
  readonly runbook?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface AlertOptions extends NamedOptions {
  /** By their names. */
  readonly rules?: Readonly<Record<string, AlertRule>>;
  /** Also for what the engine could not deliver. Default: `false`. */
  readonly delivery?: boolean;
}

type Rule = NonNullable<NonNullable<NonNullable<PrometheusRule['spec']>['groups']>[number]['rules']>[number];

/** What somebody is woken for: rules of Prometheus, those about the engine in its own words. */
export function alert(options: AlertOptions): ApplicationConfig {
  return named('alert', options, (name, context) => {
    const rules = { ...options.rules, ...(options.delivery ? deliveries(context) : {}) };
    if (Object.keys(rules).length === 0)
      mistakes([wrong('an alert without a rule', 'add rules, or delivery: true')]);
    const made: PrometheusRule = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: metadataOf(name, options),
      spec: { groups: [{ name, rules: Object.entries(rules).map((each) => rule(...each, context)) }] },
    };
    return [made];
  });
}

function rule(
  alert: string,
  { expr, for: since = '5m', severity = 'warning', summary, description, runbook, labels }: AlertRule,
  { cluster }: Context,
): Rule {
  return {
    alert,
    expr,
    for: since,
    labels: { severity, cluster, ...labels },
    annotations: given({ summary, description, runbook_url: runbook }),
  } as Rule;
}

/** Flux says of each of its objects whether it is ready, Argo CD whether an Application is what git says. */
function deliveries({ engine }: Context): Readonly<Record<string, AlertRule>> {
  return engine === 'argo'
    ? {
        DeliveryFailed: {
          expr: 'sum by (name) (argocd_app_info{sync_status!="Synced"} or argocd_app_info{health_status="Degraded"}) > 0',
          for: '15m',
          severity: 'critical',
          summary: 'The Application {{ $labels.name }} is not what git says, or does not work.',
        },
      }
    : {
        DeliveryFailed: {
          expr: 'sum by (customresource_kind, exported_namespace, name) (gotk_resource_info{ready="False", suspended!="true"}) > 0',
          for: '15m',
          severity: 'critical',
          summary: 'The {{ $labels.customresource_kind }} {{ $labels.name }} is not ready.',
        },
      };
}
