import { mkdirSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileSet } from '../../generator/layout/file-set.ts';
import { render } from '../../generator/pipeline/render.ts';
import { buildForReal, buildInProcess, realKustomize, writeFiles } from '../support/kustomize.ts';
import { appliers, directoryOf, engines, fixed, matrix } from '../support/layout-matrix.ts';
import { make } from '../support/random-cluster.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** How many combinations one process builds. */
const batch = 24;

describe.each(engines)('every combination of rules, %s', (_name, gitops) => {
  it.skipIf(realKustomize === undefined)(
    'passes the real kustomize build, every entry directory (skipped without kubectl and kustomize)',
    { timeout: 180_000 },
    async () => {
      const folder = temporaryFolder();
      // One process builds many combinations: told apart by a prefix, each built as it would be alone.
      const expected = [...matrix()].map((rules, index) => {
        const { files } = render([make(fixed, gitops).built], rules);
        writeFiles(files, join(folder, String(index)));
        const entries = [...new Set(appliers(files).map((applier) => directoryOf(applier, rules.base)))];
        const prefix = `c${index}-`;
        const all = {
          apiVersion: 'kustomize.config.k8s.io/v1beta1',
          kind: 'Kustomization',
          namePrefix: prefix,
          resources: entries.filter(
            (entry) => !entries.some((other) => other !== entry && contains(files, other, entry)),
          ),
        };
        writeFileSync(join(folder, String(index), 'kustomization.yaml'), JSON.stringify(all));
        return all.resources.flatMap((entry) =>
          buildInProcess(files, entry).objects.map(({ metadata }) => prefix + metadata.name),
        );
      });
      const batches = Array.from({ length: Math.ceil(expected.length / batch) }, (_, index) => index * batch);
      const built = async (first: number): Promise<void> => {
        const members = expected.slice(first, first + batch);
        const root = join(folder, `from-${first}`);
        mkdirSync(root);
        const resources = members.map((_, index) => `../${first + index}`);
        writeFileSync(join(root, 'kustomization.yaml'), JSON.stringify({ resources }));
        expect(await buildForReal(root)).toEqual({ names: members.flat().sort() });
      };
      await Promise.all(
        [0, 1].map(async (lane) => {
          for (const [turn, first] of batches.entries()) if (turn % 2 === lane) await built(first);
        }),
      );
    },
  );
});

/** Whether building one entry builds the other as well. */
function contains(files: FileSet, outer: string, inner: string): boolean {
  const list = files.get(posix.join(outer, 'kustomization.yaml'))?.documents[0] as
    | { resources?: readonly string[] }
    | undefined;
  return (list?.resources ?? []).some((entry) => posix.join(outer, entry) === inner);
}
