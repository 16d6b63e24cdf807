import { AppProject } from '#kinds/crds/argoproj.io/v1alpha1';
import { ConfigMap } from '#kinds/kubernetes/core/v1';
import type { ClusterModel } from '../../model/model.ts';
import type { ProjectOptions } from './options.ts';
import { repository } from './repository.ts';
import type { Settings } from './settings.ts';

/** Before every Application: one whose project is not there is refused. */
export function projectOf(
  name: string,
  options: ProjectOptions,
  cluster: ClusterModel,
  { namespace }: Settings,
): AppProject {
  const { description, sourceRepos, destinations, clusterResources } = options;
  return AppProject({
    metadata: { name, namespace, annotations: { 'argocd.argoproj.io/sync-wave': '-1' } },
    spec: {
      ...(description === undefined ? {} : { description }),
      sourceRepos: sourceRepos ?? [repository(cluster.options.gitops.source, undefined).repoURL],
      destinations,
      ...(clusterResources === undefined ? {} : { clusterResourceWhitelist: clusterResources }),
    },
  });
}

/** Without this Argo CD calls every Application healthy at once, and a wave waits for nothing. */
export function health({ namespace }: Settings): ConfigMap {
  const script = [
    'hs = { status = "Progressing", message = "" }',
    'if obj.status ~= nil and obj.status.health ~= nil then',
    '  hs.status = obj.status.health.status',
    '  hs.message = obj.status.health.message or ""',
    'end',
    'return hs',
    '',
  ];
  return ConfigMap({
    metadata: {
      name: 'argocd-cm',
      namespace,
      labels: { 'app.kubernetes.io/name': 'argocd-cm', 'app.kubernetes.io/part-of': 'argocd' },
    },
    data: { 'resource.customizations.health.argoproj.io_Application': script.join('\n') },
  });
}
