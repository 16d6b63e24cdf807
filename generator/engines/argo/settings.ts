import type { ClusterModel } from '../../model/model.ts';
import type { ProjectOptions } from './options.ts';

/** What holds for every object of Argo CD in a cluster. */
export interface Settings {
  readonly namespace: string;
  readonly project: string;
  readonly destination: { readonly server: string } | { readonly name: string };
  readonly applicationHealth: 'emit' | 'present';
  readonly projects: Readonly<Record<string, ProjectOptions>>;
}

export function settingsOf({ options }: ClusterModel): Settings {
  const {
    namespace = 'argocd',
    project = 'default',
    applicationHealth = 'emit',
    projects = {},
  } = options.gitops.options as Partial<Settings>;
  const { destination = { server: 'https://kubernetes.default.svc' } } = options.gitops
    .options as Partial<Settings>;
  return { namespace, project, destination, applicationHealth, projects };
}

/** What the Application that applies all others is called. */
export function rootName({ name }: ClusterModel): string {
  return `${name}-root`;
}
