import type { ClusterModel } from '../../model/model.ts';

/** Of the Kustomization that applies everything else, and of the namespace it is in. */
export const rootName = 'flux-system';

/** What holds for every object of Flux in a cluster. */
export interface Settings {
  readonly namespace: string;
  readonly interval: string;
  readonly serviceAccountName: string | undefined;
}

/** Objects of a cluster that another one applies stand there in a namespace of their own. */
export function settingsOf({ name, options }: ClusterModel): Settings {
  const usual = options.gitops.controlPlane === undefined ? rootName : name;
  const {
    namespace = usual,
    interval = '10m',
    serviceAccountName,
  } = options.gitops.options as Partial<Settings>;
  return { namespace, interval, serviceAccountName };
}

/** How Flux reaches a cluster that another one applies. */
export function kubeConfigOf({ options }: ClusterModel): { secretRef: { name: string } } | undefined {
  const { controlPlane } = options.gitops;
  return controlPlane && { secretRef: { name: controlPlane.secret } };
}
