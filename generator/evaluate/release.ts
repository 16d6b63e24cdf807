import type { ApplicationModel, ClusterModel } from '../model/model.ts';
import type { ChartPart, FilePart } from '../model/part.ts';
import type { BundleAt } from '../model/walk.ts';
import type { KubernetesObject } from '../paths/kind.ts';

/** A Helm chart of an application, before an engine has said what stands for it. */
export interface Release {
  readonly cluster: ClusterModel;
  readonly at: BundleAt;
  readonly application: ApplicationModel;
  readonly namespace: string | undefined;
  readonly chart: ChartPart;
}

/** What an engine puts among the bundle's own resources for a chart. */
export interface ReleaseParts {
  readonly objects: readonly KubernetesObject[];
  readonly files: readonly FilePart[];
}
