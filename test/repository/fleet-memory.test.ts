import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { patience } from '../support/patience.ts';
import { bin } from '../support/synth-project.ts';
import { type UserProject, userProject } from '../support/user-project.ts';

/** Renders in a heap of so many megabytes. */
function synth({ folder }: UserProject, megabytes: number, ...argv: readonly string[]) {
  const { status, stderr } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${megabytes}`, bin, 'synth', '--jobs', '1', ...argv],
    { ...patience, cwd: folder, encoding: 'utf8' },
  );
  return { status, said: stderr };
}

/** Clusters of so many applications, each a ConfigMap of so many characters in a bundle of its own. */
function fleet(clusters: number, applications: number, characters: number): UserProject {
  const project = userProject();
  const stack = (
    name: string,
  ): string => `import { cluster, defineStack, flux, gitRepository, resources } from 'plimsoll';
const gitops = flux({ source: gitRepository('fleet', { url: 'ssh://git@git.example.com/fleet', branch: 'main' }) });
export default defineStack({ set: { level: 'one' } }, ({ set }) => cluster('${name}', { kubernetes: '1.36', gitops })
  .node('apps', (node) => node.each(Array.from({ length: ${applications} }, (_, each) => 'app-' + each), (all, name) =>
    all.bundle(name, { namespace: 'web' }, (bundle) => bundle.application('web', resources(() => [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { text: (set.level + ' ').repeat(${characters} / 4) } },
    ])))))
  .build());
`;
  project.write(
    Array.from(
      { length: clusters },
      (_, index) => [`stacks/c${index}.stack.ts`, stack(`c${index}`)] as const,
    ),
  );
  return project;
}

it.each([40, 320])('what %i clusters need is what one needs, and little for each', (clusters) => {
  const { status, said } = synth(fleet(clusters, 63, 40), 56, '--dry-run');
  expect(said).toContain(' created');
  expect(status).toBe(0);
});

it('what is to be written waits on the disk: of a fleet that changes all over no more is held than of a cluster', () => {
  const project = fleet(30, 20, 100_000);
  expect(synth(project, 48)).toMatchObject({ status: 0 });
  const { status, said } = synth(project, 48, '--set', 'level=two');
  expect(said).toContain('600 changed');
  expect(status).toBe(0);
  const last = join(project.folder, 'out/c29/apps/app-19/configmap-app-19.yaml');
  expect(readFileSync(last, 'utf8')).toContain('two two');
});
