import type { KubernetesObject } from '../paths/kind.ts';

export type Texts = Readonly<Record<string, string>>;

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Texts;
  readonly annotations?: Texts;
}

export function metadataOf(object: KubernetesObject): Metadata {
  return (object as unknown as { readonly metadata: Metadata }).metadata;
}
