import type { Finding } from '../core/finding.ts';
import type { EngineDocument } from '../layout/file-set.ts';
import type { Places } from '../layout/places.ts';
import type { ClusterModel } from '../model/model.ts';

export interface EngineAnswer {
  readonly documents: readonly EngineDocument[];
  readonly findings: readonly Finding[];
  /** Files of the user in the root directory: listed when they are there, never written. */
  readonly usersFiles?: readonly string[];
}

/**
 * What reads the result. An engine is asked once, for places that are already decided, and answers with documents for
 * them; it rewrites nothing. To add one: a folder with such a value, and a line in `engines.ts`.
 */
export interface Engine {
  readonly name: string;
  /** What it calls the directory of its own objects. */
  readonly directory: string;
  /** `fleet` is every cluster of the render: a control plane applies others. */
  readonly answer: (cluster: ClusterModel, places: Places, fleet: readonly ClusterModel[]) => EngineAnswer;
}
