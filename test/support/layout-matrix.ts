import { posix } from 'node:path';
import { argo } from '../../generator/engines/argo/options.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import type { FileSet } from '../../generator/layout/file-set.ts';
import type { LayoutRules } from '../../generator/layout/rules.ts';
import type { GitOps } from '../../generator/model/model.ts';
import type { Built } from './kustomize.ts';
import type { NodeSpec } from './random-cluster.ts';
import { fleet } from './stack.ts';

export const engines: readonly (readonly [string, GitOps])[] = [
  ['flux', flux({ source: fleet })],
  ['argo', argo({ source: fleet })],
];

export type Document = Built['objects'][number] & {
  readonly spec?: {
    readonly path?: string;
    readonly source?: { readonly path?: string };
    readonly sourceRef?: { readonly name: string };
  };
};

/** The engine's own objects: what applies a directory. */
export function appliers(files: FileSet): readonly Document[] {
  const all = [...files.values()].flatMap(({ documents }) => documents as readonly Document[]);
  return all.filter(
    ({ apiVersion, kind }) =>
      (kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit')) || kind === 'Application',
  );
}

/** The path an engine object reads, without `./` and a slash at its end. */
export function readPath({ spec }: Document): string {
  const path = posix.normalize(spec?.path ?? spec?.source?.path ?? '').replace(/\/$/, '');
  return path === '.' ? '' : path;
}

export function directoryOf(applier: Document, base: string): string {
  return posix.relative(base === '' ? '.' : base, readPath(applier) || '.');
}

/** A set with everything in it: nested nodes, an umbrella of two levels, several applications, names that are alike. */
const object = (kind: string, name: string, namespace?: string): never =>
  ({ kind, name, ...(namespace === undefined ? {} : { namespace }) }) as never;
export const fixed: readonly NodeSpec[] = [
  {
    published: false,
    bundles: [
      {
        applications: [
          [object('ConfigMap', 'x', 'a'), object('Secret', 'x', 'a')],
          [object('ConfigMap', 'x', 'b')],
        ],
        children: [],
        options: { wait: true },
        needs: [],
      },
      {
        applications: [[object('Service', 'y-z', 'a')]],
        options: { namespace: 'a' },
        needs: [0],
        children: [
          {
            applications: [[object('ConfigMap', 'x.y')]],
            options: {},
            needs: [0],
            children: [
              { applications: [[object('Secret', 'z', 'c')]], options: {}, needs: [1], children: [] },
            ],
          },
          { applications: [], options: {}, needs: [2], children: [] },
        ],
      },
    ],
    nodes: [
      {
        published: false,
        nodes: [],
        bundles: [{ applications: [[object('ServiceAccount', 'z')]], children: [], options: {}, needs: [1] }],
      },
    ],
  },
  {
    published: false,
    nodes: [],
    bundles: [{ applications: [[object('ConfigMap', 'only')]], children: [], options: {}, needs: [0, 3] }],
  },
];

export function* matrix(): Generator<LayoutRules> {
  for (const nodes of ['nested', 'flat'] as const)
    for (const bundles of ['nested', 'flat'] as const)
      for (const applications of ['nested', 'flat'] as const)
        for (const files of ['resource', 'kind', 'application'] as const)
          for (const fileName of ['kind-name', 'name-kind'] as const)
            for (const engine of ['separate', 'node', 'bundle'] as const)
              for (const cluster of ['directory', 'none'] as const)
                for (const singleTier of [true, false])
                  yield {
                    nodes,
                    bundles,
                    applications,
                    files,
                    fileName,
                    engine,
                    cluster,
                    singleTier,
                    base: 'out',
                  };
}
