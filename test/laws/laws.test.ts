import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { flux } from '../../generator/engines/flux/options.ts';
import type { FileSet } from '../../generator/layout/file-set.ts';
import { fluxMonorepo, type LayoutRules } from '../../generator/layout/rules.ts';
import { checkObjects } from '../../generator/pipeline/check-objects.ts';
import { render } from '../../generator/pipeline/render.ts';
import { textsOf } from '../../generator/pipeline/texts.ts';
import { buildInProcess } from '../support/kustomize.ts';
import {
  appliers,
  type Document,
  directoryOf,
  engines,
  fixed,
  matrix,
  readPath,
} from '../support/layout-matrix.ts';
import { clusterSpec, layoutRules, make, type NodeSpec } from '../support/random-cluster.ts';
import { fleet } from '../support/stack.ts';

/** Whether it reads the artifact of a node that is published apart: its path begins at that node. */
function isApart(applier: Document): boolean {
  return (
    applier.spec?.sourceRef?.name === 'artifact' ||
    JSON.stringify(applier).includes('git.example.com/artifact')
  );
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
});

it('the default rules are those of the preset', () => {
  const { built } = make(fixed, flux({ source: fleet }));
  expect([...render([built]).files]).toEqual([...render([built], fluxMonorepo).files]);
});
