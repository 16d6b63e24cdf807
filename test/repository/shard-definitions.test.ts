import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { validateObjects } from '../../generator/index.ts';
import { commit, git } from '../support/committed-project.ts';
import { sh } from '../support/packed.ts';
import { bin, configMaps, type SynthProject, synthProject, treeOf } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Three clusters that were rendered and committed once, and have changed since: one is new, one is gone. */
function changed(): { readonly made: SynthProject; readonly origin: string } {
  const made = synthProject({
    'stacks/a.stack.ts': configMaps({ web: '1', other: '1' }, 'a'),
    'stacks/b.stack.ts': configMaps({ web: '1' }, 'b'),
    'stacks/c.stack.ts': configMaps({ web: '1' }, 'c'),
    '.gitignore': 'node_modules\n',
  });
  git(made, 'init', '-b', 'main');
  expect(made.plimsoll(['synth']).code).toBe(0);
  commit(made);
  made.write([
    ['stacks/a.stack.ts', configMaps({ web: '2' }, 'a')],
    ['stacks/d.stack.ts', configMaps({ web: '1' }, 'd')],
  ]);
  rmSync(join(made.folder, 'stacks/c.stack.ts'));
  git(made, 'add', '--all');
  git(made, 'commit', '-m', 'change');
  const origin = join(temporaryFolder(), 'origin.git');
  execFileSync('git', ['clone', '-q', '--bare', made.folder, origin], { stdio: 'ignore' });
  return { made, origin };
}

/** A machine of its own: a checkout, with what npm ci would have installed. */
function machine({ folder }: SynthProject, origin: string): string {
  const checkout = join(temporaryFolder(), 'checkout');
  execFileSync('git', ['clone', '-q', origin, checkout], { stdio: 'ignore' });
  cpSync(join(folder, 'node_modules', 'plimsoll'), join(checkout, 'node_modules', 'plimsoll'), {
    recursive: false,
    verbatimSymlinks: true,
    force: true,
  });
  withProgram(checkout);
  return checkout;
}

/** The program, where npm puts the programs of packages. */
function withProgram(folder: string): void {
  mkdirSync(join(folder, 'node_modules', '.bin'));
  const text = `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`;
  writeFileSync(join(folder, 'node_modules', '.bin', 'plimsoll'), text, { mode: 0o755 });
}

function fine(checkout: string, line: string, env: Readonly<Record<string, string>>): void {
  // What is installed is there already.
  if (line.trim() === 'npm ci') return;
  const said = sh(checkout, line, env);
  expect(said, `${line}\n${said.out}${said.err}`).toMatchObject({ code: 0 });
}

/** What is on main in the end, and what one run would have made of it. */
function expectWhole(made: SynthProject, origin: string): void {
  const checkout = join(temporaryFolder(), 'result');
  execFileSync('git', ['clone', '-q', origin, checkout], { stdio: 'ignore' });
  expect(made.plimsoll(['synth']).code).toBe(0);
  expect([...treeOf(join(checkout, 'out'))]).toEqual([...made.tree()]);
  expect(execFileSync('git', ['status', '--porcelain'], { cwd: checkout, encoding: 'utf8' })).toBe('');
}

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Matrix {
  readonly jobs: {
    readonly render: {
      readonly strategy: { readonly matrix: { readonly shard: readonly number[] } };
      readonly steps: readonly Step[];
    };
    readonly commit: { readonly steps: readonly Step[] };
  };
}

describe('definitions of shards', () => {
  it('for GitHub Actions render in a matrix and commit once', () => {
    const { made, origin } = changed();
    const { out, code } = made.plimsoll(['shards', 'github', '--of', '5']);
    expect(code).toBe(0);
    const { jobs } = parse(out) as Matrix;
    const shards = jobs.render.strategy.matrix.shard;
    expect(shards).toEqual([1, 2, 3, 4, 5]);
    const artifacts = temporaryFolder();
    for (const shard of shards) {
      const checkout = machine(made, origin);
      for (const { run } of jobs.render.steps)
        if (run !== undefined) fine(checkout, run, { SHARD: String(shard) });
      mkdirSync(join(artifacts, `plimsoll-shard-${shard}`));
      renameSync(join(checkout, 'shard.patch'), join(artifacts, `plimsoll-shard-${shard}`, 'shard.patch'));
    }
    const checkout = machine(made, origin);
    for (const { run, uses = '' } of jobs.commit.steps) {
      if (uses.startsWith('actions/download-artifact'))
        cpSync(artifacts, join(checkout, 'shards'), { recursive: true });
      if (run !== undefined) fine(checkout, run, {});
    }
    expectWhole(made, origin);
  });

  it('for GitLab do the same with parallel jobs', () => {
    const { made, origin } = changed();
    const definition = parse(made.plimsoll(['shards', 'gitlab', '--of', '3']).out);
    expect(definition['plimsoll-shard'].parallel).toBe(3);
    const together = machine(made, origin);
    for (const shard of [1, 2, 3]) {
      const checkout = machine(made, origin);
      const env = { CI_NODE_INDEX: String(shard), CI_NODE_TOTAL: '3' };
      for (const line of definition['plimsoll-shard'].script) fine(checkout, line, env);
      renameSync(join(checkout, `shard-${shard}.patch`), join(together, `shard-${shard}.patch`));
    }
    // The one line that speaks to GitLab's own address is spoken to this one.
    const lines: readonly string[] = definition['plimsoll-shards-commit'].script;
    const script = lines
      .filter((line) => line !== 'npm ci')
      .map((line) => line.replace(/^git push "https:[^"]*"/, `git push "${origin}"`))
      .join('\n');
    fine(together, `set -e\n${script}`, { CI_SERVER_HOST: 'gitlab.example.com', CI_COMMIT_BRANCH: 'main' });
    expectWhole(made, origin);
  });

  it('for Kubernetes are a Job that servers take, of which each pod does its part', () => {
    const { made } = changed();
    const { out } = made.plimsoll(['shards', 'job', '--of', '3', '--claim', 'fleet', '--namespace', 'ci']);
    const job = parse(out);
    for (const kubernetes of ['1.29', '1.37'])
      expect(validateObjects([job], { kubernetes, skip: ['references'] })).toEqual([]);
    const [{ command, workingDir }] = job.spec.template.spec.containers;
    expect(workingDir).toBe('/work');
    const whole = synthProject();
    whole.write([...treeOf(join(made.folder, 'stacks'))].map(([path, text]) => [`stacks/${path}`, text]));
    expect(whole.plimsoll(['synth']).code).toBe(0);
    withProgram(made.folder);
    for (const index of [2, 0, 1])
      execFileSync(command[0], command.slice(1), {
        cwd: made.folder,
        env: { ...process.env, JOB_COMPLETION_INDEX: String(index) },
        stdio: 'ignore',
      });
    expect([...made.tree()]).toEqual([...whole.tree()]);
  });

  it('join says which shard is missing, and writes no half index', () => {
    const text = configMaps({ web: '1' }, 'a').replace(
      '.build();',
      ".node('more', (node) => node.bundle('more', (bundle) => bundle.application('more', resources([ConfigMap({ metadata: { name: 'more' } })]))))\n  .build();",
    );
    const made = synthProject({ 'stacks/a.stack.ts': text });
    expect(made.plimsoll(['shards', 'join']).err).toBe('nothing to join\n');
    expect(made.plimsoll(['synth', '--shard', '1/2']).code).toBe(0);
    expect(made.plimsoll(['shards', 'join'])).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        'error: of the cluster a only shard 1 of 2 is there [cli/shard-missing]\n  run the other shards, or plimsoll synth, which renders all of it\n',
      ),
    });
    expect(made.plimsoll(['synth', '--shard', '2/2']).code).toBe(0);
    expect(made.plimsoll(['shards', 'join'])).toMatchObject({ code: 0 });
    expect(made.plimsoll(['synth', '--check']).code).toBe(0);
  });

  it.each([
    '',
    'circle',
    'github more',
    'github --of 0',
    'job --image $(id)',
    'job --claim ../x',
    'github --branch a;b',
  ])('shards %s is wrong usage', (line) => {
    const { code, out } = synthProject().plimsoll([
      'shards',
      ...line.split(' ').filter((each) => each !== ''),
    ]);
    expect({ code, out }).toEqual({ code: 64, out: '' });
  });
});
