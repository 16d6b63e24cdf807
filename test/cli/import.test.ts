import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command } from '../support/command.ts';
import { crd } from '../support/crd.ts';
import { serve } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary.ts';

function lockOf(folder: string): { imports: readonly { source: string; into: string; sha256: string }[] } {
  return JSON.parse(readFileSync(join(folder, 'plimsoll.lock.json'), 'utf8'));
}

describe('plimsoll import', () => {
  it('makes modules of a file, remembers it, and leaves it alone while it is the same', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'widget.yaml'), crd({}));
    expect(await command(folder, 'import', 'widget.yaml')).toEqual({
      code: 0,
      out: 'widget.yaml: 1 of 1 kinds\n',
      err: '',
    });
    expect(existsSync(join(folder, 'imports/crds/example.com/v1/index.js'))).toBe(true);
    expect(lockOf(folder).imports).toEqual([
      { source: 'widget.yaml', into: 'imports', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    const { mtimeMs } = statSync(join(folder, 'plimsoll.lock.json'));
    const before = performance.now();
    expect(await command(folder, 'import')).toEqual({ code: 0, out: '', err: 'widget.yaml: unchanged\n' });
    expect(performance.now() - before).toBeLessThan(300);
    expect(statSync(join(folder, 'plimsoll.lock.json')).mtimeMs).toBe(mtimeMs);
  });

  it('takes up a local change', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'widget.yaml'), crd({}));
    await command(folder, 'import', 'widget.yaml', '--into', 'made');
    const first = lockOf(folder).imports[0]?.sha256;
    writeFileSync(join(folder, 'widget.yaml'), crd({ versions: { v2: { type: 'object' } } }));
    expect((await command(folder, 'import')).out).toBe('widget.yaml: 1 of 1 kinds\n');
    expect(existsSync(join(folder, 'made/crds/example.com/v2/index.js'))).toBe(true);
    expect(lockOf(folder).imports[0]?.sha256).not.toBe(first);
  });

  it('fetches an address with headers that it does not remember, and refuses other content later', async () => {
    const folder = temporaryFolder();
    let content = crd({});
    const address = await serve(({ headers }) =>
      headers.authorization === 'Bearer secret' ? content : undefined,
    );
    const again = ['--header', 'Authorization: Bearer secret'];
    expect((await command(folder, 'import', `${address}/crd.yaml`, ...again)).code).toBe(0);
    expect(readFileSync(join(folder, 'plimsoll.lock.json'), 'utf8')).not.toContain('secret');
    expect(await command(folder, 'import')).toMatchObject({
      code: 1,
      err: expect.stringContaining(`[${'import/unavailable'}]`),
    });
    content = crd({ kind: 'Evil' });
    const changed = await command(folder, 'import', ...again);
    expect(changed).toMatchObject({ code: 1, out: '' });
    expect(changed.err).toContain(
      `answers with other content than when it was imported [${'import/checksum'}]`,
    );
    expect(existsSync(join(folder, 'imports/crds/example.com/Evil.json'))).toBe(false);
    expect((await command(folder, 'import', `${address}/crd.yaml`, ...again)).code).toBe(0);
    expect(existsSync(join(folder, 'imports/crds/example.com/Evil.json'))).toBe(true);
  });

  it('imports what is good beside what is bad, and says so with exit code 1', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'both.yaml'),
      `${crd({ kind: 'Bad' }).replace('scope: Namespaced', 'scope: x')}---\n${crd({})}`,
    );
    const { code, out, err } = await command(folder, 'import', 'both.yaml');
    expect({ code, out }).toEqual({ code: 1, out: 'both.yaml: 1 of 2 kinds\n' });
    expect(err).toContain('bads.example.com: spec.scope is neither Namespaced nor Cluster');
  });

  it('says what is missing, without a stack', async () => {
    const folder = temporaryFolder();
    const missing = await command(folder, 'import', 'nowhere.yaml');
    expect(missing.code).toBe(1);
    expect(missing.err).toMatch(/^error: cannot read .*nowhere\.yaml: ENOENT[^\n]*\n$/);
    expect(await command(temporaryFolder(), 'import')).toMatchObject({ code: 64 });
    writeFileSync(join(folder, 'plimsoll.lock.json'), '{');
    expect(await command(folder, 'import', 'x')).toMatchObject({
      code: 1,
      err: expect.stringContaining('plimsoll.lock.json is not JSON'),
    });
  });

  it('makes the built-in kinds of one version', async () => {
    const folder = temporaryFolder();
    const { code, out } = await command(folder, 'import', '--kubernetes', '1.34');
    expect(code).toBe(0);
    expect(out).toMatch(/^kubernetes@1\.34: \d+ of \d+ kinds\n$/);
    expect(existsSync(join(folder, 'imports/kubernetes/apps/v1/index.js'))).toBe(true);
    expect((await command(folder, 'import', '--kubernetes', '1.12')).err).toContain(
      'there are no facts of Kubernetes 1.12',
    );
  });

  it('follows the index of a live server', async () => {
    const folder = temporaryFolder();
    const definitions = {
      'io.k8s.api.demo.v1.Gadget': {
        type: 'object',
        properties: {
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          metadata: { type: 'object' },
        },
        'x-kubernetes-group-version-kind': [{ group: 'demo.k8s.io', version: 'v1', kind: 'Gadget' }],
      },
    };
    const address = await serve(({ url }) => {
      if (url === '/openapi/v3')
        return JSON.stringify({
          paths: {
            version: { serverRelativeURL: '/nope' },
            'apis/demo.k8s.io/v1': { serverRelativeURL: '/openapi/v3/apis/demo.k8s.io/v1?hash=1' },
          },
        });
      return url?.startsWith('/openapi/v3/apis/demo.k8s.io/v1') === true
        ? JSON.stringify({
            openapi: '3.0.0',
            info: { version: 'v1.40.2' },
            components: { schemas: definitions },
          })
        : undefined;
    });
    expect(await command(folder, 'import', `${address}/openapi/v3`)).toMatchObject({
      code: 0,
      out: `${address}/openapi/v3: 1 of 1 kinds\n`,
    });
    expect(existsSync(join(folder, 'imports/kubernetes/demo.k8s.io/v1/Gadget.d.ts'))).toBe(true);
  });
});

describe('plimsoll schemas', () => {
  it('adds sources to a folder of facts and lists them', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'widget.yaml'), crd({}));
    const add = ['schemas', 'add', 'widget.yaml', '--as', 'widgets@v1.2.0', '--into', 'facts'];
    expect((await command(folder, ...add)).out).toBe('4 files changed\n');
    expect((await command(folder, ...add)).out).toBe('0 files changed\n');
    writeFileSync(
      join(folder, 'widget.yaml'),
      crd({ versions: { v1: { type: 'object', properties: { spec: { type: 'string' } } } } }),
    );
    await command(folder, 'schemas', 'add', 'widget.yaml', '--as', 'widgets@v1.10.0', '--into', 'facts');
    const facts = JSON.parse(readFileSync(join(folder, 'facts/crds/example.com/Widget.json'), 'utf8'));
    expect(facts).toMatchObject({ source: 'widgets', releases: ['1.2.0', '1.10.0'] });
    expect(facts.definitions.v1.fields.spec).toEqual({ type: 'string', since: '1.10.0' });
    expect((await command(folder, 'schemas', 'list', '--into', 'facts')).out).toMatch(
      /^widgets\t1\.2\.0\t1\.2\.0\t1 documents\tsha256:\w{12}\nwidgets\t1\.10\.0\t/,
    );
  });
});
