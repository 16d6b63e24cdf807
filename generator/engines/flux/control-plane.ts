import { Kustomization } from '#kinds/crds/kustomize.toolkit.fluxcd.io/v1';
import { Namespace } from '#kinds/kubernetes/core/v1';
import { joinPath } from '../../core/path.ts';
import type { EngineDocument } from '../../layout/file-set.ts';
import type { Places } from '../../layout/places.ts';
import type { ClusterModel } from '../../model/model.ts';
import { reference } from './reference.ts';
import { settingsOf } from './settings.ts';

/**
 * On a control plane: for each cluster it applies a namespace, and the Kustomization that applies that cluster's own
 * Kustomizations here. Those carry the kubeconfig that leads to the cluster itself.
 */
export function managedDocuments(
  hub: ClusterModel,
  places: Places,
  fleet: readonly ClusterModel[],
): readonly EngineDocument[] {
  const { namespace, interval } = settingsOf(hub);
  return fleet
    .filter(({ options }) => options.gitops.controlPlane?.cluster === hub.name)
    .flatMap((cluster) => {
      const home = settingsOf(cluster).namespace;
      const path = places.enginePath(joinPath(cluster.name, 'flux-system'), { nodes: [] });
      const applied = Kustomization({
        metadata: { name: `cluster-${cluster.name}`, namespace },
        spec: { interval, path, prune: true, sourceRef: reference(hub.options.gitops.source) },
      });
      return [
        {
          directory: places.root,
          file: `namespace-${home}.yaml`,
          object: Namespace({ metadata: { name: home } }),
        },
        { directory: places.root, file: `cluster-${cluster.name}.yaml`, object: applied },
      ];
    });
}
