import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git } from '../support/committed-project.ts';
import { patience } from '../support/patience.ts';
import { root } from '../support/shared.ts';
import { bin, configMaps, type SynthProject, synthProject } from '../support/synth-project.ts';

/** Three stacks, each with inputs of its own, and some that all have. */
const files: Readonly<Record<string, string>> = {
  'plimsoll.config.ts': `import { settings } from './settings.ts';
export default { pins: 'pins.yaml', crds: ['crds'], environments: { default: { size: settings.size } } };
`,
  'settings.ts': 'export const settings = { size: 1 };\n',
  'pins.yaml': 'images:\n  web: registry.example.com/web:1\n',
  'crds/widget.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets, singular: widget, listKind: WidgetList }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`,
  'labels.ts': "export const text: string = 'one';\n",
  'node_modules/ours/package.json':
    '{ "name": "ours", "version": "1.0.0", "main": "index.js", "type": "module" }',
  'node_modules/ours/index.js': "export const name = 'ours';\n",
  'linked/package.json': '{ "name": "linked", "version": "1.0.0", "main": "index.js", "type": "module" }',
  'linked/index.js': "export { value } from './value.js';\n",
  'linked/value.js': "export const value = 'linked';\n",
  'stacks/shared.stack.ts': stack('shared', `{ text }`, "import { text } from '../labels.ts';"),
  'stacks/packages.stack.ts': stack(
    'packages',
    `{ name, value }`,
    "import { name } from 'ours';\nimport { value } from 'linked';",
  ),
  'stacks/files.stack.ts': `import { cluster, flux, gitRepository, manifests } from 'plimsoll';
export default cluster('files', { kubernetes: '1.36', gitops: flux({ source: gitRepository('fleet', { url: 'https://git.example.com/fleet' }) }) })
  .node('apps', (apps) => apps.bundle('web', (web) => web.application('web', manifests('manifests'))))
  .build();
`,
  'manifests/a.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: default }\ndata: { text: one }\n',
};

function stack(name: string, data: string, imports: string): string {
  return configMaps({ web: '1' }, name)
    .replace('data: { text: "1" }', `data: ${data}`)
    .replace('import { ConfigMap }', `${imports}\nimport { ConfigMap }`);
}

function project(): SynthProject {
  const made = synthProject(files);
  symlinkSync(join(made.folder, 'linked'), join(made.folder, 'node_modules', 'linked'), 'dir');
  expect(made.plimsoll(['synth'])).toMatchObject({ code: 0 });
  return made;
}

/** How many clusters a run did not have to render, and what it says. */
function look({ plimsoll }: SynthProject, ...argv: readonly string[]) {
  const { code, out, err } = plimsoll(['synth', '--check', '--timings', ...argv]);
  return { code, out, remembered: Number(/(\d+) clusters? as remembered/.exec(err)?.[1]), err };
}

describe('a result is remembered', () => {
  it('as long as nothing has changed, in every run that asks the same', () => {
    const made = project();
    expect(look(made)).toMatchObject({ code: 0, out: '', remembered: 3 });
    expect(look(made, '--no-cache')).toMatchObject({ code: 0, out: '', remembered: 0 });
    expect(look(made, 'files')).toMatchObject({ code: 0, out: '', remembered: 1 });
    expect(look(made, '-l', 'cluster=files')).toMatchObject({ code: 0, out: '', remembered: 0 });
    expect(made.plimsoll(['synth', '--timings']).err).toContain('3 clusters as remembered');
    expect(made.plimsoll(['check', '--timings']).err).toContain('3 clusters as remembered');
  });

  /** What is changed, and the clusters that are rendered again. */
  const changes: Readonly<Record<string, readonly [(made: SynthProject) => void, number]>> = {
    'a stack': [edit('stacks/files.stack.ts', 'apps.bundle(', 'apps.bundle( '), 1],
    'a module that a stack imports': [edit('labels.ts', 'one', 'two'), 1],
    'the version of a package': [edit('node_modules/ours/package.json', '1.0.0', '1.0.1'), 1],
    'a file of a package that is linked': [edit('linked/value.js', "'linked'", "'other'"), 1],
    'a file that an application reads': [edit('manifests/a.yaml', 'text: one', 'text: two'), 1],
    'a file more in a folder that is read': [
      (made) =>
        made.write([['manifests/b.yaml', (files['manifests/a.yaml'] ?? '').replace('name: a', 'name: b')]]),
      1,
    ],
    'a file less': [
      (made) => {
        made.write([['manifests/b.yaml', (files['manifests/a.yaml'] ?? '').replace('name: a', 'name: b')]]);
        expect(made.plimsoll(['synth']).code).toBe(0);
        rmSync(join(made.folder, 'manifests/b.yaml'));
      },
      1,
    ],
    'the config': [edit('plimsoll.config.ts', "crds: ['crds']", "crds: ['crds'] "), 3],
    'a module that the config imports': [edit('settings.ts', 'size: 1', 'size: 2'), 3],
    pins: [edit('pins.yaml', 'web:1', 'web:2'), 3],
    'a definition': [edit('crds/widget.yaml', 'singular: widget', 'shortNames: [w], singular: widget'), 3],
    'the lock': [(made) => made.write([['plimsoll.lock.json', '{"imports":[],"remotes":[]}\n']]), 3],
    'a file of the output, by hand': [edit('out/shared/apps/web/configmap-web.yaml', 'one', 'two'), 1],
    'a file of the output, with the same length and time': [
      (made) => {
        const path = join(made.folder, 'out/shared/apps/web/configmap-web.yaml');
        edit('out/shared/apps/web/configmap-web.yaml', 'one', 'two')(made);
        utimesSync(path, new Date(0), new Date(0));
      },
      1,
    ],
    'a file of the output that is gone': [
      (made) => rmSync(join(made.folder, 'out/shared/apps/web/configmap-web.yaml')),
      1,
    ],
    'a folder of the output that is a link': [
      (made) => {
        const [from, to] = ['out/shared/apps', 'elsewhere'].map((name) => join(made.folder, name)) as [
          string,
          string,
        ];
        renameSync(from, to);
        symlinkSync(to, from, 'dir');
      },
      1,
    ],
    'an index of the output': [edit('out/.plimsoll/owned/shared', '\tweb/web\n', '\tweb/other\n'), 1],
  };

  it.each(Object.keys(changes))('until this changes: %s', (name) => {
    const made = project();
    expect(look(made).remembered).toBe(3);
    const [change, again] = changes[name] ?? [() => undefined, Number.NaN];
    change(made);
    const [remembering, anew] = [look(made), look(made, '--no-cache')];
    expect(remembering).toMatchObject({ code: anew.code, out: anew.out, remembered: 3 - again });
    expect(findingsIn(remembering.err)).toEqual(findingsIn(anew.err));
  });

  it('until there is a config, where there was none, or another one comes first', () => {
    const made = synthProject({ 'stacks/a.stack.ts': configMaps({ web: '1' }) });
    expect(made.plimsoll(['synth']).code).toBe(0);
    expect(look(made)).toMatchObject({ code: 0, remembered: 1 });
    made.write([['plimsoll.config.js', 'export default {};\n']]);
    expect(look(made)).toMatchObject({ code: 0, remembered: 0 });
    expect(look(made)).toMatchObject({ code: 0, remembered: 1 });
    made.write([['plimsoll.config.ts', "export default { layout: { files: 'kind' } };\n"]]);
    expect(look(made)).toMatchObject({ code: 2, remembered: 0 });
    rmSync(join(made.folder, 'plimsoll.config.ts'));
    expect(look(made)).toMatchObject({ code: 0, remembered: 1 });
  });

  it('what changes while it is rendered does not pass for what was rendered', async () => {
    const made = synthProject({
      'stacks/a.stack.ts': configMaps({ web: '1' })
        .replace('import { ConfigMap }', "import { slow } from 'slow';\nimport { ConfigMap }")
        .replace('resources([', 'resources(() => { slow(); return [')
        .replace(/\n {4}\]\)/, ']; })'),
      'node_modules/slow/package.json':
        '{ "name": "slow", "version": "1.0.0", "main": "index.js", "type": "module" }',
      // It waits until the stack has been changed.
      'node_modules/slow/index.js': `import { existsSync, writeFileSync } from 'node:fs';
export function slow() {
  if (existsSync('changed')) return;
  writeFileSync('rendering', '');
  const until = Date.now() + 20_000;
  const cell = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync('changed') && Date.now() < until) Atomics.wait(cell, 0, 0, 20);
}
`,
    });
    const running = made.started(['synth']);
    const path = join(made.folder, 'rendering');
    while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 20));
    edit('stacks/a.stack.ts', '"1"', '"2"')(made);
    made.write([['changed', '']]);
    expect(await running).toMatchObject({ code: 0 });
    expect(look(made)).toMatchObject({
      code: 2,
      remembered: 0,
      out: '~ prod/apps/web/configmap-web.yaml\n',
    });
  });

  it('by the facts of kinds that were imported', () => {
    const made = synthProject({ 'widget.yaml': files['crds/widget.yaml'] ?? '' });
    expect(made.plimsoll(['import', 'widget.yaml']).code).toBe(0);
    made.write([
      [
        'stacks/a.stack.ts',
        configMaps({ web: '1' })
          .replace(
            'import { ConfigMap }',
            "import { Widget } from '../imports/crds/example.com/v1/index.js';\nimport { ConfigMap }",
          )
          .replace('resources([', "resources([Widget({ metadata: { name: 'w' } }),"),
      ],
    ]);
    expect(made.plimsoll(['synth'])).toMatchObject({ code: 0 });
    expect(look(made).remembered).toBe(1);
    made.write([
      [
        'widget.yaml',
        (files['crds/widget.yaml'] ?? '').replace(
          'type: object }',
          'type: object, properties: { a: { type: string } } }',
        ),
      ],
    ]);
    expect(made.plimsoll(['import']).code).toBe(0);
    expect(look(made)).toMatchObject({ code: 0, remembered: 0 });
    const facts = 'imports/crds/example.com/Widget.json';
    look(made);
    expect(look(made).remembered).toBe(1);
    edit(facts, '{', '{ ')(made);
    expect(look(made)).toMatchObject({ code: 0, remembered: 0 });
  });

  it('by the folder of the result: a file of the user that lies there is listed, elsewhere it is not', () => {
    const made = synthProject({
      'stacks/a.stack.ts': configMaps({ web: '1' }),
      'out/prod/flux-system/gotk-components.yaml':
        'apiVersion: v1\nkind: Namespace\nmetadata: { name: flux-system }\n',
    });
    expect(made.plimsoll(['synth']).code).toBe(0);
    expect(look(made)).toMatchObject({ code: 0, remembered: 1 });
    expect(made.plimsoll(['synth', '-o', 'other']).code).toBe(0);
    expect(look(made, '-o', 'other')).toMatchObject({ code: 0, remembered: 1 });
    const listed = (folder: string) => made.tree(folder).get('prod/flux-system/kustomization.yaml');
    expect(listed('out')).toContain('gotk-components.yaml');
    expect(listed('other')).not.toContain('gotk-components.yaml');
    rmSync(join(made.folder, 'out/prod/flux-system/gotk-components.yaml'));
    expect(look(made)).toMatchObject({ code: 2, remembered: 0 });
    expect(look(made, '-o', 'other')).toMatchObject({ code: 0, remembered: 1 });
  });

  it('by settings and environments, beside each other', () => {
    const made = synthProject({
      'plimsoll.config.ts': 'export default { environments: { one: {}, two: {} } };\n',
      'stacks/a.stack.ts': configMaps({ web: '1' })
        .replace(
          'export default cluster',
          "export default defineStack({ set: { text: 'a' } }, ({ env, set }) => cluster",
        )
        .replace("cluster('prod'", "cluster('prod-' + env.name")
        .replace('data: { text: "1" }', 'data: { text: set.text }')
        .replace('.build();', '.build());')
        .replace('import { cluster,', 'import { cluster, defineStack,'),
    });
    expect(made.plimsoll(['synth'])).toMatchObject({ code: 0 });
    expect(look(made)).toMatchObject({ code: 0, remembered: 2 });
    expect(look(made, '--env', 'one')).toMatchObject({ code: 0, remembered: 0 });
    expect(look(made, '--env', 'one')).toMatchObject({ code: 0, remembered: 1 });
    expect(look(made, '--set', 'text=b')).toMatchObject({ code: 2, remembered: 0 });
    expect(made.plimsoll(['synth', '--set', 'text=b']).code).toBe(0);
    expect(look(made, '--set', 'text=b')).toMatchObject({ code: 0, remembered: 2 });
    expect(look(made)).toMatchObject({ code: 2, remembered: 0 });
    expect(look(made, '--set', 'colour=b')).toMatchObject({ code: 1 });
  });

  it('by the program that made it', () => {
    const made = project();
    const other = join(made.folder, 'other');
    mkdirSync(other);
    cpSync(join(root, 'dist'), join(other, 'dist'), { recursive: true });
    cpSync(join(root, 'package.json'), join(other, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(other, 'node_modules'), 'dir');
    writeFileSync(join(other, 'dist', 'generator', 'run', 'build.txt'), 'another');
    const program = join(other, bin.slice(root.length));
    const run = () =>
      spawnSync(process.execPath, [program, 'synth', '--check', '--timings'], {
        ...patience,
        cwd: made.folder,
        encoding: 'utf8',
      }).stderr;
    expect(run()).toContain('\n0 clusters as remembered');
    expect(run()).toContain('\n3 clusters as remembered');
    expect(look(made).remembered).toBe(3);
  });

  it('where nobody can say what a stack depends on it is not, and that is said', () => {
    const made = project();
    const reasons: readonly (readonly [string, string, string])[] = [
      ['process.env.TEXT', '', 'process'],
      ['String(Math.random() * 0)', '', 'Math.random'],
      ['String(Date.now() * 0)', '', 'Date.now'],
      ["readFileSync('labels.ts', 'utf8')", "import { readFileSync } from 'node:fs';", 'node:fs'],
    ];
    for (const [text, imports, why] of reasons) {
      const lines = stack('shared', `{ text: ${text} ?? '' }`, imports);
      made.write([['stacks/shared.stack.ts', lines]]);
      expect(made.plimsoll(['synth']).code).toBe(0);
      const { err, remembered } = look(made);
      expect({ why, remembered }).toEqual({ why, remembered: 2 });
      expect(err).toMatch(
        new RegExp(`stacks/shared.stack.ts is rendered each time: \\S+shared.stack.ts:\\d+:\\d+ has ${why}`),
      );
    }
  });

  it('what was remarked then is remarked again, and ignores still hold', () => {
    const made = synthProject({
      'stacks/a.stack.ts': configMaps({ web: '1' }).replace(
        'resources([',
        "resources([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'lost' }, spec: { selector: { app: 'none' }, ports: [{ port: 80 }] } },",
      ),
      'stacks/b.stack.ts': configMaps({ web: '1' }, 'other'),
    });
    const first = made.plimsoll(['synth']);
    expect(first).toMatchObject({ code: 0 });
    expect(findingsIn(first.err).length).toBeGreaterThan(0);
    const again = look(made);
    expect(again).toMatchObject({ code: 0, remembered: 2 });
    expect(findingsIn(again.err)).toEqual(findingsIn(first.err));
    edit('stacks/b.stack.ts', '"1"', '"2"')(made);
    const partly = look(made);
    expect(partly).toMatchObject({ code: 2, remembered: 1 });
    expect(findingsIn(partly.err)).toEqual(findingsIn(first.err));
    made.write([
      [
        'plimsoll.config.ts',
        "export default { validate: { ignore: [{ code: 'references', reason: 'later', until: '2100-01-01' }] } };\n",
      ],
    ]);
    made.plimsoll(['synth']);
    const ignored = look(made);
    expect(ignored).toMatchObject({ code: 0, remembered: 2 });
    expect(findingsIn(ignored.err)).toEqual([]);
  });

  it('what would be lost is said as often as it is asked, and no more once it is committed', () => {
    const made = synthProject({
      'stacks/a.stack.ts': configMaps({ web: '1' }).replace(
        'resources([',
        "resources([{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },",
      ),
    });
    git(made, 'init', '-b', 'main');
    made.write([['.gitignore', 'node_modules\n']]);
    made.plimsoll(['synth']);
    git(made, 'add', '--all');
    git(made, 'commit', '-m', 'first');
    expect(look(made)).toMatchObject({ code: 0, remembered: 1 });
    made.write([['stacks/a.stack.ts', configMaps({ web: '1' })]]);
    const lost = made.plimsoll(['synth']);
    expect(findingsIn(lost.err)).toHaveLength(1);
    const again = look(made);
    expect(again).toMatchObject({ code: 0, remembered: 1 });
    expect(findingsIn(again.err)).toEqual(findingsIn(lost.err));
    git(made, 'commit', '--all', '-m', 'second');
    expect(findingsIn(look(made).err)).toEqual([]);
    const then = look(made, '--against', 'HEAD~1');
    expect(findingsIn(then.err)).toEqual(findingsIn(lost.err));
  });

  it('clusters that speak of each other are rendered together', () => {
    const hub = "import { hub } from '../hub.ts';\nexport default hub;\n";
    const made = synthProject({
      'hub.ts': configMaps({ web: '1' }, 'hub').replace('export default', 'export const hub ='),
      'stacks/a.stack.ts': hub,
      'stacks/b.stack.ts': configMaps({ web: '1' }, 'edge').replace(
        'flux({ source })',
        "flux({ source, controlPlane: { cluster: 'hub', secret: 'edge' } })",
      ),
    });
    const first = made.plimsoll(['synth']);
    expect(first).toMatchObject({ code: 0 });
    expect(look(made)).toMatchObject({ code: 0, remembered: 2 });
    edit('stacks/b.stack.ts', '"1"', '"2"')(made);
    expect(look(made)).toMatchObject({ code: 2, remembered: 0, out: look(made, '--no-cache').out });
  });

  it('a cluster that another stack takes over is said, as without', () => {
    const made = project();
    edit('stacks/shared.stack.ts', "cluster('shared'", "cluster('files'")(made);
    const [remembering, anew] = [look(made), look(made, '--no-cache')];
    expect(anew.code).toBe(1);
    expect(remembering).toMatchObject({ code: 1, out: anew.out });
    expect(findingsIn(remembering.err)).toEqual(findingsIn(anew.err));
    rmSync(join(made.folder, 'stacks/shared.stack.ts'));
    expect(look(made)).toMatchObject({ code: 2, out: look(made, '--no-cache').out });
  });
});

function edit(file: string, from: string, to: string): (made: SynthProject) => void {
  return (made) => {
    const text = readFileSync(join(made.folder, file), 'utf8');
    expect(text).toContain(from);
    made.write([[file, text.replace(from, to)]]);
  };
}

function findingsIn(err: string): readonly string[] {
  return err.split('\n').filter((line) => /^(error|warning):/.test(line));
}
