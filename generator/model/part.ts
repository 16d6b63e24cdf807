import type { KubernetesObject } from '../paths/kind.ts';
import type { HelmReleaseOptions } from './helm.ts';

/** What an application may answer beside objects. */
export type Part = FilePart | EntryPart | GeneratorPart | ChartPart;

/** A file that is written byte for byte, below the directory of the application's own files. */
export interface FilePart {
  readonly part: 'file';
  readonly path: string;
  readonly content: string | Uint8Array;
  /** The objects it holds: it is then listed among the resources. */
  readonly holds?: readonly KubernetesObject[];
  /** Nothing may change it: it is signed. */
  readonly encrypted?: boolean;
}

/** A line of the kustomization: a directory among the application's own files, or one of the project. */
export interface EntryPart {
  readonly part: 'entry';
  readonly path: string;
  readonly of: 'files' | 'project';
}

/** A ConfigMap or Secret that kustomize makes of files, with a name that changes with its content. */
export interface GeneratorPart {
  readonly part: 'generator';
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly namespace?: string;
  /** `key=path` or `path`, below the application's own files. */
  readonly files?: readonly string[];
  readonly literals?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Without: the name ends in a hash of the content, and what uses it is rolled when it changes. */
  readonly stableName?: boolean;
}

/** A Helm chart: the engine says what stands for it. */
export interface ChartPart {
  readonly part: 'chart';
  readonly options: HelmReleaseOptions;
  readonly valuesFiles: readonly { readonly path: string; readonly values: unknown; readonly text: string }[];
}

export function isPart(value: unknown): value is Part {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['file', 'entry', 'generator', 'chart'].includes((value as { part?: string }).part ?? '')
  );
}
