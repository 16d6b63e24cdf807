import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressText, parseAddress } from '../../generator/publish/address.ts';
import { artifactOf } from '../../generator/publish/artifact.ts';
import { tarOf } from '../../generator/publish/tar.ts';
import { treeOf } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

function bytes(files: Readonly<Record<string, string>>): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
}

const nowhere = { source: undefined, revision: undefined, created: undefined };

describe('an archive', () => {
  it('is unpacked by tar: names that are long or of other letters, empty files, sizes around a block', () => {
    const files = {
      'a.yaml': 'a: 1\n',
      'empty.yaml': '',
      'block.yaml': 'x'.repeat(512),
      'more.yaml': 'x'.repeat(513),
      [`deep/${'folder-of-a-long-name/'.repeat(12)}file.yaml`]: 'deep',
      'größe/日本.yaml': 'text: näher\n',
    };
    const folder = temporaryFolder();
    const archive = join(folder, 'archive.tar');
    writeFileSync(archive, tarOf(bytes(files)));
    const into = temporaryFolder();
    execFileSync('tar', ['-xf', archive, '-C', into]);
    expect(Object.fromEntries(treeOf(into))).toEqual(files);
    const listed = execFileSync('tar', ['-tvf', archive, '--utc'], { encoding: 'utf8' });
    for (const line of listed.trim().split('\n'))
      expect(line).toMatch(/^-rw-r--r-- 0\/0 .* 1970-01-01 00:00 /);
  });

  it('is the same whatever order files come in', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,12}(\/[a-zé]{1,60}){0,3}$/), fc.string()),
        (files) => {
          const entries = [...bytes(files)];
          expect(tarOf(new Map(entries.toReversed()))).toEqual(tarOf(new Map(entries)));
        },
      ),
    );
  });
});

describe('an artifact', () => {
  it('is the same on every machine: this is its digest', () => {
    const text = Array.from({ length: 500 }, (_, index) => `line ${index * 7919}: ${index % 13}\n`).join('');
    const { manifest, blobs } = artifactOf(bytes({ 'out/prod/a.yaml': text, 'out/prod/b.yaml': 'b: 2\n' }), {
      source: 'https://git.example.com/fleet',
      revision: 'main@sha1:0123456789abcdef0123456789abcdef01234567',
      created: '2026-01-01T00:00:00Z',
    });
    expect(manifest.digest).toMatchInlineSnapshot(
      `"sha256:07ef05db4ff7ff33504d31303dc6623ce83a63230545b2188cc8673359535979"`,
    );
    const said = JSON.parse(new TextDecoder().decode(manifest.bytes));
    expect(said).toMatchObject({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: 'application/vnd.cncf.flux.config.v1+json', digest: blobs[0]?.digest },
      layers: [{ mediaType: 'application/vnd.cncf.flux.content.v1.tar+gzip', digest: blobs[1]?.digest }],
      annotations: {
        'org.opencontainers.image.created': '2026-01-01T00:00:00Z',
        'org.opencontainers.image.revision': 'main@sha1:0123456789abcdef0123456789abcdef01234567',
        'org.opencontainers.image.source': 'https://git.example.com/fleet',
      },
    });
    const [, layer] = blobs;
    expect(said.layers[0].size).toBe(layer?.bytes.length);
    expect(gunzipSync(layer?.bytes ?? '').toString('utf8')).toContain(text);
  });

  it('says nothing of where it comes from that nobody knows', () => {
    const { manifest } = artifactOf(bytes({ 'a.yaml': 'a' }), nowhere);
    expect(JSON.parse(new TextDecoder().decode(manifest.bytes)).annotations).toEqual({});
  });
});

describe('an address', () => {
  it.each([
    [
      'oci://registry.example.com/fleet',
      { host: 'registry.example.com', repository: 'fleet', tag: undefined },
    ],
    [
      'oci://localhost:5000/a/b-c/d__e:v1.2',
      { host: 'localhost:5000', repository: 'a/b-c/d__e', tag: 'v1.2' },
    ],
  ])('%s', (text, wanted) => {
    const parsed = parseAddress(text);
    expect(parsed).toEqual(wanted);
    expect(parsed && addressText(parsed)).toBe(text);
  });

  it.each([
    'registry.example.com/fleet',
    'https://registry.example.com/fleet',
    'oci://registry.example.com',
    'oci://registry.example.com/Fleet',
    'oci://registry.example.com/a//b',
    'oci://registry.example.com/../b',
    'oci://user:word@registry.example.com/a',
    'oci://registry.example.com/a:b:c',
    'oci://registry.example.com/a@sha256:0123',
    `oci://registry.example.com/${'a-'.repeat(50_000)}`,
  ])('%.60s is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
});
