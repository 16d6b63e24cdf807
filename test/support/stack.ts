import type { ApplicationConfig, ClusterOptions, GitOps } from '../../generator/model/model.ts';
import { gitRepository, type Source } from '../../generator/model/source.ts';
import type { KubernetesObject } from '../../generator/paths/kind.ts';

export const fleet: Source = gitRepository('fleet', {
  url: 'ssh://git@git.example.com/fleet',
  branch: 'main',
});
export const gitops: GitOps = { engine: 'flux', source: fleet, options: {} };
export const options: ClusterOptions = { kubernetes: '1.34', gitops };

/** An application of given objects. */
export function objects(...resources: readonly KubernetesObject[]): ApplicationConfig {
  return { kind: 'test', render: () => resources };
}
