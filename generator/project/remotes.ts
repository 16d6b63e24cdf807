import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finding } from '../core/codes.ts';
import { byText } from '../core/compare.ts';
import type { Finding } from '../core/finding.ts';
import { sha256Of } from '../core/sha256.ts';
import type { ClusterModel, Remote } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';
import { keep } from './cache.ts';
import type { Lock, RememberedRemote } from './lock.ts';

/** Every address that clusters read from, once. */
export function remotesOf(clusters: readonly ClusterModel[]): readonly Remote[] {
  const all = new Map<string, Remote>();
  const add = (remote: Remote): void => {
    if (remote.sha256 !== undefined || !all.has(remote.address)) all.set(remote.address, remote);
  };
  for (const cluster of clusters) {
    cluster.options.gitops.remotes?.forEach(add);
    for (const { bundle } of bundlesOf(cluster))
      for (const { config } of bundle.applications) config.remotes?.forEach(add);
  }
  return [...all.values()].sort((a, b) => byText(a.address, b.address));
}

export interface Fetched {
  readonly contents: ReadonlyMap<string, Uint8Array>;
  /** What the lock does not know yet. */
  readonly learnt: readonly RememberedRemote[];
  readonly findings: readonly Finding[];
}

export interface FetchOptions {
  readonly cache: string | undefined;
  readonly download: (address: string) => Promise<Uint8Array>;
  /** An address the lock does not know is a mistake: nothing new is let in. */
  readonly frozen: boolean;
}

/** Brings what addresses hold: from the cache when its sha256 is known, from the network when not. */
export async function fetchRemotes(
  remotes: readonly Remote[],
  lock: Lock,
  options: FetchOptions,
): Promise<Fetched> {
  const known = new Map(lock.remotes.map(({ address, sha256 }) => [address, sha256]));
  const contents = new Map<string, Uint8Array>();
  const learnt: RememberedRemote[] = [];
  const findings: Finding[] = [];
  await Promise.all(
    remotes.map(async ({ address, sha256 = known.get(address) }) => {
      if (sha256 === undefined && options.frozen) {
        findings.push(
          finding('build/not-fetched', `${address} is not in plimsoll.lock.json`, {
            fix: 'run plimsoll synth, and commit the lock',
          }),
        );
        return;
      }
      try {
        const content = fromCache(options.cache, sha256) ?? (await options.download(address));
        const found = sha256Of(content);
        if (sha256 !== undefined && sha256 !== found) findings.push(changed(address));
        else {
          contents.set(address, content);
          if (options.cache !== undefined) keep(join(options.cache, found), content);
          if (known.get(address) !== found) learnt.push({ address, sha256: found });
        }
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        findings.push(
          finding('import/unavailable', `cannot fetch ${address}: ${why}`, { source: { file: address } }),
        );
      }
    }),
  );
  return { contents, learnt: learnt.sort((a, b) => byText(a.address, b.address)), findings };
}

function changed(address: string): Finding {
  return finding('import/checksum', `${address} answers with other content than its sha256 says`, {
    source: { file: address },
    fix: 'pin a version in the address, or take its entry out of plimsoll.lock.json to accept the new content',
  });
}

function fromCache(cache: string | undefined, sha256: string | undefined): Uint8Array | undefined {
  if (cache === undefined || sha256 === undefined || !/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  try {
    const content = readFileSync(join(cache, sha256));
    return sha256Of(content) === sha256 ? content : undefined;
  } catch {
    return undefined;
  }
}
