import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';
import { type SynthProject, synthProject } from './synth-project.ts';

export interface Wanted {
  /** Bundle → its options, and the objects in it. */
  readonly [bundle: string]: { readonly options?: string; readonly objects: readonly object[] };
}

/** A stack of plain objects. */
export function stack(bundles: Wanted, engine = 'flux({ source })'): string {
  const made = Object.entries(bundles).map(
    ([name, { options = '{}', objects }]) =>
      `.bundle('${name}', ${options}, (bundle) => bundle.application('all', resources(${JSON.stringify(objects)})))`,
  );
  return `import { argo, cluster, flux, gitRepository, resources } from 'plimsoll';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
export default cluster('prod', { kubernetes: '1.36', gitops: ${engine} })
  .node('apps', (apps) => apps${made.join('\n')})
  .build();
`;
}

export const deployment: (app: string, more?: object) => object = (
  app: string,
  more: object = {},
): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default', ...more },
  spec: {
    selector: { matchLabels: { app } },
    template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
  },
});

export const claim: (more?: object) => object = (more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'default', ...more },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
});

export function git(project: SynthProject, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: project.folder, stdio: 'ignore' });
}

export function commit(project: SynthProject): void {
  git(project, 'add', '--all');
  git(project, 'commit', '-m', 'render');
}

/** A project whose first render is committed. */
export function committed(text: string, more: Readonly<Record<string, string>> = {}): SynthProject {
  const project = synthProject({ 'stacks/a.stack.ts': text, ...more });
  git(project, 'init', '-b', 'main');
  expect(project.plimsoll(['synth']).err).not.toContain('error');
  commit(project);
  return project;
}
