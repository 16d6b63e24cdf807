import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serve } from '../support/server.ts';
import { configMaps, synthProject } from '../support/synth-project.ts';

const environments = `import { defineConfig } from 'plimsoll';
export default defineConfig({ environments: { staging: { size: 1 }, prod: { size: 3 }, 'pr-*': { size: 0 } } });
`;
const perEnvironment = `import { cluster, defineStack, flux, gitRepository, resources } from 'plimsoll';
import { ConfigMap } from 'plimsoll/kubernetes/core/v1';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
export default defineStack({ set: { colour: 'blue' } }, ({ env, set }) =>
  cluster(\`shop-\${env.name}\`, { kubernetes: '1.34', labels: { tier: env.preview ? 'preview' : 'real' }, gitops: flux({ source }) })
    .node('apps', (apps) => apps.bundle('web', (web) => web.application('web', resources([
      ConfigMap({ metadata: { name: 'web' }, data: { size: String(env.values.size), colour: set.colour } }),
    ]))))
    .build());
`;

describe('synth', () => {
  it('writes what stacks make, then touches nothing; --check and --dry-run only look', () => {
    const project = synthProject({ 'stacks/a.stack.ts': configMaps({ web: 'one' }) });
    const dry = project.plimsoll(['synth', '--dry-run']);
    expect(dry).toMatchObject({
      code: 0,
      out: expect.stringContaining('+ prod/apps/web/configmap-web.yaml\n'),
    });
    expect(project.plimsoll(['synth', '--check'])).toMatchObject({ code: 2, out: dry.out });
    expect(project.tree().size).toBe(0);
    expect(project.plimsoll(['synth'])).toMatchObject({ code: 0, out: dry.out });
    const file = join(project.folder, 'out', 'prod/apps/web/configmap-web.yaml');
    const before = statSync(file).mtimeMs;
    const again = project.plimsoll(['synth']);
    expect(again).toMatchObject({ code: 0, out: '' });
    expect(again.err).toMatch(/^nothing changed, 6 unchanged in out \(\d/);
    expect(statSync(file).mtimeMs).toBe(before);
    expect(project.plimsoll(['synth', '--check'])).toMatchObject({ code: 0, out: '' });
    project.write([['stacks/a.stack.ts', configMaps({ web: 'two', new: 'x' })]]);
    expect(project.plimsoll(['synth']).out).toBe(
      '+ prod/apps/web/configmap-new.yaml\n~ prod/apps/web/configmap-web.yaml\n~ prod/apps/web/kustomization.yaml\n',
    );
    project.write([['stacks/a.stack.ts', configMaps({ new: 'x' })]]);
    expect(project.plimsoll(['synth', '--quiet'])).toEqual({
      code: 0,
      signal: null,
      err: '',
      out: '- prod/apps/web/configmap-web.yaml\n~ prod/apps/web/kustomization.yaml\n',
    });
  });

  it('removes a node that is gone, and its folders, but no file that is not its own (D10)', () => {
    const project = synthProject({
      'stacks/a.stack.ts': configMaps({ web: '1' }),
      'stacks/b.stack.ts': configMaps({ web: '1' }, 'other'),
    });
    project.plimsoll(['synth']);
    project.write([
      ['out/other/notes.txt', 'mine'],
      ['out/readme.md', 'mine'],
    ]);
    rmSync(join(project.folder, 'stacks/b.stack.ts'));
    expect(project.plimsoll(['synth']).code).toBe(0);
    expect(
      [...project.tree().keys()].filter((path) => !path.startsWith('prod/') && !path.startsWith('.')),
    ).toEqual(['other/notes.txt', 'readme.md']);
    expect(project.tree().has('.plimsoll/owned/other')).toBe(false);
  });

  it('reports a file that was edited by hand, and keeps it until it is told otherwise', () => {
    const project = synthProject({ 'stacks/a.stack.ts': configMaps({ web: '1' }) });
    project.plimsoll(['synth']);
    const path = 'out/prod/apps/web/configmap-web.yaml';
    project.write([[path, 'edited: true\n']]);
    for (const argv of [['synth'], ['synth', '--check'], ['synth', '--dry-run']])
      expect(project.plimsoll(argv)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining(`[${'cli/edited-by-hand'}]`),
      });
    expect(readFileSync(join(project.folder, path), 'utf8')).toBe('edited: true\n');
    expect(project.plimsoll(['synth', '--overwrite']).code).toBe(0);
    expect(readFileSync(join(project.folder, path), 'utf8')).toContain('kind: ConfigMap');
  });

  it('adopts nothing, follows no link, takes no folder for a file', () => {
    const project = synthProject({
      'stacks/a.stack.ts': configMaps({ web: '1' }),
      'elsewhere/keep.txt': 'x',
    });
    project.write([['out/prod/flux-system/gotk-sync.yaml', 'theirs: true\n']]);
    mkdirSync(join(project.folder, 'out/prod/flux-system/web.yaml'));
    symlinkSync(join(project.folder, 'elsewhere'), join(project.folder, 'out/prod/apps'));
    const { code, err } = project.plimsoll(['synth']);
    expect(code).toBe(1);
    expect(err).toContain('prod/flux-system/gotk-sync.yaml is there already, and plimsoll did not write it');
    expect(err).toContain('prod/flux-system/web.yaml cannot be written: a folder is in the way');
    expect(err).toContain(
      'prod/apps/web/configmap-web.yaml cannot be written: a symbolic link prod/apps is in the way',
    );
    expect(project.tree('elsewhere')).toEqual(new Map([['keep.txt', 'x']]));
  });

  it('two at once on one output both end well, and leave one whole tree', async () => {
    const project = synthProject({ 'stacks/a.stack.ts': configMaps({ web: '1' }) });
    const all = await Promise.all([1, 2, 3].map(() => project.started(['synth'])));
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(project.plimsoll(['synth', '--check']).code).toBe(0);
    expect([...project.tree().keys()].filter((path) => path.includes('tmp'))).toEqual([]);
  });

  it('takes over the lock of a process that is gone', () => {
    const project = synthProject({ 'stacks/a.stack.ts': configMaps({ web: '1' }) });
    project.write([['out/.plimsoll/tmp/lock', JSON.stringify({ process: 2 ** 22 + 1, host: '' })]]);
    const { hostname } = process.getBuiltinModule('node:os');
    project.write([['out/.plimsoll/tmp/lock', JSON.stringify({ process: 2 ** 22 + 1, host: hostname() })]]);
    expect(project.plimsoll(['synth']).code).toBe(0);
  });

  it('completes what an earlier version has left, which said all of it in one line', () => {
    const project = synthProject({ 'stacks/a.stack.ts': configMaps({ web: '1' }) });
    project.write([
      ['out/old.txt', 'old'],
      ['out/.plimsoll/tmp/staged/0', 'new'],
      [
        'out/.plimsoll/tmp/journal',
        `${JSON.stringify([{ path: 'old.txt' }, { path: 'new.txt', staged: 0 }])}\n`,
      ],
    ]);
    expect(project.plimsoll(['synth']).code).toBe(0);
    const tree = project.tree();
    expect([tree.get('old.txt'), tree.get('new.txt')]).toEqual([undefined, 'new']);
  });

  it('completes no journal that leads out of the output', () => {
    const project = synthProject({ 'stacks/a.stack.ts': configMaps({ web: '1' }), 'precious.txt': 'x' });
    symlinkSync(project.folder, join(project.folder, 'link'));
    project.write([
      ['out/.plimsoll/tmp/staged/0', 'evil'],
      [
        'out/.plimsoll/tmp/journal',
        [{ path: '../precious.txt' }, { path: '../evil.txt', staged: 0 }, { path: '/tmp/x', staged: 0 }]
          .map((entry) => `${JSON.stringify(entry)}\n`)
          .join(''),
      ],
    ]);
    expect(project.plimsoll(['synth']).code).toBe(0);
    expect(readFileSync(join(project.folder, 'precious.txt'), 'utf8')).toBe('x');
    expect(project.tree('.').has('evil.txt')).toBe(false);
  });

  it('a folder that may not be written to is said, and nothing is changed', () => {
    const project = synthProject({ 'stacks/a.stack.ts': configMaps({ web: '1' }) });
    project.plimsoll(['synth']);
    const before = project.tree();
    project.write([['stacks/a.stack.ts', configMaps({ web: '2', more: '3' })]]);
    // Nothing is forbidden to root: it becomes nobody.
    const nobody = process.getuid?.() === 0 ? 65534 : undefined;
    if (nobody !== undefined) {
      chmodSync(project.folder, 0o755);
      for (const path of ['', ...readdirSync(join(project.folder, 'out'), { recursive: true })])
        chownSync(join(project.folder, 'out', String(path)), nobody, nobody);
    }
    chmodSync(join(project.folder, 'out/prod/apps/web'), 0o555);
    const { code, err } = project.plimsoll(['synth'], nobody === undefined ? {} : { uid: nobody });
    chmodSync(join(project.folder, 'out/prod/apps/web'), 0o755);
    expect(err).toContain('prod/apps/web: it may not be written to; nothing was changed');
    expect(code).toBe(3);
    expect(project.tree()).toEqual(before);
  });
});

describe('what a run is about', () => {
  const project = (): ReturnType<typeof synthProject> =>
    synthProject({
      'plimsoll.config.ts': environments,
      'stacks/shop.stack.ts': perEnvironment,
      'stacks/tools.stack.ts': configMaps({ tools: '1' }, 'tools'),
    });
  const clusters = (tree: ReadonlyMap<string, string>): readonly string[] =>
    [...tree.keys()].filter((path) => path.startsWith('.plimsoll/owned/')).map((path) => path.slice(16));

  it('every environment of the config, and stacks that have none', () => {
    const { plimsoll, tree } = project();
    expect(plimsoll(['synth']).code).toBe(0);
    expect(clusters(tree())).toEqual(['shop-prod', 'shop-staging', 'tools']);
    expect(tree().get('shop-prod/apps/web/configmap-web.yaml')).toContain('size: "3"');
  });

  it('named stacks, environments, labels and shards touch nothing else', () => {
    const { plimsoll, tree, write } = project();
    plimsoll(['synth']);
    const before = tree();
    write([['stacks/tools.stack.ts', configMaps({ tools: '2' }, 'tools')]]);
    for (const argv of [
      ['shop'],
      ['stacks/shop.stack.ts'],
      ['--env', 'prod,staging'],
      ['-l', 'tier=real'],
      ['-l', 'cluster=shop-prod'],
    ])
      expect(plimsoll(['synth', ...argv, '--set', 'colour=blue']), argv.join(' ')).toMatchObject({
        code: 0,
        out: '',
      });
    expect(tree()).toEqual(before);
    expect(plimsoll(['synth', 'shop', '--env', 'prod', '--set', 'colour=red']).out).toBe(
      '~ shop-prod/apps/web/configmap-web.yaml\n',
    );
    expect(plimsoll(['synth', 'tools']).out).toBe('~ tools/apps/web/configmap-tools.yaml\n');
    const shards = ['1/2', '2/2'].map((shard) => plimsoll(['synth', '--shard', shard, '-o', 'other']));
    expect(shards.map(({ code }) => code)).toEqual([0, 0]);
    expect(plimsoll(['synth', '-o', 'other', '--check'])).toMatchObject({ code: 0, out: '' });
  });

  it('a preview stands beside the rest, is left alone, and is taken away by name', () => {
    const { plimsoll, tree } = project();
    plimsoll(['synth']);
    const before = tree();
    expect(plimsoll(['synth', 'shop', '--env', 'pr-12']).code).toBe(0);
    expect(tree().get('shop-pr-12/apps/web/configmap-web.yaml')).toContain('size: "0"');
    expect(plimsoll(['synth'])).toMatchObject({ code: 0, out: '' });
    expect(plimsoll(['synth', '--env', 'pr-12', '--remove', '--dry-run']).out).toContain(
      '- shop-pr-12/apps/web/configmap-web.yaml\n',
    );
    expect(plimsoll(['synth', '--env', 'pr-12', '--remove']).code).toBe(0);
    expect(tree()).toEqual(before);
  });

  it.each([
    [['synth', '-l', 'tier=none'], 1, 'no cluster has tier=none', 'cli/empty-selection'],
    [['synth', 'shp'], 1, 'there is no stack shp', 'cli/no-such-stack'],
    [['synth', '--env', 'prodd'], 1, 'there is no environment prodd', 'cli/unknown-environment'],
    [['synth', '--set', 'color=red'], 1, 'no stack declares a setting color', 'build/unknown-setting'],
    [['synth', '--set', 'colour'], 1, '"colour" is not key=value', 'build/bad-setting'],
    [['synth', '-l', 'tier'], 64, 'synth: a selector is KEY=VALUE, not tier', 'cli/usage'],
    [['synth', '--shard', '3/2'], 64, 'synth: a shard is I/N, like 1/4, not 3/2', 'cli/usage'],
    [['synth', '--remove'], 64, 'synth: --remove needs --env', 'cli/usage'],
    [['synth', '--chek'], 64, 'did you mean --check?', 'cli/usage'],
  ])('%j is refused, and nothing is written', (argv, code, message, name) => {
    const { plimsoll, tree } = project();
    const ran = plimsoll(argv);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(message);
    expect(ran.err).toContain(`[${name}]`);
    expect(tree().size).toBe(0);
  });

  it('an environment that is gone from the config takes its clusters along', () => {
    const { plimsoll, tree, write } = project();
    plimsoll(['synth']);
    write([['plimsoll.config.ts', environments.replace('staging: { size: 1 }, ', '')]]);
    expect(plimsoll(['synth']).code).toBe(0);
    expect(clusters(tree())).toEqual(['shop-prod', 'tools']);
  });

  it('--stdout is a stream of objects', () => {
    const { plimsoll, tree } = project();
    const { code, out, err } = plimsoll(['synth', 'tools', '--stdout']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('---\n# tools/apps/web/configmap-tools.yaml\napiVersion: v1\nkind: ConfigMap\n');
    expect(out).not.toContain('kustomize.config.k8s.io');
    expect(tree().size).toBe(0);
  });

  it('--timings says where the time went, and findings can be JSON', () => {
    const { plimsoll } = project();
    expect(plimsoll(['synth', '--timings']).err).toMatch(
      /load +\d+ ms\nfetch +\d+ ms\nrender +\d+ ms\npatch +\d+ ms\nlayout +\d+ ms\ntext +\d+ ms\nvalidate +\d+ ms\ncompare +\d+ ms\nwrite +\d+ ms\n/,
    );
    const { err } = plimsoll(['synth', 'nope', '--log-format', 'json']);
    expect(JSON.parse(err)).toMatchObject({ code: 'cli/no-such-stack', severity: 'error', class: 'cli' });
  });
});

describe('modules of a project', () => {
  it('are one graph: shared once, in order, with import.meta, calls of import and JavaScript among them', () => {
    const stack = (name: string): string => `import { appendFileSync } from 'node:fs';
import { cluster, flux, gitRepository, resources } from "plimsoll";
import { ConfigMap } from 'plimsoll/kubernetes/core/v1';
import { next } from './shared.ts';
import data from '../data.json' with { type: 'json' };

const late: { readonly late: string } = await import('./late.mjs');
const here = import.meta.filename, url = import.meta.url;
appendFileSync(new URL('../order.txt', import.meta.url), '${name}\\n');
const gitops = flux({ source: gitRepository('fleet', { url: 'https://git.example.com/fleet' }) });
export default cluster('${name}', { kubernetes: '1.34', gitops })
  .node('apps', (apps) => apps.bundle('web', (web) => web.application('web', resources([
    ConfigMap({ metadata: { name: 'web' }, data: { number: String(next()), late: late.late, text: data.text, here: here.slice(-10), url: url.slice(0, 8) } }),
  ]))))
  .build();
`;
    const project = synthProject({
      'stacks/a.stack.ts': stack('a'),
      'stacks/b.stack.ts': stack('b'),
      'stacks/shared.ts': 'let count: number = 0;\nexport const next = (): number => ++count;\n',
      'stacks/late.mjs': "export { late } from './later.ts';\n",
      'stacks/later.ts': "export const late: string = 'late';\n",
      'data.json': '{ "text": "from json" }',
    });
    expect(project.plimsoll(['synth'])).toMatchObject({ code: 0 });
    const text = (name: string): string | undefined =>
      project.tree().get(`${name}/apps/web/configmap-web.yaml`);
    expect(text('a')).toContain(
      'data:\n  here: a.stack.ts\n  late: late\n  number: "1"\n  text: from json\n  url: file:///\n',
    );
    expect(text('b')).toContain('number: "2"');
    expect(readFileSync(join(project.folder, 'order.txt'), 'utf8')).toBe('a\nb\n');
    project.write([['stacks/later.ts', "export const late: string = 'later';\n"]]);
    expect(project.plimsoll(['synth']).out).toBe(
      '~ a/apps/web/configmap-web.yaml\n~ b/apps/web/configmap-web.yaml\n',
    );
  });

  it('may be called anything, and log what they like', () => {
    const project = synthProject({
      'stacks/a b\'c"d$(x).stack.ts': `console.log('talk');\nimport data from './it\\'s.json' with { type: 'json' };\n${configMaps({ web: '1' }).replace('"1"', 'data.text')}`,
      "stacks/it's.json": '{ "text": "quoted" }',
    });
    const { code, out, err } = project.plimsoll(['synth', '--deterministic', '--stdout']);
    expect({ code, err }).toEqual({ code: 0, err: 'talk\n' });
    expect(out).toContain('text: quoted\n');
    expect(out).not.toContain('talk');
  });

  it('are analysed again when the cache is in pieces', () => {
    const project = synthProject({ 'stacks/a.stack.ts': configMaps({ web: '1' }) });
    project.plimsoll(['synth']);
    const cache = join(project.folder, 'node_modules/.cache/plimsoll');
    for (const name of readdirSync(cache)) {
      if (name.endsWith('.json')) writeFileSync(join(cache, name), '');
      else rmSync(join(cache, name), { recursive: true });
    }
    expect(project.plimsoll(['synth', '--check'])).toMatchObject({ code: 0, out: '' });
  });

  it("are loaded without packages beside them, from the system's temporary folder", () => {
    const project = synthProject({ 'stacks/a.stack.ts': configMaps({ web: '1' }) });
    rmSync(join(project.folder, 'node_modules'), { recursive: true });
    expect(project.plimsoll(['synth'])).toMatchObject({ code: 0 });
    expect(project.tree('.').has('node_modules')).toBe(false);
  });
});

describe('a stack that is wrong', () => {
  const start = "import { cluster, flux, gitRepository, resources } from 'plimsoll';\n";
  it.each<[string, string, string, RegExp]>([
    [
      'a mistake of syntax',
      'const a = 1;\nlet b: = 2;\n',
      'cli/stack-unreadable',
      /in stacks\/a\.stack\.ts:2:8\n/,
    ],
    [
      'what node does not strip',
      'const a = 1;\nenum B { C }\n',
      'cli/stack-unreadable',
      /enum is not supported.*\n {2}in stacks\/a\.stack\.ts:2:1\n {2}use what node itself strips/,
    ],
    [
      'a missing file',
      "import './nope.ts';\n",
      'cli/stack-unreadable',
      /there is no .*nope\.ts.*\n {2}in stacks\/a\.stack\.ts:1:/,
    ],
    [
      'a missing package',
      "\nimport x from 'not-there';\nx;\n",
      'cli/stack-unreadable',
      /there is no package not-there.*\n {2}in stacks\/a\.stack\.ts:2:/,
    ],
    [
      'a missing name',
      `${start}import { nothing } from './b.ts';\nnothing;\n`,
      'cli/stack-unreadable',
      /nothing.*\n {2}in stacks\/a\.stack\.ts:2/,
    ],
    [
      'one that throws',
      `${start}const text: string | undefined = undefined;\n\nconsole.error;\n(text as unknown as string).length;\n`,
      'cli/stack-unreadable',
      /Cannot read properties of undefined.*\n {2}in stacks\/a\.stack\.ts:5:29\n/,
    ],
    [
      'one whose promise nobody awaits',
      `${start}Promise.reject(new Error('too late'));\nawait new Promise((resolve) => setTimeout(resolve, 50));\nexport default 1;\n`,
      'cli/stack-unreadable',
      /too late, and nobody caught it.*\n {2}in stacks\/a\.stack\.ts:2:16\n {2}await the promise/,
    ],
    [
      'one that exports nothing',
      'export const a = 1;\n',
      'build/not-a-stack',
      /stacks\/a\.stack\.ts exports no stack/,
    ],
    [
      'one that exports the wrong thing',
      'export default { a: 1 };\n',
      'build/not-a-stack',
      /no built clusters.*\n {2}in stacks\/a\.stack\.ts\n/,
    ],
    [
      'one whose function throws',
      "import { defineStack } from 'plimsoll';\nexport default defineStack(() => {\n  throw new Error('no region');\n});\n",
      'build/stack-failed',
      /no region.*\n {2}in stacks\/a\.stack\.ts:3:9\n/,
    ],
    [
      'one that forgets build',
      `${start}export default cluster('a', { kubernetes: '1.34', gitops: flux({ source: gitRepository('f', { url: 'https://x' }) }) });\n`,
      'build/not-a-stack',
      /call \.build\(\) at the end/,
    ],
  ])('%s: file and line, no stack trace, nothing written', (_, text, code, place) => {
    const project = synthProject({ 'stacks/a.stack.ts': text, 'stacks/b.ts': 'export const b = 1;\n' });
    const ran = project.plimsoll(['synth']);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(`[${code}]`);
    expect(ran.err).toMatch(place);
    expect(ran.err).not.toMatch(/\n {4}at /);
    expect(project.tree().size).toBe(0);
  });

  it('says every import that leads nowhere, and leaves calls of import to the stack', () => {
    const late = "const late = await import('./late.ts').then(() => 'there', () => 'not there');\n";
    const project = synthProject({ 'stacks/a.stack.ts': `import './x.ts';\nimport './y.ts';\n${late}` });
    const { err } = project.plimsoll(['synth']);
    expect(err).toMatch(
      /no \.\/x\.ts .*\n {2}in stacks\/a\.stack\.ts:1:9[\s\S]*no \.\/y\.ts .*\n {2}in stacks\/a\.stack\.ts:2:9/,
    );
    const [imports, rest] = configMaps({ web: '1' }).replace('"1"', 'late').split('\n\n');
    project.write([['stacks/a.stack.ts', `${imports}\n${late}${rest}`]]);
    expect(project.plimsoll(['synth']).code).toBe(0);
    expect(project.tree().get('prod/apps/web/configmap-web.yaml')).toContain('text: not there');
  });

  it('says what is wrong with every stack at once', () => {
    const project = synthProject({
      'stacks/a.stack.ts': 'let a: = 1;\n',
      'stacks/b.stack.ts': configMaps({ web: '1' }, 'Bad_Name'),
      'stacks/c.stack.ts': configMaps({ web: '1' }, 'good', ", labels: { image: image('wbe') }").replace(
        'resources }',
        'resources, image }',
      ),
      'pins.yaml': 'images:\n  web: registry.example.com/web:1\n',
    });
    const { code, err } = project.plimsoll(['synth']);
    expect(code).toBe(1);
    expect(err).toMatch(/in stacks\/a\.stack\.ts:1:8/);
    expect(err).toMatch(/Bad_Name.*\[build\/bad-name\]\n {2}in stacks\/b\.stack\.ts:5:16/);
    expect(err).toMatch(
      /no wbe under images \[build\/unknown-pin\]\n {2}in stacks\/c\.stack\.ts:5:\d+\n {2}did you mean web\?/,
    );
    expect(err).toMatch(/3 errors\n$/);
  });

  it.each([
    [
      'export default { stacks: 3, outptu: "x" };',
      ['stacks in .* is 3', 'outptu, which means nothing', 'did you mean output'],
    ],
    ['export default { output: "../x" };', ['output in .* is "../x"']],
    ['export default 3;', ['exports no config']],
    ['export const a = 1;', ['exports no config']],
    ['export default { environments: { "Not A Name": {} } };', ['environments in']],
    ['export default { layout: { nodes: "round" } };', ['layout rule nodes is "round"']],
    ['let a: = 1;', ['plimsoll.config.ts:1:8']],
  ])('a config that is wrong: %s', (config, expected) => {
    const project = synthProject({
      'plimsoll.config.ts': config,
      'stacks/a.stack.ts': configMaps({ web: '1' }),
    });
    const { code, err } = project.plimsoll(['synth']);
    expect(code).toBe(1);
    for (const each of expected) expect(err).toMatch(new RegExp(each));
    const codes = ['cli/bad-config', 'cli/stack-unreadable', 'build/bad-layout-rule'];
    expect(codes.some((code) => err.includes(`[${code}]`))).toBe(true);
    expect(project.tree().size).toBe(0);
  });

  it('a project without stacks says where it looked', () => {
    const { code, err } = synthProject().plimsoll(['synth']);
    expect(code).toBe(1);
    expect(err).toContain('no file matches stacks/**/*.stack.ts');
    expect(err).toContain(`[${'cli/no-stacks'}]`);
  });
});

describe('what is fetched', () => {
  const stack = (address: string): string =>
    configMaps({})
      .replace(/resources\(\[\s*\]\)/, `manifests('${address}')`)
      .replace('resources }', 'manifests }');
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: remote}\n';

  it('is fetched once, remembered by its sha256, and never silently another', async () => {
    let asked = 0;
    let content = text;
    const address = await serve(() => {
      asked++;
      return content;
    });
    const project = synthProject({ 'stacks/a.stack.ts': stack(`${address}/a.yaml`) });
    const env = { env: { XDG_CACHE_HOME: project.folder } };
    const check = await project.started(['synth', '--check'], env);
    expect(check).toMatchObject({ code: 1, err: expect.stringContaining('is not in plimsoll.lock.json') });
    expect(asked).toBe(0);
    const first = await project.started(['synth'], env);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('configmap-remote.yaml') });
    const lock = JSON.parse(readFileSync(join(project.folder, 'plimsoll.lock.json'), 'utf8'));
    expect(lock).toEqual({
      remotes: [{ address: `${address}/a.yaml`, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    content = 'changed: true\n';
    expect((await project.started(['synth', '--check'], env)).code).toBe(0);
    expect(asked).toBe(1);
    rmSync(join(project.folder, 'node_modules/.cache'), { recursive: true });
    const changed = await project.started(['synth'], env);
    expect(changed).toMatchObject({ code: 1, err: expect.stringContaining(`[${'import/checksum'}]`) });
    writeFileSync(join(project.folder, 'stacks/a.stack.ts'), stack(`${address.replace(/\d+$/, '1')}/a.yaml`));
    expect(await project.started(['synth'], env)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`[${'import/unavailable'}]`),
    });
  });
});
