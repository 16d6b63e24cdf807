import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commit, git } from '../support/committed-project.ts';
import { type SynthProject, synthProject } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** A cluster of some nodes, each with some applications; a Service of the first node has its pods in the last. */
function cluster(name: string, nodes: Readonly<Record<string, number>>, text = 'one'): string {
  const lines = Object.entries(nodes).map(
    ([node, count]) => `
  .node('${node}', (node) => node.each(Array.from({ length: ${count} }, (_, index) => index), (each, index) =>
    each.bundle('${node}-' + index, (bundle) => bundle.application('app', resources([
      ConfigMap({ metadata: { name: '${node}-' + index }, data: { text: '${text}' } }),
    ])))))`,
  );
  return `import { cluster, flux, gitRepository, resources } from 'plimsoll';
import { ConfigMap } from 'plimsoll/kubernetes/core/v1';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
export default cluster('${name}', { kubernetes: '1.36', gitops: flux({ source }) })${lines.join('')}
  .build();
`;
}

const fleet: Readonly<Record<string, string>> = {
  'stacks/a.stack.ts': cluster('a', { infra: 3, apps: 5, jobs: 1 }),
  'stacks/b.stack.ts': cluster('b', { apps: 2 }),
  'stacks/c.stack.ts': cluster('c', { infra: 1, apps: 1 }),
};

function run(made: SynthProject, ...argv: readonly string[]): number | null {
  return made.plimsoll(['synth', ...argv]).code;
}

function shards(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
}

describe('the shards of a render', () => {
  it.each([1, 2, 3, 5, 6, 9])('are together what one run makes: %i of them', (count) => {
    const whole = synthProject(fleet);
    expect(run(whole)).toBe(0);
    const inParts = synthProject(fleet);
    for (const shard of shards(count)) expect(run(inParts, '--shard', shard)).toBe(0);
    expect([...inParts.tree()]).toEqual([...whole.tree()]);
    // Nothing more is to do: not of a part, not of the whole.
    for (const shard of shards(count)) expect(run(inParts, '--check', '--shard', shard)).toBe(0);
    expect(run(inParts, '--check')).toBe(0);
    for (const shard of shards(count)) expect(run(inParts, '--shard', shard)).toBe(0);
    expect([...inParts.tree()]).toEqual([...whole.tree()]);
  });

  it('each change what is theirs: files that move between nodes, that go, clusters that go', () => {
    const next = {
      ...fleet,
      'stacks/a.stack.ts': cluster('a', { infra: 5, apps: 2, more: 1 }, 'two'),
      'stacks/c.stack.ts': cluster('d', { apps: 1 }),
    };
    const whole = synthProject(fleet);
    const inParts = synthProject(fleet);
    for (const made of [whole, inParts]) {
      expect(run(made)).toBe(0);
      made.write(Object.entries(next));
    }
    expect(run(whole)).toBe(0);
    for (const shard of shards(5)) expect(run(inParts, '--check', '--shard', shard)).toBeOneOf([0, 2]);
    for (const shard of ['3/5', '1/5', '5/5', '2/5', '4/5']) expect(run(inParts, '--shard', shard)).toBe(0);
    expect([...inParts.tree()]).toEqual([...whole.tree()]);
  });

  it('of another number, left unfinished, are no trouble', () => {
    const whole = synthProject({ 'stacks/a.stack.ts': cluster('a', { one: 1, two: 2, three: 3 }) });
    expect(run(whole)).toBe(0);
    const inParts = synthProject({ 'stacks/a.stack.ts': cluster('a', { one: 1, two: 2, three: 3 }) });
    expect(run(inParts, '--shard', '1/3')).toBe(0);
    for (const shard of shards(2)) expect(run(inParts, '--shard', shard)).toBe(0);
    expect([...inParts.tree()]).toEqual([...whole.tree()]);
    expect(run(inParts, '--shard', '2/3')).toBe(0);
    expect(run(inParts)).toBe(0);
    expect([...inParts.tree()]).toEqual([...whole.tree()]);
  });

  it('see the whole cluster: what one refers to is found in another, what is missing is said once', () => {
    const text = cluster('a', { one: 1, two: 1 }).replace(
      "ConfigMap({ metadata: { name: 'one-' + index }, data: { text: 'one' } }),",
      `{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod' }, spec: { containers: [{ name: 'main', image: 'registry.example.com/a:1', envFrom: [{ configMapRef: { name: 'two-0' } }, { configMapRef: { name: 'lost' } }] }] } },`,
    );
    const made = synthProject({ 'stacks/a.stack.ts': text });
    const [first, second, whole] = ['1/2', '2/2', '1/1'].map(
      (shard) => made.plimsoll(['synth', '--check', '--shard', shard]).err,
    ) as [string, string, string];
    const about = (err: string) => err.split('\n').filter((line) => line.includes('references/'));
    expect(about(whole)).toHaveLength(1);
    expect([...about(first), ...about(second)]).toEqual(about(whole));
  });

  it('on machines of their own are brought together as changes of git, and joined by the next verb', () => {
    const made = synthProject(fleet);
    made.write([['.gitignore', 'node_modules\n']]);
    git(made, 'init', '-b', 'main');
    expect(run(made)).toBe(0);
    commit(made);
    made.write([['stacks/a.stack.ts', cluster('a', { infra: 5, apps: 2, more: 1 }, 'two')]]);
    git(made, 'commit', '--all', '-m', 'change');
    const patches = shards(5).map((shard) => {
      const machine = temporaryFolder();
      execFileSync('git', ['clone', '-q', made.folder, machine], { stdio: 'ignore' });
      cpSync(join(made.folder, 'node_modules'), join(machine, 'node_modules'), { recursive: true });
      expect(made.plimsoll(['synth', '--shard', shard], { cwd: machine }).code).toBe(0);
      execFileSync('git', ['add', '--all', 'out'], { cwd: machine });
      return execFileSync('git', ['diff', '--cached', '--binary'], { cwd: machine, encoding: 'utf8' });
    });
    for (const input of patches)
      if (input !== '') execFileSync('git', ['apply', '--index', '-'], { cwd: made.folder, input });
    expect(made.plimsoll(['synth', '--check'])).toMatchObject({ code: 0, out: '' });
    const inParts = [...made.tree()];
    rmSync(join(made.folder, 'out'), { recursive: true });
    expect(run(made)).toBe(0);
    expect(inParts).toEqual([...made.tree()]);
  });

  it('at the same time on one output do not disturb each other', async () => {
    const whole = synthProject(fleet);
    expect(run(whole)).toBe(0);
    const made = synthProject(fleet);
    const ran = await Promise.all(shards(5).map((shard) => made.started(['synth', '--shard', shard])));
    expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect([...made.tree()]).toEqual([...whole.tree()]);
  });
});
