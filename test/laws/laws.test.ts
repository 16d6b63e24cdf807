import { mkdirSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { argo } from '../../generator/engines/argo/options.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import type { FileSet } from '../../generator/layout/file-set.ts';
import { fluxMonorepo, type LayoutRules } from '../../generator/layout/rules.ts';
import type { GitOps } from '../../generator/model/model.ts';
import { checkObjects } from '../../generator/pipeline/check-objects.ts';
import { render } from '../../generator/pipeline/render.ts';
import { textsOf } from '../../generator/pipeline/texts.ts';
import { type Built, buildForReal, buildInProcess, realKustomize, writeFiles } from '../support/kustomize.ts';
import { clusterSpec, layoutRules, make, type NodeSpec } from '../support/random-cluster.ts';
import { fleet } from '../support/stack.ts';
import { temporaryFolder } from '../support/temporary.ts';

const engines: readonly (readonly [string, GitOps])[] = [
  ['flux', flux({ source: fleet })],
  ['argo', argo({ source: fleet })],
];

type Document = Built['objects'][number] & {
  readonly spec?: {
    readonly path?: string;
    readonly source?: { readonly path?: string };
    readonly sourceRef?: { readonly name: string };
  };
};

/** The engine's own objects: what applies a directory. */
function appliers(files: FileSet): readonly Document[] {
  const all = [...files.values()].flatMap(({ documents }) => documents as readonly Document[]);
  return all.filter(
    ({ apiVersion, kind }) =>
      (kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit')) || kind === 'Application',
  );
}

/** Whether it reads the artifact of a node that is published apart: its path begins at that node. */
function isApart(applier: Document): boolean {
  return (
    applier.spec?.sourceRef?.name === 'artifact' ||
    JSON.stringify(applier).includes('git.example.com/artifact')
  );
}

/** The path an engine object reads, without `./` and a slash at its end. */
function readPath({ spec }: Document): string {
  const path = posix.normalize(spec?.path ?? spec?.source?.path ?? '').replace(/\/$/, '');
  return path === '.' ? '' : path;
}

function directoryOf(applier: Document, base: string): string {
  return posix.relative(base === '' ? '.' : base, readPath(applier) || '.');
}

function checkLaws(files: FileSet, given: readonly string[], rules: LayoutRules): void {
  const directories = new Set(
    [...files.keys()].map((path) => posix.dirname(path)).map((path) => (path === '.' ? '' : path)),
  );
  for (const path of files.keys()) expect(path, 'L9').not.toMatch(/(^|\/)\.\.?(\/|$)|^\/|\\/);
  for (const directory of directories)
    if (files.has(posix.join(directory, 'kustomization.yaml')))
      expect(buildInProcess(files, directory).errors, `L1, L3: ${directory}`).toEqual([]);
  const found = appliers(files);
  const reached = new Map<string, number>();
  for (const applier of found) {
    if (isApart(applier)) {
      const path = readPath(applier);
      expect(
        [...directories].some((each) => path === '' || each === path || each.endsWith(`/${path}`)),
        `L2: ${applier.metadata.name}`,
      ).toBe(true);
      continue;
    }
    const directory = directoryOf(applier, rules.base);
    expect(directories, `L2: ${applier.metadata.name} reads ${directory}`).toContain(directory);
    for (const { kind, metadata } of buildInProcess(files, directory).objects) {
      const id = `${kind}/${metadata.name}`;
      reached.set(id, (reached.get(id) ?? 0) + 1);
    }
  }
  if (!found.some(isApart)) for (const id of given) expect(reached.get(id), `L4, L6: ${id}`).toBe(1);
  const written = [...files.values()]
    .flatMap(({ documents }) => documents as readonly Document[])
    .map(({ kind, metadata }) => `${kind}/${metadata?.name}`);
  for (const id of given) expect(written.filter((each) => each === id).length, `L6: ${id}`).toBe(1);
  for (const applier of found) {
    const id = `${applier.kind}/${applier.metadata.name}`;
    if (!found.some(isApart)) expect(reached.get(id), `L4: ${id}`).toBe(1);
    expect(written.filter((each) => each === id).length, `once: ${id}`).toBe(1);
  }
}

describe.each(engines)('the laws, %s', (_name, gitops) => {
  it('hold for random clusters and rules', () => {
    fc.assert(
      fc.property(clusterSpec, layoutRules, (specs, rules) => {
        const { built, given } = make(specs, gitops);
        expect(built.findings).toEqual([]);
        const { files, findings } = render([built], rules);
        expect(
          findings.filter(
            ({ severity, code }) => severity === 'error' && code !== 'build/namespace-after-content',
          ),
        ).toEqual([]);
        checkLaws(files, given, rules);
      }),
      { numRuns: 500 },
    );
  });

  it('hold for every object: the API server would take it (L8)', () => {
    fc.assert(
      fc.property(clusterSpec, layoutRules, (specs, rules) => {
        const { objects } = render([make(specs, gitops).built], rules);
        // Names of the users' own objects are random here.
        const wrong = checkObjects(objects).filter(({ code }) => code !== 'api/bad-name');
        expect(wrong).toEqual([]);
        expect(checkObjects(objects.filter(({ bundle }) => bundle === undefined))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('renders the same bytes twice, and whatever the order of keys (L5)', () => {
    const shuffled = <T extends object>(value: T): T =>
      Object.fromEntries(Object.entries(value).reverse()) as T;
    const bytes = (specs: readonly NodeSpec[], mix?: typeof shuffled): string =>
      JSON.stringify([...textsOf(render([make(specs, gitops, mix).built]).files).files]);
    fc.assert(
      fc.property(clusterSpec, (specs) => {
        expect(bytes(specs)).toBe(bytes(specs));
        expect(bytes(specs, shuffled)).toBe(bytes(specs));
      }),
      { numRuns: 100 },
    );
  });
});

/** A set with everything in it: nested nodes, an umbrella of two levels, several applications, names that are alike. */
const object = (kind: string, name: string, namespace?: string): never =>
  ({ kind, name, ...(namespace === undefined ? {} : { namespace }) }) as never;
/** How many combinations one process builds. */
const batch = 24;

const fixed: readonly NodeSpec[] = [
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

function* matrix(): Generator<LayoutRules> {
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

describe.each(engines)('every combination of rules, %s', (_name, gitops) => {
  it('keeps the laws, in process', () => {
    let combinations = 0;
    const shapes = new Set<string>();
    for (const rules of matrix()) {
      combinations++;
      const { built, given } = make(fixed, gitops);
      const { files, findings } = render([built], rules);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      checkLaws(files, given, rules);
      shapes.add([...files.keys()].join('\n'));
    }
    expect(combinations).toBe(576);
    // Each rule changes something: file names do not when a file is a kind or an application.
    expect(shapes.size).toBeGreaterThan(200);
  });

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

it('the default rules are those of the preset', () => {
  const { built } = make(fixed, flux({ source: fleet }));
  expect([...render([built]).files]).toEqual([...render([built], fluxMonorepo).files]);
});
