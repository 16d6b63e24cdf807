import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claim, stack } from '../support/committed-project.ts';
import { git, identity } from '../support/git.ts';
import { root } from '../support/shared.ts';
import { type Ran, type SynthProject, synthProject } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const nobody = Object.fromEntries(
  Object.keys(identity).map((name) => [name, name.startsWith('GIT_CONFIG') ? '/dev/null' : '']),
);

const map = (name: string, value: string): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data: { value },
});
const maps = (...values: readonly string[]): string =>
  stack({ shop: { objects: values.map((value, index) => map(`web-${index}`, value)) } });

interface Repository extends SynthProject {
  readonly commit: (...argv: readonly string[]) => Ran;
  readonly change: (text: string) => void;
}

function withGit(project: SynthProject, env: Readonly<Record<string, string>> = identity): Repository {
  return {
    ...project,
    commit: (...argv) => project.plimsoll(['commit', ...argv], { env }),
    change: (text) => project.write([['stacks/a.stack.ts', text]]),
  };
}

/** A project whose stacks and output are committed; the stack was changed since, and committed too. */
function repository(first = maps('1'), then: string | false = maps('2')): Repository {
  const project = withGit(
    synthProject({ 'stacks/a.stack.ts': first, '.gitignore': 'node_modules\n', 'README.md': 'hello\n' }),
  );
  git(project.folder, 'init', '-q', '-b', 'main');
  project.plimsoll(['synth']);
  git(project.folder, 'add', '-A');
  git(project.folder, 'commit', '-qm', 'first');
  if (then !== false) {
    project.change(then);
    git(project.folder, 'commit', '-qam', 'stack');
  }
  return project;
}

function bare(): string {
  const folder = temporaryFolder();
  git(folder, 'init', '-q', '--bare', '-b', 'main');
  return folder;
}

const head = (folder: string): string => git(folder, 'rev-parse', 'HEAD');
const files = (folder: string, commit = 'HEAD'): readonly string[] =>
  git(folder, '-c', 'core.quotePath=false', 'show', '--format=', '--name-only', '--no-renames', commit).split(
    '\n',
  );

describe('plimsoll commit', () => {
  it('commits what it owns and nothing else, with a summary and trailers; then there is nothing to do', () => {
    const project = repository();
    writeFileSync(join(project.folder, 'README.md'), 'changed\n');
    writeFileSync(join(project.folder, 'staged.txt'), 'staged\n');
    writeFileSync(join(project.folder, 'out', 'prod', 'mine.yaml'), 'kind: Mine\n');
    git(project.folder, 'add', 'staged.txt');
    const { code, out, err } = project.commit();
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/committed [0-9a-f]{12} on main/) });
    expect(out).toContain('~ prod/apps/shop/configmap-web-0@default.yaml');
    expect(files(project.folder)).toEqual([
      'out/.plimsoll/owned/prod',
      'out/prod/apps/shop/configmap-web-0@default.yaml',
    ]);
    expect(git(project.folder, 'log', '-1', '--format=%an <%ae>%n%B')).toBe(`Ada <ada@example.com>
Render: shop/all

- shop/all: change ConfigMap/web-0

Plimsoll-Application: shop/all`);
    expect(
      git(project.folder, 'log', '-1', '--format=%(trailers:key=Plimsoll-Application,valueonly)').trim(),
    ).toBe('shop/all');
    expect(git(project.folder, 'status', '--porcelain').split('\n').sort()).toEqual([
      ' M README.md',
      '?? out/prod/mine.yaml',
      'A  staged.txt',
    ]);
    const before = head(project.folder);
    expect(project.commit()).toMatchObject({ code: 0, err: expect.stringContaining('nothing to commit') });
    expect(head(project.folder)).toBe(before);
  });

  it('takes a message, and what is staged, into one commit; reverting that brings stack and output back', () => {
    const project = repository(maps('1'), false);
    const before = project.tree();
    project.change(maps('2'));
    // The stack is changed and not committed: the output would be of nothing that is in the repository.
    const warned = project.commit('--dry-run');
    expect(warned).toMatchObject({ code: 0, err: expect.stringContaining('cli/uncommitted-stacks') });
    expect(warned.err).toContain('stacks/a.stack.ts');
    expect(project.tree()).toEqual(before);
    git(project.folder, 'add', 'stacks');
    const { code, err } = project.commit('--staged', '-m', 'Take the new value');
    expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining('uncommitted') });
    expect(files(project.folder)).toContain('stacks/a.stack.ts');
    expect(files(project.folder)).toContain('out/prod/apps/shop/configmap-web-0@default.yaml');
    expect(git(project.folder, 'log', '-1', '--format=%s')).toBe('Take the new value');
    expect(git(project.folder, 'status', '--porcelain')).toBe('');
    git(project.folder, 'revert', '--no-edit', 'HEAD');
    expect(project.tree()).toEqual(before);
    expect(project.plimsoll(['synth', '--check']).code).toBe(0);
  });

  it('reverts two commits, stack and output, together as well', () => {
    const project = repository();
    const before = project.tree();
    project.commit();
    expect(project.tree()).not.toEqual(before);
    git(project.folder, 'revert', '--no-edit', 'HEAD~2..HEAD');
    expect(project.tree()).toEqual(before);
    expect(project.plimsoll(['synth', '--check']).code).toBe(0);
  });

  it('is what synth --commit does', () => {
    const project = repository();
    expect(project.plimsoll(['synth', '--commit', '-m', 'One'], { env: identity })).toMatchObject({
      code: 0,
    });
    expect(git(project.folder, 'log', '-1', '--format=%s')).toBe('One');
    expect(project.plimsoll(['synth', '--commit', '--check'], { env: identity }).code).toBe(64);
    expect(project.plimsoll(['synth', '-m', 'One'], { env: identity }).code).toBe(64);
  });

  it('says what it would do', () => {
    const project = repository();
    const [before, tree] = [head(project.folder), project.tree()];
    const { code, out } = project.commit('--dry-run', '-m', 'Now');
    expect(code).toBe(0);
    expect(out).toBe(`~ prod/apps/shop/configmap-web-0@default.yaml

Now

- shop/all: change ConfigMap/web-0

Plimsoll-Application: shop/all
`);
    expect(head(project.folder)).toBe(before);
    expect(project.tree()).toEqual(tree);
  });

  it('commits nothing that is wrong, edited by hand, or ignored', () => {
    const project = repository();
    const file = join(project.folder, 'out/prod/apps/shop/configmap-web-0@default.yaml');
    appendFileSync(file, '# mine\n');
    const before = head(project.folder);
    expect(project.commit()).toMatchObject({ code: 1, err: expect.stringContaining('cli/edited-by-hand') });
    expect(project.commit('--overwrite').code).toBe(0);
    project.change(stack({ shop: { objects: [{ ...map('web-0', '1'), data: { value: 1 } }] } }));
    expect(project.commit()).toMatchObject({ code: 1, err: expect.stringContaining('api/wrong-type') });
    project.change(maps('1', '2'));
    writeFileSync(join(project.folder, '.gitignore'), 'node_modules\nconfigmap-web-1*\n');
    const ignored = project.commit();
    expect(ignored).toMatchObject({ code: 1, err: expect.stringContaining('cli/commit-refused') });
    expect(ignored.err).toContain('out/prod/apps/shop/configmap-web-1@default.yaml');
    expect(git(project.folder, 'rev-list', '--count', `${before}..HEAD`)).toBe('1');
  });

  it('deletes no data, no large part and no whole cluster unless it is allowed by name', () => {
    const many = Array.from({ length: 12 }, (_, index) => String(index));
    const both = (values: readonly string[], ...more: readonly object[]): string =>
      stack({ shop: { objects: [...values.map((value) => map(`web-${value}`, value)), ...more] } });
    const project = repository(both(many, claim()), both(many));
    const refused = project.commit();
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('cli/would-delete') });
    expect(refused.err).toContain('say --allow-delete PersistentVolumeClaim/data');
    expect(project.commit('--allow-delete', 'PersistentVolumeClaim/other').code).toBe(1);
    expect(project.commit('--allow-delete', 'PersistentVolumeClaim/default/data').code).toBe(0);
    project.change(both(['0']));
    expect(project.commit('--dry-run')).toMatchObject({
      code: 1,
      err: expect.stringContaining('11 objects of prod would be deleted'),
    });
    expect(project.commit('--allow-delete', 'ConfigMap/*').code).toBe(0);
    project.change(both(['0']).replace("cluster('prod'", "cluster('next'"));
    expect(project.commit()).toMatchObject({
      code: 1,
      err: expect.stringContaining('the whole cluster prod'),
    });
    expect(project.commit('--allow-delete', 'Cluster/prod').code).toBe(0);
    expect(git(project.folder, 'ls-files', 'out/prod')).toBe('');
  });

  it('of a part commits that part only', () => {
    const two = (
      value: string,
    ): string => `${maps(value).replace('export default cluster', 'const one = cluster')}
export default [one, cluster('test', { kubernetes: '1.36', gitops: flux({ source }) }).node('apps', (apps) => apps.bundle('shop', (shop) => shop.application('all', resources([${JSON.stringify(map('web', value))}])))).build()];`;
    const project = repository(two('1'), two('2'));
    expect(project.plimsoll(['synth']).code).toBe(0);
    expect(project.commit('-l', 'cluster=test').code).toBe(0);
    expect(files(project.folder).every((file) => /out\/(\.plimsoll\/owned\/)?test/.test(file))).toBe(true);
    expect(project.commit().code).toBe(0);
    expect(files(project.folder)).toContain('out/.plimsoll/owned/prod');
  });

  it.each([[['--staged', '--branch', 'x']], [['-m', ' ']], [['--branch=-x']], [['--allow-delete', 'data']]])(
    '%j is wrong usage',
    (argv) => {
      expect(repository(maps('1'), false).commit(...argv).code).toBe(64);
    },
  );
});

describe('what git is like', () => {
  it('is no repository, no author, a merge, no git at all', () => {
    const project = withGit(synthProject({ 'stacks/a.stack.ts': maps('1') }));
    expect(project.commit()).toMatchObject({ code: 3, err: expect.stringContaining('cli/no-repository') });
    git(project.folder, 'init', '-q', '-b', 'main');
    const unknown = withGit(project, nobody).commit();
    expect(unknown).toMatchObject({ code: 3, err: expect.stringContaining('cli/git-failed') });
    expect(unknown.err).toContain('git does not know who commits');
    expect(withGit(project, { ...identity, PATH: '/nowhere' }).commit()).toMatchObject({
      code: 3,
      err: expect.stringContaining('there is no program git'),
    });
    // The first commit of all.
    expect(project.commit().code).toBe(0);
    expect(git(project.folder, 'rev-list', '--count', 'HEAD')).toBe('1');
    writeFileSync(join(project.folder, '.git', 'MERGE_HEAD'), `${head(project.folder)}\n`);
    project.change(maps('2'));
    expect(project.commit()).toMatchObject({ code: 1, err: expect.stringContaining('a merge is going on') });
    expect(project.tree().get('prod/apps/shop/configmap-web-0@default.yaml')).toContain('"1"');
  });

  it('has hooks: one that refuses leaves index and history as they were; its words are shown', () => {
    const project = repository();
    const hook = join(project.folder, '.git', 'hooks', 'pre-commit');
    writeFileSync(hook, '#!/bin/sh\necho "not on a Sunday" >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    const before = head(project.folder);
    expect(project.commit()).toMatchObject({ code: 1, err: expect.stringContaining('not on a Sunday') });
    expect(head(project.folder)).toBe(before);
    expect(git(project.folder, 'diff', '--cached', '--name-only')).toBe('');
    writeFileSync(hook, '#!/bin/sh\ngit diff --cached --name-only > seen.txt\n');
    writeFileSync(
      join(project.folder, '.git', 'hooks', 'commit-msg'),
      '#!/bin/sh\necho "Change-Id: 1" >> "$1"\n',
    );
    chmodSync(join(project.folder, '.git', 'hooks', 'commit-msg'), 0o755);
    expect(project.commit().code).toBe(0);
    expect(readFileSync(join(project.folder, 'seen.txt'), 'utf8')).toBe(
      `${files(project.folder).join('\n')}\n`,
    );
    expect(git(project.folder, 'log', '-1', '--format=%B')).toContain('Change-Id: 1');
  });

  it('signs where its config says so', () => {
    const project = repository();
    const key = join(temporaryFolder(), 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    for (const [name, value] of [
      ['gpg.format', 'ssh'],
      ['user.signingKey', key],
      ['commit.gpgSign', 'true'],
    ] as const)
      git(project.folder, 'config', name, value);
    expect(project.commit().code).toBe(0);
    expect(git(project.folder, 'cat-file', '-p', 'HEAD')).toContain('BEGIN SSH SIGNATURE');
  });

  it('has no branch checked out', () => {
    const project = repository();
    git(project.folder, 'checkout', '-q', '--detach');
    expect(project.commit('--push')).toMatchObject({
      code: 3,
      err: expect.stringContaining('no branch is checked out'),
    });
    expect(project.commit().code).toBe(0);
    expect(git(project.folder, 'rev-parse', 'HEAD~1')).toBe(git(project.folder, 'rev-parse', 'main'));
  });

  it('is a shallow clone, and a submodule', () => {
    const project = repository();
    const clone = temporaryFolder();
    git(clone, 'clone', '-q', '--depth', '1', `file://${project.folder}`, 'shallow');
    const outer = temporaryFolder();
    git(outer, 'init', '-q', '-b', 'main');
    git(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', project.folder, 'inner');
    for (const folder of [join(clone, 'shallow'), join(outer, 'inner')]) {
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(root, join(folder, 'node_modules', 'plimsoll'), 'dir');
      const before = head(folder);
      expect(project.plimsoll(['commit'], { env: identity, cwd: folder }).code).toBe(0);
      expect(git(folder, 'rev-parse', 'HEAD~1')).toBe(before);
    }
    expect(git(outer, 'status', '--porcelain')).toContain('inner');
  });

  it('has paths with blanks and other letters, and the project below its top', () => {
    const outer = join(temporaryFolder(), 'mein Schiff – 船');
    const project = repository(maps('1'), false);
    mkdirSync(outer);
    cpSync(project.folder, join(outer, 'täglich "x"'), { recursive: true, verbatimSymlinks: true });
    const folder = join(outer, 'täglich "x"');
    rmSync(join(folder, '.git'), { recursive: true });
    writeFileSync(
      join(folder, 'package.json'),
      '{ "type": "module", "devDependencies": { "plimsoll": "*" } }',
    );
    git(outer, 'init', '-q', '-b', 'main');
    git(outer, 'add', '-A');
    git(outer, 'commit', '-qm', 'first');
    writeFileSync(join(folder, 'stacks', 'a.stack.ts'), maps('1').replaceAll('web-0', 'web-9'));
    const run = (cwd: string): Ran => project.plimsoll(['commit'], { env: identity, cwd });
    expect(run(join(folder, 'stacks'))).toMatchObject({ code: 0, err: expect.stringContaining('committed') });
    expect(files(outer)).toHaveLength(4);
    expect(git(outer, 'status', '--porcelain', '-z')).toBe(' M täglich "x"/stacks/a.stack.ts\0');
  });
});

describe('another branch', () => {
  it('leaves no checkout behind where it is interrupted, and goes on the next time', () => {
    const project = repository();
    const temporary = temporaryFolder();
    const signer = join(temporaryFolder(), 'interrupts');
    writeFileSync(signer, '#!/bin/sh\nkill -INT "$(ps -o ppid= -p $PPID | tr -d " ")"\nsleep 2\nexit 1\n');
    chmodSync(signer, 0o755);
    git(project.folder, 'config', 'gpg.program', signer);
    git(project.folder, 'config', 'commit.gpgsign', 'true');
    const argv = ['commit', '--branch', 'rendered'];
    const env = Object.fromEntries(
      Object.entries(identity).filter(([name]) => !/^GIT_CONFIG_(COUNT|KEY|VALUE)/.test(name)),
    );
    const { code } = project.plimsoll(argv, { env: { ...env, TMPDIR: temporary } });
    expect(code).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
    git(project.folder, 'config', 'commit.gpgsign', 'false');
    expect(project.plimsoll(argv, { env: { ...env, TMPDIR: temporary } }).code).toBe(0);
    expect(git(project.folder, 'worktree', 'list').split('\n')).toHaveLength(1);
  });

  it('is committed to while the checkout stays as it is', () => {
    const project = repository();
    const [before, tree] = [head(project.folder), project.tree()];
    const { code, err } = project.commit('--branch', 'rendered');
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('on rendered') });
    expect(head(project.folder)).toBe(before);
    expect(project.tree()).toEqual(tree);
    expect(git(project.folder, 'status', '--porcelain')).toBe('');
    expect(git(project.folder, 'show', 'rendered:out/prod/apps/shop/configmap-web-0@default.yaml')).toContain(
      'value: "2"',
    );
    expect(git(project.folder, 'rev-parse', 'rendered~1')).toBe(before);
    expect(git(project.folder, 'worktree', 'list').split('\n')).toHaveLength(1);
    // It is known what is there already.
    expect(project.commit('--branch', 'rendered')).toMatchObject({
      code: 0,
      err: expect.stringContaining('nothing to commit'),
    });
    project.change(maps('3'));
    expect(project.commit('--branch', 'rendered').code).toBe(0);
    expect(git(project.folder, 'rev-list', '--count', 'main..rendered')).toBe('2');
  });

  it('is nothing that git would not call so', () => {
    expect(repository().commit('--branch', 'a..b')).toMatchObject({
      code: 1,
      err: expect.stringContaining('cli/commit-refused'),
    });
  });
});

describe('a remote', () => {
  function cloned(): { readonly project: Repository; readonly remote: string } {
    const [project, remote] = [repository(), bare()];
    git(project.folder, 'remote', 'add', 'origin', remote);
    git(project.folder, 'push', '-q', '-u', 'origin', 'main');
    return { project, remote };
  }

  /** Somebody else pushes. */
  function elsewhere(remote: string, branch = 'main'): void {
    const other = temporaryFolder();
    git(other, 'clone', '-q', remote, 'x');
    const folder = join(other, 'x');
    git(folder, 'switch', '-q', branch);
    writeFileSync(join(folder, `${Math.random()}.txt`), 'x');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'other');
    git(folder, 'push', '-q', 'origin', branch);
  }

  it('takes what is committed', () => {
    const { project, remote } = cloned();
    expect(project.commit('--push')).toMatchObject({
      code: 0,
      err: expect.stringContaining('pushed to main'),
    });
    expect(git(remote, 'rev-parse', 'main')).toBe(head(project.folder));
    // A commit that could not be pushed is pushed with the next run.
    project.change(maps('3'));
    git(project.folder, 'commit', '-qam', 'stack');
    expect(project.commit().code).toBe(0);
    expect(project.commit('--push').code).toBe(0);
    expect(git(remote, 'rev-parse', 'main')).toBe(head(project.folder));
  });

  it('that moved meanwhile is not forced: what it has now is rendered and pushed', () => {
    const { project, remote } = cloned();
    // Somebody else has pushed a stack with another value.
    const other = temporaryFolder();
    git(other, 'clone', '-q', remote, 'x');
    writeFileSync(join(other, 'x', 'stacks', 'a.stack.ts'), maps('theirs', 'more'));
    git(join(other, 'x'), 'commit', '-qam', 'theirs');
    git(join(other, 'x'), 'push', '-q', 'origin', 'main');
    const theirs = git(remote, 'rev-parse', 'main');
    writeFileSync(join(project.folder, 'README.md'), 'mine, not committed\n');
    expect(project.commit('--push')).toMatchObject({
      code: 0,
      err: expect.stringContaining('pushed to main'),
    });
    expect(git(remote, 'rev-parse', 'main~1')).toBe(theirs);
    expect(head(project.folder)).toBe(git(remote, 'rev-parse', 'main'));
    expect(project.tree().get('prod/apps/shop/configmap-web-0@default.yaml')).toContain('value: theirs');
    expect(readFileSync(join(project.folder, 'README.md'), 'utf8')).toBe('mine, not committed\n');
    expect(project.plimsoll(['synth', '--check']).code).toBe(0);
  });

  it('that moved while commits of somebody wait here is left to them; the commit stays', () => {
    const { project, remote } = cloned();
    elsewhere(remote);
    const theirs = git(remote, 'rev-parse', 'main');
    project.change(maps('mine'));
    git(project.folder, 'commit', '-qam', 'mine');
    const { code, err } = project.commit('--push');
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('cli/push-refused') });
    expect(err).toContain('git pull --rebase');
    expect(git(remote, 'rev-parse', 'main')).toBe(theirs);
    expect(git(project.folder, 'log', '-2', '--format=%s').split('\n')).toEqual(['Render: shop/all', 'mine']);
    git(project.folder, 'pull', '-q', '--rebase');
    expect(project.commit('--push').code).toBe(0);
    expect(git(remote, 'rev-parse', 'main~2')).toBe(theirs);
  });

  it('that refuses is quoted', () => {
    const { project, remote } = cloned();
    const hook = join(remote, 'hooks', 'pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho "protected branch"\nexit 1\n');
    chmodSync(hook, 0o755);
    expect(project.commit('--push')).toMatchObject({
      code: 3,
      err: expect.stringContaining('protected branch'),
    });
    git(project.folder, 'remote', 'remove', 'origin');
    expect(project.commit('--push')).toMatchObject({
      code: 3,
      err: expect.stringContaining('there is no remote'),
    });
  });

  it('has a branch of its own for the output, which may have moved', () => {
    const { project, remote } = cloned();
    expect(project.commit('--branch', 'rendered', '--push').code).toBe(0);
    const first = git(remote, 'rev-parse', 'rendered');
    elsewhere(remote, 'rendered');
    project.change(maps('3'));
    expect(project.commit('--branch', 'rendered', '--push').code).toBe(0);
    expect(git(remote, 'rev-list', '--count', `${first}..rendered`)).toBe('2');
    expect(git(remote, 'rev-parse', 'rendered')).toBe(git(project.folder, 'rev-parse', 'rendered'));
  });

  it('is rendered for again where it moves between looking and pushing', () => {
    const { project, remote } = cloned();
    project.commit('--branch', 'rendered', '--push');
    project.change(maps('3'));
    // The first push meets a remote that moves under it, once.
    const counter = join(temporaryFolder(), 'once');
    const hook = join(project.folder, '.git', 'hooks', 'pre-push');
    const mover = temporaryFolder();
    git(mover, 'clone', '-q', '-b', 'rendered', remote, 'x');
    writeFileSync(
      hook,
      `#!/bin/sh\n[ -e "${counter}" ] && exit 0\ntouch "${counter}"\ncd "${join(mover, 'x')}" && unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE && git commit -q --allow-empty -m moved && git push -q --no-verify origin rendered\n`,
    );
    chmodSync(hook, 0o755);
    expect(project.commit('--branch', 'rendered', '--push')).toMatchObject({ code: 0 });
    expect(git(remote, 'log', '--format=%s', '-3', 'rendered').split('\n')).toEqual([
      'Render: shop/all',
      'moved',
      'Render: shop/all',
    ]);
  });

  it('may be another repository altogether', () => {
    const project = repository();
    const target = bare();
    const before = project.tree();
    expect(project.commit('--repository', target, '--branch', 'main').code).toBe(0);
    expect(project.tree()).toEqual(before);
    expect(git(target, 'ls-tree', '-r', '--name-only', 'main')).not.toContain('stacks');
    expect(git(target, 'show', 'main:out/prod/apps/shop/configmap-web-0@default.yaml')).toContain(
      'value: "2"',
    );
    expect(project.commit('--repository', target)).toMatchObject({
      code: 0,
      err: expect.stringContaining('nothing to commit'),
    });
    project.change(maps('3'));
    expect(project.commit('--repository', target).code).toBe(0);
    expect(git(target, 'rev-list', '--count', 'main')).toBe('2');
    expect(project.commit('--repository', join(target, 'nowhere'))).toMatchObject({
      code: 3,
      err: expect.stringContaining('cannot be cloned'),
    });
    expect(project.commit('--repository', 'ext::sh -c touch% /tmp/x')).toMatchObject({ code: 1 });
  });
});
