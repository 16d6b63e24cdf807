import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import { isDuration } from '../model/duration.ts';
import type { ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';

/** What types cannot see when a value comes from data: durations and the version of the cluster. */
export function checkOptions(cluster: ClusterModel): readonly Finding[] {
  const findings: Finding[] = [];
  if (!/^1\.\d{1,3}$/.test(cluster.options.kubernetes)) {
    const message = `the cluster ${cluster.name} has the Kubernetes version ${JSON.stringify(cluster.options.kubernetes)}`;
    findings.push(
      finding('build/bad-kubernetes-version', message, {
        ...definedAt(cluster.origin),
        fix: "write major and minor: '1.36'",
      }),
    );
  }
  for (const { bundle } of bundlesOf(cluster)) {
    const { interval, timeout, retryInterval, sync } = bundle.options;
    const durations = {
      interval,
      timeout,
      retryInterval,
      'sync.retry.duration': sync?.retry?.duration,
      'sync.retry.maxDuration': sync?.retry?.maxDuration,
    };
    for (const [option, value] of Object.entries(durations))
      if (value !== undefined && !isDuration(value)) {
        const message = `${option} of the bundle ${bundle.name} is ${JSON.stringify(value)}, which is not a duration`;
        findings.push(
          finding('build/bad-duration', message, {
            ...definedAt(bundle.origin),
            fix: 'write numbers with units: 30s, 5m, 1h30m',
          }),
        );
      }
  }
  return findings;
}
