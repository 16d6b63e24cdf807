import type { ApplicationConfig } from '../../model/model.ts';
import { deployment } from './deployment.ts';
import { metricsOf, monitor } from './metrics.ts';
import type { DeploymentOptions, HealthOptions, RunningOptions, ScaleOptions } from './options.ts';
import { route } from './route.ts';
import type { RouteOptions } from './route-options.ts';
import { autoscaler, disruptionBudget } from './scaling.ts';
import { service } from './service.ts';
import { type Variant, workload } from './workload.ts';

interface Listening extends RunningOptions, DeploymentOptions {
  /** Where the container listens. */
  readonly port: number;
  /** Where it is called. Default: `80`. */
  readonly servicePort?: number;
  /** A path that answers whether it can work, or every check by itself. Default: `/healthz`. */
  readonly health?: string | HealthOptions;
  /** Default: `{ min: 2, max: 10 }`. */
  readonly replicas?: number | ScaleOptions;
}

interface Outside {
  /** The names it is called by from outside. Default: none. */
  readonly host: string | readonly string[];
  /** Default: an Ingress of the cluster's class. */
  readonly route?: RouteOptions;
}

interface Inside {
  readonly host?: never;
  readonly route?: never;
}

export type WebServiceOptions = Listening & (Outside | Inside);

/** What a platform team calls its standard web service. */
export function webService(options: WebServiceOptions): ApplicationConfig {
  return workload(variant, options);
}

const usual: ScaleOptions = { min: 2, max: 10 };

const variant: Variant<WebServiceOptions> = {
  kind: 'web-service',
  ports: ({ port, ports }) => ({ http: port, ...ports }),
  pod: ({ options }) => ({ health: healthOf(options.health), drain: 5, spread: 'by-template' }),
  reached: ({ options }) => ({
    // Where the door of the cluster runs is its owner's to know.
    usual: [options.host === undefined ? 'namespace' : { namespace: '*', ports: ['http'] }],
    metrics: metricsOf(options.metrics),
  }),
  controller: (subject, template) => deployment(subject, template, subject.options.replicas ?? usual),
  beside: (subject) => {
    const { servicePort = 80, replicas = usual, disruption, host, metrics, route: by = {} } = subject.options;
    return [
      ...service(subject, { port: servicePort }),
      ...autoscaler(subject, 'Deployment', replicas),
      ...disruptionBudget(subject, replicas, disruption),
      ...(host === undefined ? [] : route(subject, [host].flat(), by, servicePort)),
      ...monitor(subject, metricsOf(metrics), 'service'),
    ];
  },
};

/** Ready is asked for what it can do; alive only for whether it is there: a database that is gone restarts nobody. */
function healthOf(asked: string | HealthOptions = '/healthz'): HealthOptions {
  const { ready, alive, started } = typeof asked === 'string' ? { ready: { http: asked } } : asked;
  const answers = ready ?? { http: '/healthz' };
  return {
    ready: answers,
    alive: alive ?? { tcp: 'http' },
    started: started ?? (answers === false ? false : { ...answers, every: 2, failures: 30 }),
  };
}
