import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claim, commit, committed, deployment, git, stack } from '../support/committed-project.ts';
import { type SynthProject, synthProject } from '../support/synth-project.ts';

function synthWith(
  project: SynthProject,
  text: string,
  ...argv: readonly string[]
): ReturnType<SynthProject['plimsoll']> {
  project.write([['stacks/a.stack.ts', text]]);
  return project.plimsoll(['synth', ...argv]);
}

const one = (...objects: readonly object[]): string => stack({ shop: { objects } });

describe('a change of the render', () => {
  it('that the server would refuse is an error, with the line of the stack and what to do; nothing is written', () => {
    const project = committed(one(deployment('web')));
    const before = project.tree();
    const { code, out, err } = synthWith(project, one(deployment('shop')));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('immutable/fixed-field');
    expect(err).toMatch(/stacks\/a\.stack\.ts:\d+:\d+/);
    expect(err).toContain('spec.selector: matchLabels.app may not be changed (it was "web")');
    expect(err).toContain('give it a new name');
    expect(project.tree()).toEqual(before);
  });

  it('is judged from what is committed, not from what was only tried', () => {
    const project = committed(one());
    // Never committed: nobody has applied it.
    expect(synthWith(project, one(deployment('web'))).code).toBe(0);
    expect(synthWith(project, one(deployment('shop'))).code).toBe(0);
    commit(project);
    // Taken out and put back in without a commit: it is a change all the same.
    expect(synthWith(project, one()).code).toBe(0);
    expect(synthWith(project, one(deployment('web')))).toMatchObject({
      code: 1,
      err: expect.stringContaining('it was "shop"'),
    });
  });

  it('is judged in every cluster of a fleet, whether its index lies on the disk as it is committed or not', () => {
    const names = Array.from({ length: 40 }, (_, index) => `c${index}`);
    const texts = (of: (index: number) => object): readonly (readonly [string, string])[] =>
      names.map((name, index) => [
        `stacks/${name}.stack.ts`,
        one(of(index)).replace("cluster('prod'", `cluster('${name}'`),
      ]);
    const project = committed(one(), Object.fromEntries(texts((index) => deployment(`web-${index}`))));
    // Tried in most of them, and not committed: they are asked of git, some at once.
    project.write(
      texts((index) => deployment(`web-${index}`, index % 5 === 0 ? {} : { labels: { tried: 'x' } })),
    );
    expect(project.plimsoll(['synth']).code).toBe(0);
    project.write(texts(() => deployment('shop')));
    const { code, err } = project.plimsoll(['synth', '--check', '--no-cache']);
    expect(code).toBe(1);
    expect(
      [...err.matchAll(/\(it was "web-(\d+)"\)/g)].map(([, index]) => Number(index)).sort((a, b) => a - b),
    ).toEqual(names.map((_, index) => index));
  });

  it('is judged from the revision that is named, as a pull request from its base', () => {
    const project = committed(one(deployment('web')));
    git(project, 'checkout', '-b', 'change');
    expect(
      synthWith(
        project,
        one(deployment('shop', { annotations: { 'kustomize.toolkit.fluxcd.io/force': 'enabled' } })),
      ).code,
    ).toBe(0);
    commit(project);
    expect(project.plimsoll(['synth', '--check'])).toMatchObject({
      code: 0,
      err: expect.not.stringContaining('immutable/'),
    });
    const check = project.plimsoll(['check', '--against', 'main']);
    expect(check.err).toContain('[immutable/recreated]');
    expect(project.plimsoll(['synth', '--against', 'mian'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('cli/unknown-revision'),
    });
    // A tree is no revision.
    const tree = execFileSync('git', ['rev-parse', 'main^{tree}'], { cwd: project.folder, encoding: 'utf8' });
    expect(project.plimsoll(['synth', '--no-cache', '--against', tree.trim()])).toMatchObject({
      code: 1,
      err: expect.stringContaining('cli/unknown-revision'),
    });
    for (const wrong of ['--output', 'main:out', 'a b', ''])
      expect(project.plimsoll(['synth', `--against=${wrong}`]).code).toBe(64);
  });

  it('is judged in a hook of another repository, and where there is no program git, as anywhere', () => {
    const project = committed(one(deployment('web')));
    project.write([['stacks/a.stack.ts', one(deployment('shop'))]]);
    const elsewhere = { GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere/index' };
    expect(project.plimsoll(['synth', '--dry-run'], { env: elsewhere }).err).toContain(
      'immutable/fixed-field',
    );
    expect(project.plimsoll(['synth', '--dry-run'], { env: { PATH: '/nowhere' } }).err).toContain(
      'immutable/fixed-field',
    );
  });

  it('is none as long as nothing is committed', () => {
    const project = synthProject({ 'stacks/a.stack.ts': one(deployment('web')) });
    git(project, 'init', '-b', 'main');
    expect(project.plimsoll(['synth']).code).toBe(0);
    expect(synthWith(project, one(deployment('shop'))).code).toBe(0);
    git(project, 'add', 'stacks');
    git(project, 'commit', '-m', 'stacks');
    expect(synthWith(project, one(deployment('web'))).code).toBe(0);
  });

  it('is judged from the output on disk where nobody commits it', () => {
    const project = synthProject({ 'stacks/a.stack.ts': one(deployment('web')) });
    project.plimsoll(['synth']);
    expect(synthWith(project, one(deployment('shop'))).code).toBe(1);
    git(project, 'init', '-b', 'main');
    appendFileSync(join(project.folder, '.gitignore'), 'out/\n');
    commit(project);
    expect(project.plimsoll(['synth']).code).toBe(1);
    expect(project.plimsoll(['synth', '--against', 'HEAD']).code).toBe(0);
  });

  it('may move an object to another file, and is not asked where nobody wants to know', () => {
    const project = committed(one(deployment('web')));
    project.write([
      [
        'plimsoll.config.ts',
        "import { defineConfig } from 'plimsoll';\nexport default defineConfig({ layout: { files: 'kind' } });\n",
      ],
    ]);
    const moved = project.plimsoll(['synth', '--dry-run']);
    expect({ code: moved.code, out: moved.out }).toEqual({
      code: 0,
      out: expect.stringContaining('- prod/'),
    });
    expect(moved.err).not.toContain('immutable/');
    project.write([
      [
        'plimsoll.config.ts',
        "import { defineConfig } from 'plimsoll';\nexport default defineConfig({ validate: { skip: ['immutable'] } });\n",
      ],
    ]);
    expect(synthWith(project, one(deployment('shop'))).code).toBe(0);
  });

  it('that the engine forces is a warning: the object is made anew', () => {
    const forced = (app: string): string =>
      stack({ shop: { options: '{ force: true }', objects: [deployment(app)] } });
    const project = committed(forced('web'));
    const { code, err } = synthWith(project, forced('shop'));
    expect(code).toBe(0);
    expect(err).toContain(
      'Deployment web is deleted and made anew: spec.selector.matchLabels.app may not be changed in place',
    );
  });
});

describe('what a change destroys', () => {
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'wheels.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Wheel', plural: 'wheels' },
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
      ],
    },
  };
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'default' },
    spec: { ...(deployment('db') as { spec: object }).spec, serviceName: 'db' },
  };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

  it('is said of each, and where it was', () => {
    const project = committed(one(claim(), definition, set, namespace, deployment('web')));
    const { code, err } = synthWith(project, one());
    expect(code).toBe(0);
    const said = err.split('\n').filter((line) => line.includes('immutable/destroyed'));
    expect(said).toHaveLength(4);
    expect(err).toContain(
      'PersistentVolumeClaim default/data is no longer rendered: it is deleted, and with it its volume',
    );
    expect(err).toContain('with it every Wheel in the cluster');
    expect(err).toContain(
      'Namespace shop is no longer rendered: it is deleted, and with it everything in it',
    );
    expect(err).toContain(
      'StatefulSet default/db is no longer rendered: it is deleted, and with it its pods',
    );
    expect(err).toContain('out/prod/apps/shop/persistentvolumeclaim-data@default.yaml');
  });

  it.each([
    ['the object is to stay', {}, { annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } }],
    ['the bundle prunes nothing', { options: '{ prune: false }' }, {}],
  ])('is nothing where %s', (_, options, more) => {
    const project = committed(stack({ shop: { ...options, objects: [claim(more)] } }));
    expect(synthWith(project, stack({ shop: { ...options, objects: [] } })).err).not.toContain('immutable/');
  });

  it('goes with a bundle that is gone, as that was told to prune', () => {
    const base = { base: { objects: [deployment('web')] } };
    const pruned = committed(stack({ ...base, data: { objects: [claim()] } }));
    expect(synthWith(pruned, stack(base)).err).toContain('immutable/destroyed');
    const kept = committed(stack({ ...base, data: { options: '{ prune: false }', objects: [claim()] } }));
    expect(synthWith(kept, stack(base)).err).not.toContain('immutable/');
  });

  it.each(['flux({ source })', "argo({ source, destination: { name: 'in-cluster' } })"])(
    'may happen when something moves between owners: %s',
    (engine) => {
      const of = (shop: readonly object[], data: readonly object[]): string =>
        stack({ shop: { objects: shop }, data: { objects: data } }, engine);
      const project = committed(of([claim(), deployment('web')], []));
      const { code, err } = synthWith(project, of([], [claim(), deployment('web')]));
      expect(code).toBe(0);
      expect(err.split('\n').filter((line) => line.includes('immutable/moved-owner'))).toHaveLength(1);
      expect(err).toContain('PersistentVolumeClaim data moves from shop to data');
    },
  );
});
