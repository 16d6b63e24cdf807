import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffMarkdown } from '../../generator/cli/diff/markdown.ts';
import { diffText } from '../../generator/cli/diff/text.ts';
import { changesBetween } from '../../generator/difference/changes.ts';
import { countsOf, folded } from '../../generator/difference/fold.ts';
import type { Difference } from '../../generator/synth/difference.ts';
import { claim, commit, committed, deployment, git, stack } from '../support/committed-project.ts';
import { type SynthProject, synthProject } from '../support/synth-project.ts';

const map = (name: string, data: object): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data,
});
const secret = (password: string): object => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'web', namespace: 'default' },
  stringData: { password },
});
const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

function change(project: SynthProject, stackText: string): void {
  project.write([['stacks/a.stack.ts', stackText]]);
}

/** A project whose stack was changed since its commit: something of everything. */
function changed(): SynthProject {
  const project = committed(
    stack({
      shop: {
        objects: [
          claim(),
          deployment('web'),
          map('web', { a: text('one', 'two', 'three', 'four'), b: 'x' }),
          secret('hunter1'),
        ],
      },
      other: { objects: [map('left', {})], options: '{ prune: false }' },
    }),
  );
  const next = deployment('web') as { readonly spec: { readonly template: { readonly spec: object } } };
  change(
    project,
    stack({
      shop: {
        objects: [
          {
            ...next,
            spec: {
              ...next.spec,
              template: { ...next.spec.template, spec: { containers: [{ name: 'web', image: 'web:2' }] } },
            },
          },
          map('web', { a: text('one', 'zwei', 'three', 'four', 'five'), b: 'y' }),
          secret('hunter2'),
          map('new', {}),
        ],
      },
      other: { objects: [map('else', {})], options: '{ prune: false }' },
    }),
  );
  return project;
}

describe('plimsoll diff', () => {
  it('says object by object what becomes of it, what is worst first; nothing is written', () => {
    const project = changed();
    const before = project.tree();
    const { code, out, err } = project.plimsoll(['diff']);
    expect(code).toBe(0);
    expect(
      out,
    ).toBe(`HEAD → the render: 1 deleted (1 with data), 1 left behind, 1 rolled out, 2 changed, 2 created

- PersistentVolumeClaim default/data  deleted, and with it its volume, unless the class of that keeps it
    shop/all, prod

- ConfigMap default/left  left behind: it stays in the cluster, and nobody renders it
    other/all, prod

~ Deployment default/web  rolled out: its pods are replaced step by step
    shop/all, prod
    spec.template.spec.containers[name=web].image: web:1 → web:2

~ ConfigMap default/web  changed
    shop/all, prod
    data.a:
      - two
      + zwei
        …
      + five
    data.b: x → y

~ Secret default/web  changed
    shop/all, prod
    stringData.password: *** → ***

+ ConfigMap default/else  created
    other/all, prod

+ ConfigMap default/new  created
    shop/all, prod
`);
    expect(err).toContain('immutable/destroyed');
    expect(out + err).not.toContain('hunter');
    expect(project.tree()).toEqual(before);
  });

  it('answers programs, and pull requests, without secrets', () => {
    const project = changed();
    const { out } = project.plimsoll(['diff', '--format', 'json']);
    const { changes, counts, from, to, findings } = JSON.parse(out);
    expect({ from, to }).toEqual({ from: 'HEAD', to: 'the render' });
    expect(counts).toMatchObject({
      pruned: 1,
      withData: 1,
      abandoned: 1,
      rolled: 1,
      changed: 2,
      created: 2,
      noise: 0,
    });
    expect(changes[2]).toEqual({
      resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web' },
      effect: 'rolled',
      bundle: 'shop',
      application: 'all',
      file: 'prod/apps/shop/deployment-web@default.yaml',
      note: 'its pods are replaced step by step',
      fields: [{ path: 'spec.template.spec.containers[name=web].image', before: 'web:1', after: 'web:2' }],
      noise: false,
      clusters: ['prod'],
      unchangedIn: [],
    });
    expect(findings).toMatchObject([{ code: 'immutable/destroyed' }]);
    const markdown = project.plimsoll(['diff', '--format=markdown']).out;
    expect(markdown).toMatchSnapshot();
    expect(out + markdown).not.toContain('hunter');
  });

  it('sees nothing in where and how things are written', () => {
    const project = committed(stack({ shop: { objects: [deployment('web'), map('web', { a: 'b' })] } }));
    project.write([
      ['plimsoll.config.ts', "export default { layout: { files: 'application' } };"],
      ['stacks/a.stack.ts', stack({ shop: { objects: [map('web', { a: 'b' }), deployment('web')] } })],
    ]);
    expect(project.plimsoll(['synth', '--check']).code).toBe(2);
    expect(project.plimsoll(['diff', '--exit-code'])).toEqual({
      code: 0,
      signal: null,
      out: 'HEAD → the render: no difference\n',
      err: '',
    });
  });

  it('exits with 2 where it is asked to, and with 1 where the server would refuse', () => {
    const project = committed(stack({ shop: { objects: [deployment('web')] } }));
    change(project, stack({ shop: { objects: [deployment('web'), map('web', {})] } }));
    expect(project.plimsoll(['diff', '--exit-code']).code).toBe(2);
    change(project, stack({ shop: { objects: [deployment('shop')] } }));
    const { code, out, err } = project.plimsoll(['diff', '--exit-code']);
    expect(code).toBe(1);
    expect(out).toContain('! Deployment default/web  refused by the server\n');
    expect(err).toContain('immutable/fixed-field');
    expect(err).toMatch(/stacks\/a\.stack\.ts:\d+:\d+/);
  });

  it('compares revisions, and the render with any of them', () => {
    const project = committed(stack({ shop: { objects: [map('web', { a: '1' })] } }));
    git(project, 'tag', 'one');
    for (const value of ['2', '3']) {
      change(project, stack({ shop: { objects: [map('web', { a: value })] } }));
      project.plimsoll(['synth']);
      if (value === '2') commit(project);
    }
    expect(project.plimsoll(['diff', 'one..HEAD']).out).toContain('one → HEAD: 1 changed\n');
    expect(project.plimsoll(['diff', 'one..HEAD']).out).toContain('data.a: 1 → 2');
    expect(project.plimsoll(['diff', 'one']).out).toContain('data.a: 1 → 3');
    expect(project.plimsoll(['diff']).out).toContain('data.a: 2 → 3');
    expect(project.plimsoll(['diff', 'nope'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('cli/unknown-revision'),
    });
  });

  it('compares folders, whoever wrote them, and one with the render', () => {
    const project = committed(stack({ shop: { objects: [map('web', { a: '1' })] } }));
    cpSync(join(project.folder, 'out'), join(project.folder, 'before'), { recursive: true });
    change(project, stack({ shop: { objects: [map('web', { a: '2' })] } }));
    expect(project.plimsoll(['diff', 'before']).out).toContain('data.a: 1 → 2');
    project.plimsoll(['synth']);
    expect(project.plimsoll(['diff', 'before', 'out']).out).toContain('data.a: 1 → 2');
    const manifest = (value: string): string => JSON.stringify(map('web', { a: value }));
    project.write([
      ['x/eu/web.json', manifest('1')],
      ['x/us/web.json', manifest('1')],
      ['y/eu/moved/web.json', manifest('1')],
      ['y/us/web.json', manifest('2')],
    ]);
    const { out } = project.plimsoll(['diff', 'x', 'y']);
    expect(out).toContain('1 changed\n');
    expect(out).toContain('    the engine, us\n    data.a: 1 → 2\n');
  });

  it('shows what files hold, unless kustomize makes Secrets beside them', () => {
    const withFile = (
      value: string,
      generator: string,
    ): string => `import { cluster, flux, gitRepository, resources, withFiles } from 'plimsoll';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
export default cluster('prod', { kubernetes: '1.36', gitops: flux({ source }) })
  .node('apps', (apps) => apps.bundle('shop', (shop) => shop.application('web', withFiles(resources([]), {
    files: { 'a.txt': 'value ${value}' }, ${generator}: [{ name: 'web', files: ['a.txt'] }] }))))
  .build();`;
    for (const [generator, shown] of [
      ['configMapGenerator', 'content: value 1 → value 2'],
      ['secretGenerator', 'content: *** → ***'],
    ] as const) {
      const project = committed(withFile('1', generator));
      cpSync(join(project.folder, 'out'), join(project.folder, 'before'), { recursive: true });
      change(project, withFile('2', generator));
      const outputs = [project.plimsoll(['diff']).out];
      project.plimsoll(['synth']);
      commit(project);
      outputs.push(
        project.plimsoll(['diff', 'HEAD~1..HEAD']).out,
        project.plimsoll(['diff', 'before', 'out']).out,
      );
      for (const out of outputs) {
        expect(out).toMatch(/^~ File prod\/apps\/shop\/\S*a\.txt {2}changed$/m);
        expect(out).toContain(shown);
        expect(out.includes('value')).toBe(generator === 'configMapGenerator');
      }
    }
  });

  it('puts environments, and clusters, beside each other', () => {
    const project = synthProject({
      'plimsoll.config.ts':
        'export default { environments: { staging: { replicas: 1 }, production: { replicas: 3 } } };',
      'stacks/a.stack.ts': `import { cluster, defineStack, flux, gitRepository, resources } from 'plimsoll';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
export default defineStack(({ env }) => ['eu', ...(env.name === 'production' ? ['us'] : [])].map((region) =>
  cluster(env.name + '-' + region, { kubernetes: '1.36', gitops: flux({ source }) })
    .node('apps', (apps) => apps.bundle('shop', (shop) => shop.application('web', resources([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'default' }, data: { cluster: env.name + '-' + region, replicas: String(env.values.replicas) } },
    ])))).build()));`,
    });
    const { out, code } = project.plimsoll(['diff', '--env', 'staging..production']);
    expect(code).toBe(0);
    expect(out).toBe(`staging → production: 1 different
  the cluster production-us has none beside it in staging

~ ConfigMap default/web  different
    shop/web, staging-eu..production-eu
    data.replicas: 1 → 3
`);
    expect(project.plimsoll(['diff', '--cluster', 'production-eu..production-us']).out).toBe(
      'production-eu → production-us: no difference\n',
    );
    expect(project.plimsoll(['diff', '--cluster', 'production-eu..production-uk'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('did you mean production-us'),
    });
  });

  it('speaks of clusters that come and go', () => {
    const other = (name: string): string =>
      stack({ shop: { objects: [map('web', {})] } }).replace("cluster('prod'", `cluster('${name}'`);
    const project = committed(stack({ shop: { objects: [map('web', {})] } }), {
      'stacks/b.stack.ts': other('old'),
    });
    project.write([['stacks/b.stack.ts', other('new')]]);
    const { out } = project.plimsoll(['diff', '--exit-code']);
    expect(out).toContain(
      '  the cluster old is no longer rendered: what is in it stays as it is\n  the cluster new is new\n',
    );
    // Only what was asked for is spoken of.
    expect(project.plimsoll(['diff', '-l', 'cluster=prod', '--exit-code']).code).toBe(0);
  });

  it('needs a repository, stacks that render, and a call that can be understood', () => {
    const project = synthProject({ 'stacks/a.stack.ts': stack({ shop: { objects: [map('web', {})] } }) });
    expect(project.plimsoll(['diff'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('cli/no-repository'),
    });
    git(project, 'init', '-b', 'main');
    // Nothing is committed yet: everything is new.
    expect(project.plimsoll(['diff']).out).toContain('+ ConfigMap default/web  created');
    change(project, 'export default 1 +;');
    expect(project.plimsoll(['diff'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('cli/stack-unreadable'),
    });
    for (const argv of [
      ['--format', 'xml'],
      ['--env', 'a..b', '--cluster', 'a..b'],
      ['--env', 'a..b', 'main'],
      ['--env', '..b'],
      ['a', 'b', 'c'],
      ['stacks', 'nowhere'],
      ['--output=', '-x'],
      ['-l', 'x'],
    ])
      expect(project.plimsoll(['diff', ...argv]).code, argv.join(' ')).toBe(64);
  });
});

describe('what a pull request is shown', () => {
  function differenceOf(count: number, value: string): Difference {
    const before = Array.from({ length: count }, (_, index) => ({
      object: map(`web-${index}`, { a: 'x' }),
      file: 'a',
      owner: `b${index % 300}`,
      application: 'a',
    }));
    const after = before.map((each, index) => ({ ...each, object: map(`web-${index}`, { a: value }) }));
    const all = changesBetween(
      {
        cluster: 'prod',
        before: [...before, { object: claim(), file: 'a', owner: 'db', application: 'a' }],
        after,
      },
      {},
    );
    return {
      from: 'main',
      to: 'the render',
      all,
      changes: folded(all),
      counts: countsOf(all),
      gone: [],
      come: [],
    };
  }

  it('fits, whatever its size, the summary and deletions first', () => {
    for (const count of [10, 500, 5000]) {
      const markdown = diffMarkdown(differenceOf(count, 'y'.repeat(300)));
      expect(markdown.length).toBeLessThanOrEqual(65_536);
      expect(markdown.slice(0, 300)).toContain(`### 1 deleted (1 with data), ${count} changed`);
      expect(markdown.slice(0, 300)).toContain(':warning: `PersistentVolumeClaim default/data`');
      expect(markdown.includes('there is no room')).toBe(count > 100);
      expect(markdown.split('<details>').length).toBe(markdown.split('</details>').length);
    }
  });

  it('cannot leave its fence, write markup or move a cursor', () => {
    const difference = differenceOf(1, '```\n</details><script>\u001b[2J@everyone\n');
    const markdown = diffMarkdown(difference);
    expect(markdown).toContain('````diff\n');
    expect(markdown).not.toContain('\u001b');
    const printed = diffText(difference, { colour: true, all: false });
    expect(printed).toContain('\u001b[33m~ ConfigMap default/web-0\u001b[0m');
    expect(printed).not.toContain('\u001b[2J');
    const named = diffMarkdown({
      ...difference,
      changes: difference.changes.map((each) => ({ ...each, bundle: '<img src=x>', application: 'a' })),
    });
    expect(named).not.toContain('<img');
  });
});
