import type { Finding } from '../core/finding.ts';
import type { Evaluated } from '../evaluate/evaluate.ts';
import type { Release, ReleaseParts } from '../evaluate/release.ts';
import type { EngineDocument } from '../layout/file-set.ts';
import type { Places } from '../layout/places.ts';
import type { ClusterModel } from '../model/model.ts';

export interface EngineAnswer {
  readonly documents: readonly EngineDocument[];
  readonly findings: readonly Finding[];
  /** Files of the user in the root directory: listed when they are there, never written. */
  readonly usersFiles?: readonly string[];
  /** Files of the root directory whose content is fetched. */
  readonly fetchedFiles?: readonly { readonly file: string; readonly address: string }[];
  /** Directories of bundles that nothing reads: they are not written. */
  readonly unread?: readonly string[];
}

/**
 * What reads the result. An engine is asked once, for places that are already decided, and answers with documents for
 * them; it rewrites nothing. To add one: a folder with such a value, and a line in `engines.ts`.
 */
export interface Engine {
  readonly name: string;
  /** What it calls the directory of its own objects. */
  readonly directory: string;
  /** Bundles as it needs them, where one of the model is more than it can do at once. */
  readonly arrange?: (cluster: ClusterModel) => ClusterModel;
  /** What stands for a Helm chart among the resources of its bundle; the rest is in the answer. */
  readonly release: (release: Release) => ReleaseParts;
  /** `fleet` is every cluster of the render: a control plane applies others. */
  readonly answer: (
    cluster: ClusterModel,
    places: Places,
    fleet: readonly ClusterModel[],
    evaluated: Pick<Evaluated, 'resources' | 'parts' | 'releases' | 'emitted'>,
  ) => EngineAnswer;
}
