import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../generator/cli/run.ts';
import { type Answer, command } from '../support/command.ts';
import { crd } from '../support/crd.ts';
import { temporaryFolder } from '../support/temporary.ts';

const app = `# our web
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1 # one
  template:
    spec:
      containers:
        - name: web
          image: web:1
        - name: log
          image: log:1
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  ports: [{ port: 80 }]
`;

function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = temporaryFolder();
  for (const [name, text] of Object.entries({ 'app.yaml': app, ...files }))
    writeFileSync(join(made, name), text);
  return made;
}

async function piped(cwd: string, stdin: string, ...argv: readonly string[]): Promise<Answer> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    cwd,
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    stdin: async () => stdin,
  };
  return { code: await run(argv, io), out: out.join(''), err: err.join('') };
}

const strategic = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { spec: { containers: [{ name: web, image: "web:2" }, { $patch: delete, name: log }] } } }
`;

describe('patch', () => {
  it('prints the text with the change in it, and touches no file', async () => {
    const cwd = folder();
    const answer = await command(cwd, 'patch', 'app.yaml', '--set', 'deployment/web:spec.replicas=2');
    expect(answer).toEqual({ code: 0, out: app.replace('replicas: 1', 'replicas: 2'), err: '' });
    expect(readFileSync(join(cwd, 'app.yaml'), 'utf8')).toBe(app);
  });

  it('reads standard input, for the file or for the patch', async () => {
    const cwd = folder();
    const set = await piped(
      cwd,
      app,
      'patch',
      '-',
      '--set',
      'svc/web:spec.ports[port=80].name=http',
      '--remove',
      'deploy/web:spec.replicas',
    );
    expect(set.code).toBe(0);
    expect(set.out).toBe(
      app.replace('{ port: 80 }', '{ port: 80, name: http }').replace('  replicas: 1 # one\n', ''),
    );
    expect((await piped(cwd, strategic, 'patch', 'app.yaml', '-p', '-')).out).toBe(
      app.replace('web:1', 'web:2').replace('        - name: log\n          image: log:1\n', ''),
    );
  });

  it('writes in place as a whole: mode and link stay, nothing is left beside', async () => {
    const cwd = folder();
    const path = join(cwd, 'app.yaml');
    chmodSync(path, 0o640);
    symlinkSync('app.yaml', join(cwd, 'link.yaml'));
    const set = ['--set', 'deployment/web:spec.replicas=2', '--in-place'];
    expect(await command(cwd, 'patch', 'link.yaml', ...set, '--dry-run')).toEqual({
      code: 0,
      out: '',
      err: 'would change link.yaml\n',
    });
    expect(readFileSync(path, 'utf8')).toBe(app);
    expect(await command(cwd, 'patch', 'link.yaml', ...set)).toEqual({
      code: 0,
      out: '',
      err: 'changed link.yaml\n',
    });
    expect(readFileSync(path, 'utf8')).toContain('replicas: 2 # one');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd).sort()).toEqual(['app.yaml', 'link.yaml']);
    const before = statSync(path).mtimeMs;
    expect((await command(cwd, 'patch', 'app.yaml', ...set)).err).toBe('app.yaml is as it should be\n');
    expect(statSync(path).mtimeMs).toBe(before);
  });

  it('with any mistake changes nothing, and says all of them', async () => {
    const cwd = folder();
    const { code, out, err } = await command(
      cwd,
      'patch',
      'app.yaml',
      '--in-place',
      ...[
        'deployment/wbe:spec.replicas=3',
        'deployment/web:spec.nosuch=1',
        'deployment/web:spec.replicas=4',
      ].flatMap((each) => ['--set', each]),
    );
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`there is no deployment/wbe in app.yaml [${'patch/no-target'}]`);
    expect(err).toContain('did you mean deployment/web?');
    expect(err).toContain('Deployment spec has no field nosuch');
    expect(err).not.toContain('    at ');
    expect(readFileSync(join(cwd, 'app.yaml'), 'utf8')).toBe(app);
  });

  it('reads and prints JSON: whole documents of any kind, 64-bit integers exact', async () => {
    const cwd = folder({
      'doc.json': '{"a": [1, 2], "big": 9007199254740993, "f": 1.5}',
      'patch.json': '[{"op": "add", "path": "/a/-", "value": null}, {"op": "remove", "path": "/f"}]',
      'list.json': '["x"]',
      'number.json': '1',
      'merge.json': '{"a": null, "b": {"c": null, "d": "9007199254740993"}}',
    });
    const json = ['--type', 'json', '--format', 'json'];
    const patched = await command(cwd, 'patch', 'doc.json', '-p', 'patch.json', ...json);
    expect(patched).toEqual({
      code: 0,
      out: '{\n  "a": [\n    1,\n    2,\n    null\n  ],\n  "big": 9007199254740993\n}\n',
      err: '',
    });
    expect((await command(cwd, 'patch', 'doc.json', '-p', 'patch.json', '--type', 'json')).out).toBe(
      '{"a": [1, 2, null], "big": 9007199254740993}',
    );
    const merged = await command(
      cwd,
      'patch',
      'doc.json',
      '-p',
      'merge.json',
      '--type',
      'merge',
      '--format',
      'json',
    );
    expect(JSON.parse(merged.out)).toMatchObject({ f: 1.5, b: { d: '9007199254740993' } });
    expect(
      (
        await piped(
          cwd,
          '[{"op":"add","path":"/0","value":{"y":[]}}]',
          'patch',
          'list.json',
          '-p',
          '-',
          ...json,
        )
      ).out,
    ).toBe('[\n  {\n    "y": []\n  },\n  "x"\n]\n');
    expect(
      (
        await piped(
          cwd,
          '[{"op":"replace","path":"","value":"a\\u0000b"}]',
          'patch',
          'number.json',
          '-p',
          '-',
          ...json,
        )
      ).out,
    ).toBe('"a\\u0000b"\n');
    expect(
      (
        await command(
          cwd,
          'patch',
          'app.yaml',
          '-p',
          'merge.json',
          '--target',
          'svc',
          '--type',
          'merge',
          '--allow-unknown',
          '--format',
          'yaml',
        )
      ).out,
    ).toContain('b:\n  d: "9007199254740993"\n');
  });

  it('says of a warning that it is one: a value that was written through an alias', async () => {
    const cwd = folder({ 'alias.yaml': 'a: &x { b: 1 }\nd: *x\n' });
    const { code, out, err } = await command(cwd, 'patch', 'alias.yaml', '--set', 'd.b=2');
    expect([code, out]).toEqual([0, 'a: &x { b: 1 }\nd:\n  b: "2"\n']);
    expect(err).toContain(`warning: alias.yaml: d was an alias`);
  });

  it('keeps the document where it cannot edit the text, and says that its comments are gone', async () => {
    const cwd = folder({ 'odd.yaml': '# odd\na: !!str 5 # five\n' });
    const seven = '[{ op: replace, path: /a, value: 7 }]';
    expect(await piped(cwd, seven, 'patch', 'odd.yaml', '-p', '-')).toEqual({
      code: 0,
      out: 'a: 7\n',
      err: `warning: odd.yaml cannot be edited in place: it was written anew, without its comments [${'patch/rewritten'}]\n`,
    });
    writeFileSync(join(cwd, 'odd.yaml'), '? [a]\n: 1\n');
    expect((await piped(cwd, seven, 'patch', 'odd.yaml', '-p', '-')).err).toContain(
      'odd.yaml:1:1: a key is no text',
    );
  });

  it('knows custom resources that it is given, and the release that it is told', async () => {
    const schema = {
      type: 'object',
      properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
    };
    const cwd = folder({
      'widget.yaml': 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\n',
      'crd.yaml': crd({ versions: { v1: schema } }),
      'patch.yaml':
        '{ kind: Pod, metadata: { name: p }, spec: { evictionResponders: [{ name: b, priority: 2 }] } }',
      'pod.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { evictionResponders: [{ name: a, priority: 1 }] }\n',
    });
    const set = ['patch', 'widget.yaml', '--set', 'widget/w:spec.size=3'];
    for (const crds of ['crd.yaml', '.'])
      expect((await command(cwd, ...set, '--crds', crds)).out).toContain('\nspec:\n  size: 3\n');
    expect((await command(cwd, ...set)).out).toContain('\nspec:\n  size: "3"\n');
    expect(
      (await command(cwd, 'patch', 'pod.yaml', '-p', 'patch.yaml', '--kubernetes-version', '1.37')).code,
    ).toBe(0);
    expect(
      (await command(cwd, 'patch', 'pod.yaml', '-p', 'patch.yaml', '--kubernetes-version', '1.36')).err,
    ).toContain('there is no such field');
    writeFileSync(join(cwd, 'plimsoll.config.ts'), "export default { kubernetes: '1.36' };\n");
    expect((await command(cwd, 'patch', 'pod.yaml', '-p', 'patch.yaml')).err).toContain(
      'there is no such field',
    );
  });

  it.each([
    [['patch'], 'patch needs a file'],
    [['patch', 'app.yaml'], 'it needs a patch'],
    [['patch', 'a', 'b', '--set', 'x=1'], 'it takes one file, not a b'],
    [
      ['patch', 'app.yaml', '--set', 'x=1', '--type', 'jsn'],
      '--type is one of auto, json, merge, strategic, path',
    ],
    [['patch', 'app.yaml', '-p', 'x', '--var', 'x'], 'a variable is NAME=VALUE'],
    [['patch', '-', '--set', 'x=1', '--in-place'], '--in-place needs a file'],
    [['patch', 'app.yaml', '--set', 'x=1', '--dry-run'], '--dry-run goes with --in-place'],
    [['patch', 'app.yaml', '--set', 'svc:spec.type=NodePort', '--format', 'xml'], '--format is yaml or json'],
    [['patch', 'convert'], 'patch convert needs the file'],
    [['patch', 'convert', 'app.yaml', '-p', 'p.yaml'], 'it needs --to'],
    [['patch', 'convert', 'app.yaml', '--to', 'json'], 'it needs a patch'],
    [['patch', 'convert', 'a', 'b', '--to', 'json'], 'it takes one file'],
    [['patch', 'diff', 'app.yaml'], 'patch diff takes two files'],
    [['patch', 'diff', '-', '-'], 'only one of the two'],
    [
      ['patch', 'convert', 'app.yaml', '-p', 'p.yaml', '--to', 'json', '--emit', 'helm'],
      '--emit is kustomization or flux',
    ],
  ])('%j is wrong usage', async (argv, message) => {
    const { code, err } = await command(folder({ 'p.yaml': strategic }), ...argv);
    expect(err).toContain(message);
    expect(code).toBe(64);
  });

  it('wants definitions that are there', async () => {
    const { code, err } = await command(folder(), 'patch', 'app.yaml', '--set', 'a=1', '--crds', 'nofile');
    expect(err).toContain(
      `--crds names nofile, which is neither a file or folder nor project@release [${'cli/no-such-input'}]`,
    );
    expect(code).toBe(1);
  });

  it.each([
    [['patch', 'nofile.yaml', '--set', 'a=1'], 'nofile.yaml: there is no such file'],
    [['patch', '.', '--set', 'a=1'], '.: it is a folder'],
    [['patch', 'app.yaml', '-p', 'nofile'], 'nofile: there is no such file'],
    [['patch', 'broken.yaml', '--set', 'a=1'], 'broken.yaml:1:5: '],
  ])('%j is a mistake', async (argv, message) => {
    const { code, err } = await command(folder({ 'broken.yaml': 'a: [' }), ...argv);
    expect(err).toContain(message);
    expect(err).toContain(`[${'patch/unreadable'}]`);
    expect(code).toBe(1);
  });
});

describe('patch convert', () => {
  it('prints the same change in another form, and says why it is what it is', async () => {
    const cwd = folder({ 'p.yaml': strategic });
    const convert = (to: string, ...more: readonly string[]): Promise<Answer> =>
      command(cwd, 'patch', 'convert', 'app.yaml', '-p', 'p.yaml', '--to', to, ...more);
    expect(await convert('json', '--guards')).toEqual({
      code: 0,
      out: `- op: test
  path: /spec/template/spec/containers/1/name
  value: log
- op: remove
  path: /spec/template/spec/containers/1
- op: test
  path: /spec/template/spec/containers/0/name
  value: web
- op: replace
  path: /spec/template/spec/containers/0/image
  value: web:2
`,
      err: 'deployment/web: json, it says exactly what changes, in 2 operations\n',
    });
    expect(JSON.parse((await convert('merge', '--format', 'json')).out)).toEqual({
      spec: { template: { spec: { containers: [{ name: 'web', image: 'web:2' }] } } },
    });
    const path = await convert('path');
    writeFileSync(join(cwd, 'path.yaml'), path.out);
    expect((await command(cwd, 'patch', 'app.yaml', '-p', 'path.yaml')).out).toBe(
      (await command(cwd, 'patch', 'app.yaml', '-p', 'p.yaml')).out,
    );
    expect((await convert('auto')).err).toContain('deployment/web: strategic, it merges lists by their keys');
    expect((await convert('strategic', '--emit', 'flux')).out).toContain(
      'spec:\n  patches:\n  - target:\n      group: apps\n',
    );
  });

  it('refuses what it cannot say exactly, with the reason, unless it is told to go on', async () => {
    const cwd = folder({
      'a.yaml': 'a: { b: 1 }\n',
      'p.json': '[{"op": "replace", "path": "/a/b", "value": null}]',
    });
    const argv = ['patch', 'convert', 'a.yaml', '-p', 'p.json', '--to', 'merge'];
    const refused = await command(cwd, ...argv);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain(
      `a merge patch cannot let a null stand in a map; use a JSON Patch [${'patch/inexact'}]`,
    );
    const allowed = await command(cwd, ...argv, '--allow-inexact');
    expect([allowed.code, allowed.out]).toEqual([0, 'a:\n  b: null\n']);
    expect(allowed.err).toContain('merge, not exact');
  });
});

describe('patch diff', () => {
  it('prints the patch from one file to the other, of every object that differs', async () => {
    const cwd = folder({
      'other.yaml': app.replace('replicas: 1', 'replicas: 5').replace('port: 80', 'port: 443'),
    });
    const { code, out, err } = await command(cwd, 'patch', 'diff', 'app.yaml', 'other.yaml');
    expect(code).toBe(0);
    expect(out).toBe(
      'spec:\n  replicas: 5\n---\nspec:\n  ports:\n  - port: 443\n  - $patch: delete\n    port: 80\n',
    );
    expect(err).toBe(
      'deployment/web: strategic, it merges lists by their keys\nservice/web: strategic, it merges lists by their keys\n',
    );
    writeFileSync(join(cwd, 'one.yaml'), app.split('---')[0] ?? '');
    writeFileSync(
      join(cwd, 'two.yaml'),
      (app.split('---')[0] ?? '').replace('log:1', 'log:2').replace('replicas: 1', 'replicas: 2'),
    );
    const some = await command(
      cwd,
      'patch',
      'diff',
      'one.yaml',
      'two.yaml',
      '--as',
      'json',
      '--path',
      'spec.replicas',
    );
    expect(some.out).toBe('- op: replace\n  path: /spec/replicas\n  value: 2\n');
    expect((await command(cwd, 'patch', 'diff', 'one.yaml', 'one.yaml', '--as', 'json')).out).toBe('[]\n');
    const missing = await command(cwd, 'patch', 'diff', 'app.yaml', 'one.yaml');
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('there is no service/web in one.yaml: no patch makes or deletes objects');
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });
});
