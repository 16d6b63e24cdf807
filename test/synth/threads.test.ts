import { describe, expect, it } from 'vitest';
import { configMaps, type SynthProject, synthProject } from '../support/synth-project.ts';

/** Clusters of which some have something to be said of. */
function fleet(more = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e'].map((name, index) => [
      `stacks/${name}.stack.ts`,
      configMaps({ web: '1', other: name }, name)
        .replace(
          'resources([',
          index % 2 === 0
            ? "resources([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'lost' }, spec: { selector: { app: 'none' }, ports: [{ port: 80 }] } },"
            : 'resources([',
        )
        .replace('export default', `${more}\nexport default`),
    ]),
  );
}

function run(made: SynthProject, ...argv: readonly string[]) {
  const { code, out, err } = made.plimsoll(['synth', '--timings', ...argv]);
  const said = err.split('\n').filter((line) => /^(error|warning|\s+in )/.test(line));
  return { code, out, said, threads: /^threads /m.test(err), err };
}

describe('clusters rendered in threads', () => {
  it.each([2, 3, 8])('%i of them write and say the same, in the same order', (jobs) => {
    const [one, several] = [synthProject(fleet()), synthProject(fleet())];
    const [alone, together] = [run(one, '--jobs', '1'), run(several, '--jobs', String(jobs))];
    expect(alone).toMatchObject({ code: 0, threads: false });
    expect(alone.said.length).toBeGreaterThan(2);
    expect(together).toMatchObject({ code: 0, threads: true, out: alone.out, said: alone.said });
    expect([...several.tree()]).toEqual([...one.tree()]);
    // What threads rendered is remembered like everything else.
    expect(run(several, '--check').err).toContain('5 clusters as remembered');
    expect(run(several, '--check', '--no-cache', '--jobs', String(jobs))).toMatchObject({ code: 0, out: '' });
  });

  it('mistakes in any of them keep everything from being written', () => {
    const made = synthProject(fleet());
    made.write([
      [
        'stacks/d.stack.ts',
        configMaps({ web: '1' }, 'd').replace("metadata: { name: 'web' }", "metadata: { name: 'We b' }"),
      ],
    ]);
    const [alone, together] = [run(made, '--jobs', '1'), run(made, '--jobs', '5')];
    expect(alone.code).toBe(1);
    expect(together).toMatchObject({ code: 1, said: alone.said, threads: true });
    expect(made.tree().size).toBe(0);
  });

  it('what a thread does not bring is rendered by the first', () => {
    const made = synthProject(
      fleet(
        "import { isMainThread } from 'node:worker_threads';\nif (!isMainThread) throw new Error('not here');",
      ),
    );
    const plain = synthProject(fleet());
    expect(run(plain, '--jobs', '1').code).toBe(0);
    expect(run(made, '--jobs', '3')).toMatchObject({ code: 0, threads: true });
    expect([...made.tree()]).toEqual([...plain.tree()]);
  });

  it('what a thread has brought before it dies is not rendered twice, and not lost', () => {
    const stack = (name: string): string => `import { isMainThread } from 'node:worker_threads';
import { cluster, flux, gitRepository, resources } from 'plimsoll';
const lost = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'lost' }, spec: { selector: { app: 'none' }, ports: [{ port: 80 }] } };
export default cluster('${name}', { kubernetes: '1.36', gitops: flux({ source: gitRepository('fleet', { url: 'ssh://git@git.example.com/fleet', branch: 'main' }) }) })
  .node('apps', (node) => node.bundle('web', { namespace: 'web' }, (bundle) => bundle.application('web', resources(() => {
    if (!isMainThread) globalThis.rendered = (globalThis.rendered ?? 0) + 1;
    if (globalThis.rendered === 3) process.exit(1);
    return [lost];
  }))))
  .build();
`;
    const stacks = Object.fromEntries(
      [...'abcdefgh'].map((name) => [`stacks/${name}.stack.ts`, stack(name)]),
    );
    const [one, several] = [synthProject(stacks), synthProject(stacks)];
    const [alone, together] = [run(one, '--jobs', '1'), run(several, '--jobs', '2')];
    expect(alone.said).toHaveLength(16);
    expect(together).toMatchObject({ code: 0, threads: true, out: alone.out, said: alone.said });
    expect([...several.tree()]).toEqual([...one.tree()]);
  });

  it.each(['0', 'many', '65'])('--jobs %s is wrong usage', (jobs) => {
    expect(run(synthProject(fleet()), '--jobs', jobs).code).toBe(64);
  });
});
