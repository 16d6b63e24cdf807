import { gzipSync } from 'fflate';
import { sha256Of } from '../core/sha256.ts';
import { tarOf } from './tar.ts';

/** Where what is published comes from: the same commit gives the same bytes. */
export interface Provenance {
  /** Of the repository, without credentials. */
  readonly source: string | undefined;
  /** As Flux writes it: branch@sha1:commit. */
  readonly revision: string | undefined;
  /** When that commit was made. */
  readonly created: string | undefined;
}

export interface Blob {
  readonly mediaType: string;
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** An OCI artifact as Flux's OCIRepository reads it: one layer, a small config, a manifest that names both. */
export interface Artifact {
  readonly manifest: Blob;
  readonly blobs: readonly Blob[];
}

const media = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.cncf.flux.config.v1+json',
  content: 'application/vnd.cncf.flux.content.v1.tar+gzip',
} as const;

export function artifactOf(
  files: ReadonlyMap<string, Uint8Array>,
  { source, revision, created }: Provenance,
): Artifact {
  const tar = tarOf(files);
  // Written in JavaScript: node's own differs from machine to machine.
  const layer = blob(media.content, gzipSync(tar, { level: 9, mtime: 0 }));
  const config = blob(
    media.config,
    json({
      architecture: '',
      os: '',
      config: {},
      rootfs: { type: 'layers', diff_ids: [`sha256:${sha256Of(tar)}`] },
    }),
  );
  const annotations = {
    ...(created === undefined ? {} : { 'org.opencontainers.image.created': created }),
    ...(revision === undefined ? {} : { 'org.opencontainers.image.revision': revision }),
    ...(source === undefined ? {} : { 'org.opencontainers.image.source': source }),
  };
  const manifest = blob(
    media.manifest,
    json({
      schemaVersion: 2,
      mediaType: media.manifest,
      config: descriptor(config),
      layers: [descriptor(layer)],
      annotations,
    }),
  );
  return { manifest, blobs: [config, layer] };
}

function blob(mediaType: string, bytes: Uint8Array): Blob {
  return { mediaType, digest: `sha256:${sha256Of(bytes)}`, bytes };
}

function descriptor({ mediaType, digest, bytes }: Blob): object {
  return { mediaType, digest, size: bytes.length };
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
