import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { run } from '../../generator/cli/run.ts';
import { git } from '../support/git.ts';
import { installed, npm, pack, quiet, type Said, sh } from '../support/packed.ts';
import { treeOf } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-init-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let tarball = '';
beforeAll(() => {
  tarball = pack(folder);
}, 120_000);

function fine(said: Said): Said {
  expect(said, said.out + said.err).toMatchObject({ code: 0 });
  return said;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: object;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly if?: string; readonly permissions?: object; readonly steps: readonly WorkflowStep[] }
    >
  >;
}

interface WorkflowStep {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The steps of a job that are commands, as its runner would run them. */
function runJob(
  checkout: string,
  job: { readonly steps: readonly WorkflowStep[] },
  values: Readonly<Record<string, string>>,
): readonly Said[] {
  return job.steps
    .filter((step) => step.run !== undefined)
    .map(({ run: line = '', env = {} }) => {
      const given = Object.fromEntries(
        Object.entries(env).map(([name, text]) => [name, values[text] ?? text]),
      );
      return sh(checkout, line, { ...values, ...given, CI: 'true' });
    });
}

const base = '$' + '{{ github.event.pull_request.base.sha }}';

describe.each(['flux', 'argo'])('an empty folder, plimsoll init, and %s', (engine) => {
  const user = join(folder, engine);

  it('becomes a project that renders, tests, checks and commits as its README says', () => {
    installed(user, tarball);
    git(user, 'init', '-q', '-b', 'main');
    const { err } = fine(
      sh(
        user,
        `npx --no-install plimsoll init --engine ${engine} --ci ${engine === 'flux' ? 'github,gitlab' : 'gitlab'} --yes`,
      ),
    );
    expect(err).toContain('.git/hooks/pre-commit: installed');
    npm(user, 'install', ...quiet);
    fine(sh(user, 'npm run synth'));
    fine(sh(user, 'npm test'));
    fine(sh(user, 'npm run check'));
    fine(sh(user, 'git add -A && git commit -qm Begin'));
    expect(git(user, 'status', '--porcelain')).toBe('');
    expect(
      [...treeOf(join(user, 'out')).keys()].some((path) =>
        path.includes(engine === 'flux' ? 'flux-system' : 'argocd'),
      ),
    ).toBe(true);
    // A change without its output is refused by the hook; with it, it passes.
    const stack = join(user, 'stacks', 'web.ts');
    writeFileSync(stack, readFileSync(stack, 'utf8').replace('replicas: 2', 'replicas: 3'));
    expect(sh(user, 'git commit -qam Three')).toMatchObject({ code: 1 });
    const test = join(user, 'test', 'production.test.ts');
    writeFileSync(test, readFileSync(test, 'utf8').replace('replicas: 2', 'replicas: 3'));
    fine(sh(user, 'npm run synth'));
    expect(fine(sh(user, 'npm run -s diff')).out).toContain('spec.replicas: 2 → 3');
    fine(sh(user, 'git add -A && git commit -qm Three'));
    fine(sh(user, 'npm run -s plimsoll -- commit'));
  }, 240_000);

  it('does nothing when it is done again, and overwrites nothing', () => {
    const before = treeOf(user);
    expect(fine(sh(user, `npx --no-install plimsoll init --engine ${engine} --yes`)).out).not.toMatch(
      /^[+~] (?!\.github)/m,
    );
    for (const [path, text] of before)
      if (!path.startsWith('node_modules')) expect(readFileSync(join(user, path), 'utf8'), path).toBe(text);
  }, 60_000);
});

describe('its CI', () => {
  it('checks pull requests on GitHub and commits what main makes', () => {
    const user = join(folder, 'flux');
    git(user, 'add', '-A');
    if (git(user, 'status', '--porcelain') !== '') git(user, 'commit', '-qm', 'more', '--no-verify');
    const remote = join(folder, 'flux.git');
    git(folder, 'clone', '-q', '--bare', user, remote);
    const clone = join(folder, 'flux-clone');
    git(folder, 'clone', '-q', remote, clone);
    const { jobs } = parse(
      readFileSync(join(clone, '.github', 'workflows', 'plimsoll.yml'), 'utf8'),
    ) as Workflow;
    // A pull request that is as it should be.
    const first = git(clone, 'rev-parse', 'HEAD');
    git(clone, 'switch', '-qc', 'change');
    const pins = join(clone, 'pins.yaml');
    writeFileSync(pins, readFileSync(pins, 'utf8').replace(':2.53', ':2.54'));
    fine(
      sh(
        clone,
        'npm ci --no-audit --no-fund --prefer-offline && npm run synth && git add -A && git commit -qm "New image"',
      ),
    );
    const values = { [base]: first, GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    const check = runJob(clone, jobs.check as Workflow['jobs'][string], values);
    for (const each of check) fine(each);
    const markdown = readFileSync(join(clone, 'diff.md'), 'utf8');
    expect(markdown).toContain('### 1 rolled out');
    expect(markdown).toContain('agnhost:2.54');
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe(markdown);
    rmSync(join(clone, 'diff.md'));
    // One whose output was forgotten.
    writeFileSync(pins, readFileSync(pins, 'utf8').replace(':2.54', ':2.55'));
    git(clone, 'commit', '-qam', 'Forgotten', '--no-verify');
    const [, stale] = runJob(clone, jobs.check as Workflow['jobs'][string], values);
    expect(stale).toMatchObject({
      code: 2,
      out: expect.stringContaining('::error file=out,title=cli/stale-output'),
    });
    rmSync(join(clone, 'diff.md'));
    // Merged all the same: main commits what it makes.
    git(clone, 'switch', '-q', 'main');
    git(clone, 'merge', '-q', 'change');
    git(clone, 'push', '-q', '--no-verify', 'origin', 'main');
    for (const each of runJob(clone, jobs.commit as Workflow['jobs'][string], {})) fine(each);
    expect(git(remote, 'log', '-1', '--format=%s', 'main')).toBe('Render: hello/web');
    expect(git(remote, 'show', 'main:out/production/apps/hello/deployment-web.yaml')).toContain(
      'agnhost:2.55',
    );
    for (const each of runJob(clone, jobs.commit as Workflow['jobs'][string], {})) fine(each);
    expect(git(clone, 'rev-list', '--count', 'change..origin/main')).toBe('1');
  }, 240_000);

  it('does the same on GitLab', () => {
    const clone = join(folder, 'flux-clone');
    const { script: check } = parse(readFileSync(join(clone, '.gitlab-ci.yml'), 'utf8'))['plimsoll-check'];
    const { script: commit } = parse(readFileSync(join(clone, '.gitlab-ci.yml'), 'utf8'))['plimsoll-commit'];
    git(clone, 'switch', '-q', '--detach', 'main');
    const before = git(clone, 'rev-parse', 'HEAD~1');
    fine(sh(clone, check.join('\n'), { CI_MERGE_REQUEST_DIFF_BASE_SHA: before }));
    expect(readFileSync(join(clone, 'plimsoll.xml'), 'utf8')).toContain('<testsuites name="plimsoll"');
    sh(clone, 'rm plimsoll.xml diff.md');
    const pins = join(clone, 'pins.yaml');
    writeFileSync(pins, readFileSync(pins, 'utf8').replace(':2.55', ':2.56'));
    git(clone, 'commit', '-qam', 'More', '--no-verify');
    git(clone, 'push', '-q', 'origin', 'HEAD:main');
    // All but the address, which is GitLab's.
    const lines = (commit as readonly string[]).filter((line) => !line.includes('set-url'));
    fine(sh(clone, lines.join('\n'), { CI_COMMIT_BRANCH: 'main', CI_SERVER_HOST: 'gitlab.example.com' }));
    expect(git(join(folder, 'flux.git'), 'log', '-1', '--format=%s', 'main')).toBe('Render [skip ci]');
  }, 240_000);
});

describe('what init writes', () => {
  /** In this process: what somebody at a terminal answers, in order. */
  async function init(
    argv: readonly string[],
    answers?: readonly string[],
  ): Promise<{
    readonly code: number;
    readonly out: string;
    readonly asked: readonly string[];
    readonly folder: string;
  }> {
    const at = temporaryFolder();
    const [out, asked]: [string[], string[]] = [[], []];
    const left = [...(answers ?? [])];
    const ask = async (question: string): Promise<string> => {
      asked.push(question);
      return left.shift() ?? '';
    };
    const io = { cwd: at, out: (text: string) => out.push(text), err: () => undefined, env: process.env };
    const code = await run(['init', ...argv], answers === undefined ? io : { ...io, ask });
    return { code, out: out.join(''), asked, folder: at };
  }

  it('is asked for on a terminal, and nothing is where it is given', async () => {
    const asked = await init([], ['argo', 'eu', 'git@gitlab.example.com:team/fleet.git', '1.35', 'gitlab']);
    expect(asked.asked).toHaveLength(5);
    expect(readFileSync(join(asked.folder, 'stacks', 'eu.stack.ts'), 'utf8')).toContain('argo({ source })');
    expect(asked.out).toContain('+ .gitlab-ci.yml');
    const given = await init(
      ['--engine=flux', '--cluster=x', '--repository=https://x/y', '--kubernetes=1.35', '--ci=none'],
      [],
    );
    expect(given.asked).toEqual([]);
    expect(given.out).not.toContain('.g' + 'ithub');
    const [dry, yes] = [await init(['--dry-run'], ['x']), await init(['--yes'], ['x'])];
    expect(dry.asked.length + yes.asked.length).toBe(0);
    expect([...treeOf(dry.folder)]).toEqual([]);
  });

  it.each([
    ['--engine=helm'],
    ['--cluster=A B'],
    ['--branch=$(x)'],
    ['--kubernetes=latest'],
    ['--ci=jenkins'],
    ['a b c'],
  ])('refuses %s', async (argument) => {
    expect((await init(argument.split(' ').length > 2 ? argument.split(' ') : [argument])).code).toBe(64);
  });

  it('adds to what is there, and replaces nothing', async () => {
    const at = temporaryFolder();
    const files = {
      'package.json':
        '{\n\t"name": "mine",\n\t"scripts": { "test": "jest", "synth": "mine" },\n\t"dependencies": { "plimsoll": "1.0.0" }\n}\n',
      '.gitignore': 'node_modules\nsecret',
      '.gitattributes': '*.png binary',
      'README.md': 'mine\n',
      'pins.yaml': 'images: {}\n',
    };
    for (const [path, text] of Object.entries(files)) writeFileSync(join(at, path), text);
    mkdirSync(join(at, 'stacks'));
    const io = { cwd: at, out: () => undefined, err: () => undefined, env: process.env };
    expect(await run(['init'], io)).toBe(0);
    const read = (path: string): string => readFileSync(join(at, path), 'utf8');
    const { scripts, devDependencies, type } = JSON.parse(read('package.json'));
    expect(scripts).toMatchObject({ test: 'jest', synth: 'mine', check: 'plimsoll check' });
    expect(devDependencies).toEqual({ '@types/node': expect.any(String), vitest: expect.any(String) });
    expect(type).toBe('module');
    expect(read('package.json')).toMatch(/^{\n\t"name"/);
    expect(read('.gitignore')).toBe(files['.gitignore']);
    expect(read('.gitattributes')).toBe('*.png binary\n* text=auto eol=lf\nout/** linguist-generated\n');
    expect(read('README.md') + read('pins.yaml')).toBe(files['README.md'] + files['pins.yaml']);
    // Who has stacks needs no example.
    expect([...treeOf(join(at, 'stacks')).keys()]).toEqual([]);
    writeFileSync(join(at, 'package.json'), '{ broken');
    expect(await run(['init'], io)).toBe(1);
    expect(read('package.json')).toBe('{ broken');
  });

  it('gives pull requests nothing to steal, and no way to write', async () => {
    const { folder: at } = await init(['--ci', 'github,gitlab']);
    const text = readFileSync(join(at, '.github', 'workflows', 'plimsoll.yml'), 'utf8');
    const comment = readFileSync(join(at, '.github', 'workflows', 'plimsoll-comment.yml'), 'utf8');
    expect(text + comment).not.toMatch(/pull_request_target|secrets\.[A-Za-z]/);
    const { permissions, jobs, on } = parse(text) as Workflow;
    expect(permissions).toEqual({ contents: 'read' });
    expect(Object.keys(on as object)).toEqual(['pull_request', 'push']);
    expect(jobs.check).toMatchObject({ if: "github.event_name == 'pull_request'" });
    expect(jobs.check?.permissions).toBeUndefined();
    expect(jobs.commit).toMatchObject({
      if: "github.event_name == 'push'",
      permissions: { contents: 'write' },
    });
    // What a stranger may have written never becomes a command.
    for (const line of `${text}${comment}`
      .split('\n')
      .filter((each) => /^\s+(run:|npx|cat|gh |git )/.test(each)))
      expect(line).not.toContain('$' + '{{');
    // The comment's job runs nothing of the pull request.
    expect(comment).not.toContain('checkout');
    const gitlab = parse(readFileSync(join(at, '.gitlab-ci.yml'), 'utf8'));
    expect(gitlab['plimsoll-check'].environment).toBeUndefined();
    expect(JSON.stringify(gitlab['plimsoll-check'])).not.toContain('TOKEN');
    expect(gitlab['plimsoll-commit'].rules[0].if).toContain('$CI_COMMIT_BRANCH == "main"');
  });
});
