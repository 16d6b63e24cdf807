import type { Source } from '../../model/source.ts';

/** A source as Flux's objects refer to it. */
export function reference({ kind, name, options }: Source): {
  kind: 'GitRepository' | 'OCIRepository' | 'Bucket' | 'ExternalArtifact';
  name: string;
  namespace?: string;
} {
  return {
    kind: kind as 'GitRepository',
    name,
    ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
  };
}
