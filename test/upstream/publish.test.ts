import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commit, git } from '../support/committed-project.ts';
import { configMaps, type SynthProject, synthProject, treeOf } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { built, pulled, type Running, startDoor, startRegistry } from './registry.ts';

/** Two clusters: one read from Git, one whose source and whose node's source are artifacts. */
function project(host: string): SynthProject {
  const oci = configMaps({ web: '1' }, 'edge')
    .replace(
      "const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });",
      `const source = ociRepository('edge', { url: 'oci://${host}/fleet/other-edge', tag: 'stable' });
const shop = ociRepository('shop', { url: 'oci://${host}/fleet/shop' });`,
    )
    .replace('gitRepository, resources', 'ociRepository, resources')
    .replace(
      '.build();',
      `.node('shop', { source: shop }, (node) => node.bundle('shop', (bundle) => bundle.application('shop', resources([
    ConfigMap({ metadata: { name: 'shop' }, data: { text: 'näher' } })]))))
  .build();`,
    );
  const made = synthProject({
    'stacks/a.stack.ts': configMaps({ web: '1', other: '2' }),
    'stacks/b.stack.ts': oci,
    '.gitignore': 'node_modules\n',
  });
  git(made, 'init', '-b', 'main');
  git(made, 'remote', 'add', 'origin', 'https://user:secret@git.example.com/fleet');
  expect(made.plimsoll(['synth']).code).toBe(0);
  commit(made);
  return made;
}

describe.skipIf(built === undefined)('publishing', () => {
  let registry: Running;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry.stop());

  it('pushes what Flux reads: each cluster, each node with a source of its own, as it lies in the output', () => {
    const made = project(registry.host);
    const { code, out, err } = made.plimsoll(['publish', `oci://${registry.host}/fleet`]);
    expect({ code, err }).toMatchObject({ code: 0 });
    const lines = out.trim().split('\n');
    expect(lines.map((line) => line.replace(/[0-9a-f]{64}$/, 'DIGEST'))).toEqual([
      `oci://${registry.host}/fleet/prod:latest@sha256:DIGEST`,
      `oci://${registry.host}/fleet/other-edge:stable@sha256:DIGEST`,
      `oci://${registry.host}/fleet/shop:latest@sha256:DIGEST`,
    ]);
    expect(err).toMatch(
      /^prod: \d+ files, pushed\nedge: \d+ files, pushed\nedge\/shop: \d+ files, pushed\n$/,
    );
    const head = made.run(
      "import { execFileSync } from 'node:child_process'; console.log(execFileSync('git', ['log', '-1', '--format=%H %cI'], { encoding: 'utf8' }).trim());",
    );
    const [id, date] = head.trim().split(' ');
    for (const [index, from] of ['out', 'out', 'out/edge/shop'].entries()) {
      const [address = '', digest] = (lines[index] ?? '').split('@');
      const folder = temporaryFolder();
      expect(pulled(address.slice('oci://'.length), folder)).toMatchObject({
        digest: expect.stringMatching(new RegExp(`@${digest}$`)),
        source_revision: `main@sha1:${id}`,
        source_url: 'https://git.example.com/fleet',
        created: date,
      });
      const got = treeOf(index === 2 ? folder : join(folder, 'out'));
      const wanted = [...made.tree(from)].filter(([path]) =>
        index === 0
          ? path.startsWith('prod/')
          : index === 1
            ? path.startsWith('edge/') && !path.startsWith('edge/shop/')
            : true,
      );
      expect([...got]).toEqual(wanted);
      expect(wanted.length).toBeGreaterThan(0);
    }
  });

  it('sends nothing twice, makes the same of the same commit in another place and time zone, and another of another', () => {
    const made = project(registry.host);
    const first = made.plimsoll(['publish', `oci://${registry.host}/fleet/twice:v1`, 'a']);
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining('pushed') });
    const again = made.plimsoll(['publish', `oci://${registry.host}/fleet/twice:v1`, 'a']);
    expect(again).toMatchObject({
      code: 0,
      out: first.out,
      err: expect.stringContaining('is there already'),
    });
    const dry = made.plimsoll(['publish', `oci://${registry.host}/fleet/twice:v1`, 'a', '--dry-run'], {
      env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' },
    });
    expect(dry).toMatchObject({ code: 0, out: first.out, err: expect.stringContaining('would be pushed') });
    made.write([['stacks/a.stack.ts', configMaps({ web: '2', other: '2' })]]);
    expect(made.plimsoll(['synth']).code).toBe(0);
    commit(made);
    const next = made.plimsoll(['publish', `oci://${registry.host}/fleet/twice:v1`, 'a']);
    expect(next.code).toBe(0);
    expect(next.out).not.toBe(first.out);
  });

  it('refuses what is stale, not committed, elsewhere, or no address', () => {
    const made = project(registry.host);
    const say = (...argv: readonly string[]) => made.plimsoll(['publish', ...argv]);
    expect(say(`oci://${registry.host}/mine`, 'b')).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        `edge is read from oci://${registry.host}/fleet/other-edge:stable, which is not below oci://${registry.host}/mine [cli/not-published]`,
      ),
    });
    expect(say('https://registry.example.com/fleet').err).toContain('is no address of a registry');
    expect(say(`oci://${registry.host}/Fleet`).code).toBe(1);
    expect(say().code).toBe(64);
    expect(say(`oci://${registry.host}/fleet`, '--tag', '../x').code).toBe(64);
    made.write([['stacks/a.stack.ts', configMaps({ web: '3' })]]);
    expect(say(`oci://${registry.host}/fleet`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('the output is not what the stacks make: it is not published'),
    });
    expect(made.plimsoll(['synth']).code).toBe(0);
    expect(say(`oci://${registry.host}/fleet`).err).toContain('the output is not committed');
    expect(say(`oci://${registry.host}/fleet`, '--revision', 'v3', '--dry-run').code).toBe(0);
  });

  it('says where no registry is, and that it keeps nothing to itself', () => {
    const made = project('127.0.0.1:9');
    const { code, err } = made.plimsoll(['publish', 'oci://127.0.0.1:9/fleet']);
    expect(code).toBe(1);
    expect(err).toMatch(
      /oci:\/\/127\.0\.0\.1:9\/fleet\/prod:latest was not published: it cannot be reached: /,
    );
    expect(err).not.toContain('    at ');
  });

  it('comes in with what docker login left: a password, a helper, a token', async () => {
    const [closed, password] = [await startRegistry('s3cret'), 's3cret'];
    const door = await startDoor(registry.host, password);
    try {
      const made = project(registry.host);
      const config = join(made.folder, '.docker');
      mkdirSync(config);
      const publish = (host: string) =>
        made.started(['publish', `oci://${host}/closed`, 'a'], {
          env: { DOCKER_CONFIG: config, PATH: `${config}:${process.env.PATH}` },
        });
      const login = (content: object) => writeFileSync(join(config, 'config.json'), JSON.stringify(content));
      const auth = (word: string) => ({ auth: Buffer.from(`somebody:${word}`).toString('base64') });
      expect(await publish(closed.host)).toMatchObject({
        code: 1,
        err: expect.stringContaining('it wants to know who publishes'),
      });
      login({ auths: { [closed.host]: auth('wrong-word') } });
      const wrong = await publish(closed.host);
      expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('401') });
      expect(wrong.err).not.toContain('wrong-word');
      login({ auths: { [closed.host]: auth(password), [door.host]: auth(password) } });
      expect(await publish(closed.host)).toMatchObject({ code: 0, err: expect.stringContaining('pushed') });
      expect(await publish(door.host)).toMatchObject({ code: 0, err: expect.stringContaining('pushed') });
      expect(door.asked.filter((each) => each.startsWith('GET /token'))).toHaveLength(1);
      expect(door.asked).toContain('GET /token?service=door&scope=repository%3Aclosed%2Fprod%3Apull%2Cpush');
      writeFileSync(
        join(config, 'docker-credential-ours'),
        `#!/bin/sh\n[ "$(cat)" = "${closed.host}" ] && echo '{"Username":"somebody","Secret":"${password}"}'\n`,
        { mode: 0o755 },
      );
      login({ credHelpers: { [closed.host]: 'ours' } });
      expect(await publish(closed.host)).toMatchObject({
        code: 0,
        err: expect.stringContaining('is there already'),
      });
    } finally {
      closed.stop();
      door.stop();
    }
  });
});
