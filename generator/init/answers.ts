import type { Manager } from './manager.ts';

/** What a new project is to be. */
export interface Answers {
  /** The folder's name, for package.json. */
  readonly folder: string;
  readonly engine: Engine;
  readonly cluster: string;
  /** Where the cluster's engine reads from. */
  readonly repository: string;
  readonly branch: string;
  /** `major.minor` */
  readonly kubernetes: string;
  readonly ci: readonly Ci[];
  readonly manager: Manager;
  /** Of this package: what package.json asks for. */
  readonly version: string;
}

export const engineNames = ['flux', 'argo'] as const;
export type Engine = (typeof engineNames)[number];

export const ciNames = ['github', 'gitlab'] as const;
export type Ci = (typeof ciNames)[number];
