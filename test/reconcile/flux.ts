import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { kustomizeController } from '../server/build.mjs';
import type { ApiServer } from '../server/server.mjs';
import { temporaryFolder } from '../support/temporary.ts';

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message: string;
}

export interface Flux {
  /** Gives the engine what is in a folder, as the source would after a push. */
  readonly push: (folder: string) => Promise<void>;
  /** Applies a file of manifests for good, as whoever bootstraps does. */
  readonly apply: (file: string) => Promise<void>;
  /** Waits until Kustomizations have applied what was pushed last; answers their Ready conditions. */
  readonly settled: (names: readonly string[]) => Promise<Readonly<Record<string, string>>>;
}

const sources = '/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories';
const kustomizations = '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations';

/** The real kustomize-controller beside a server; its source is a file on loopback. */
export async function startFlux(server: ApiServer): Promise<Flux> {
  let archive = Buffer.alloc(0);
  const files = createServer((_, response) => response.end(archive));
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  const { port } = files.address() as AddressInfo;
  const controller = spawn(
    kustomizeController(),
    [
      '--metrics-addr=127.0.0.1:0',
      '--health-addr=127.0.0.1:0',
      '--requeue-dependency=1s',
      '--log-level=error',
    ],
    {
      env: { ...process.env, KUBECONFIG: server.kubeconfig, RUNTIME_NAMESPACE: 'flux-system' },
      stdio: 'ignore',
    },
  );
  onTestFinished(() => {
    controller.kill('SIGKILL');
    files.close();
  });
  let revision = '';
  let pushes = 0;
  return {
    push: async (folder) => {
      const file = join(temporaryFolder(), 'tree.tar.gz');
      execFileSync('tar', ['-czf', file, '-C', folder, '--exclude=node_modules', '--exclude=.git', '.']);
      archive = readFileSync(file);
      const sha256 = createHash('sha256').update(archive).digest('hex');
      revision = `main@sha1:${createHash('sha1').update(String(++pushes)).digest('hex')}`;
      const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
      const { metadata } = await server.get(`${sources}/fleet`);
      await server.report(`${sources}/fleet`, {
        observedGeneration: metadata.generation,
        artifact: {
          path: 'fleet.tar.gz',
          url: `http://127.0.0.1:${port}/${pushes}.tar.gz`,
          revision,
          digest: `sha256:${sha256}`,
          lastUpdateTime: now,
          size: archive.length,
        },
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'Succeeded',
            message: 'stored',
            lastTransitionTime: now,
            observedGeneration: metadata.generation,
          },
        ],
      });
    },
    apply: async (file) => {
      for (const document of parseAllDocuments(readFileSync(file, 'utf8')))
        await server.apply(document.toJS() as object, { dryRun: false });
    },
    settled: async (names) => {
      for (let left = 240; ; left--) {
        const all = await Promise.all(names.map((name) => server.get(`${kustomizations}/${name}`)));
        const done = all.every(
          ({ status }) => status?.lastAppliedRevision === revision && ready(status) === 'True',
        );
        if (done || left === 0)
          return Object.fromEntries(
            all.map(({ status }, index) => [
              names[index],
              status?.lastAppliedRevision === revision ? ready(status) : JSON.stringify(status?.conditions),
            ]),
          );
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    },
  };
}

function ready({ conditions = [] }: { readonly conditions?: readonly Condition[] }): string {
  const { status = 'Unknown' } = conditions.find(({ type }) => type === 'Ready') ?? {};
  return status;
}
