import type { Finding } from '../core/finding.ts';
import type { Origin } from '../core/origin.ts';
import { namespaceOf } from '../evaluate/context.ts';
import { type ChartRequest, chartRequest } from '../model/chart.ts';
import type { ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';
import type { RememberedChart } from '../project/lock.ts';

export interface Inflated {
  /** Texts by the keys of their requests. */
  readonly texts: ReadonlyMap<string, string>;
  readonly learnt: readonly RememberedChart[];
  readonly findings: readonly { readonly request: ChartRequest; readonly finding: Finding }[];
}

export const nothingInflated: Inflated = { texts: new Map(), learnt: [], findings: [] };

export interface Asked {
  readonly request: ChartRequest;
  readonly origin?: Origin;
}

/** Every chart that clusters take apart, with what it is rendered for. */
export function chartsOf(clusters: readonly ClusterModel[]): readonly Asked[] {
  return clusters.flatMap((cluster) =>
    [...bundlesOf(cluster)].flatMap((at) =>
      at.bundle.applications.flatMap((application) =>
        (application.config.charts ?? []).map((options) => ({
          request: chartRequest(options, {
            application: application.name,
            namespace: namespaceOf(application, at),
            kubernetes: cluster.options.kubernetes,
          }),
          origin: application.origin,
        })),
      ),
    ),
  );
}
