import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { git, identity, installProgram, tryGit } from '../support/git.ts';
import { root } from '../support/shared.ts';
import { configMaps, type SynthProject, synthProject } from '../support/synth-project.ts';

const good = (text: string): string => configMaps({ web: text });
const wrong = good('1').replace('{ text: "1" }', '{ text: 1 as never }');

interface Repository extends SynthProject {
  readonly stack: (text: string) => void;
  readonly synth: () => void;
  readonly commit: (...more: readonly string[]) => ReturnType<typeof tryGit>;
}

/** A project with the hook; what it makes is committed. */
function repository(): Repository {
  const project = synthProject({
    'stacks/a.stack.ts': good('1'),
    '.gitignore': 'node_modules\n',
    'plimsoll.config.ts': 'export default {};\n',
  });
  installProgram(project.folder);
  git(project.folder, 'init', '-q', '-b', 'main');
  project.plimsoll(['synth']);
  git(project.folder, 'add', '-A');
  git(project.folder, 'commit', '-qm', 'first');
  expect(project.plimsoll(['hooks', 'install'], { env: identity }).err).toContain(
    '.git/hooks/pre-commit: installed',
  );
  return {
    ...project,
    stack: (text) => project.write([['stacks/a.stack.ts', text]]),
    synth: () => expect(project.plimsoll(['synth']).code).toBe(0),
    commit: (...more) => tryGit(project.folder, 'commit', '-m', 'next', ...more),
  };
}

const add = ({ folder }: Repository, ...paths: readonly string[]): string =>
  git(folder, 'add', ...(paths.length === 0 ? ['-A'] : paths));

describe('the pre-commit hook', () => {
  it('refuses a stale tree and a wrong one, and lets a good one pass', () => {
    const project = repository();
    project.stack(good('2'));
    add(project);
    expect(project.commit()).toMatchObject({
      code: 1,
      said: expect.stringContaining('~ prod/apps/web/configmap-web.yaml'),
    });
    project.synth();
    add(project);
    expect(project.commit().code).toBe(0);
    project.stack(wrong);
    add(project);
    expect(project.commit().code).toBe(1);
  });

  it('refuses mistakes of types, with the line', () => {
    const project = repository();
    project.stack(`${good('1')}export const more: string = 1;\n`);
    add(project);
    const { code, said } = project.commit();
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringMatching(/in stacks\/a\.stack\.ts:\d+:\d+/),
    });
    expect(said).toContain('cli/type-error');
  });

  it('sees what is staged, not what lies beside it', () => {
    const project = repository();
    // Good, and staged; then spoilt without being staged.
    project.stack(good('2'));
    project.synth();
    add(project);
    project.stack(`${good('3')} syntax error(`);
    expect(project.commit()).toMatchObject({ code: 0 });
    // Spoilt, and staged; mended beside it.
    add(project, 'stacks');
    project.stack(good('2'));
    const { code, said } = project.commit();
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('cli/stack-unreadable') });
    expect(said).toMatch(/in stacks\/a\.stack\.ts:\d+/);
    // A new stack that nobody staged is not there.
    git(project.folder, 'reset', '-q', '--hard');
    project.write([['stacks/b.stack.ts', configMaps({ other: '1' }, 'other')]]);
    project.stack(good('4'));
    project.plimsoll(['synth', 'a']);
    add(project, 'stacks/a.stack.ts', 'out');
    expect(project.commit().code).toBe(0);
    expect(existsSync(join(project.folder, '.git', 'plimsoll-staged'))).toBe(false);
    expect(git(project.folder, 'status', '--porcelain')).toBe('?? stacks/b.stack.ts');
  });

  it('judges a change from HEAD wherever the staged tree is looked at', () => {
    const project = repository();
    const immutable = (value: string): string =>
      good('1')
        .replace('ConfigMap({ metadata', `ConfigMap({ immutable: true, metadata`)
        .replace('text: "1"', `text: ${JSON.stringify(value)}`);
    project.stack(immutable('1'));
    project.synth();
    add(project);
    expect(project.commit().code).toBe(0);
    project.stack(immutable('2'));
    add(project);
    appendFileSync(join(project.folder, 'plimsoll.config.ts'), '// not staged\n');
    expect(project.commit()).toMatchObject({
      code: 1,
      said: expect.stringContaining('immutable/fixed-field'),
    });
  });

  it('looks at what is staged where only a remark is', () => {
    const project = repository();
    project.stack('this is no stack(');
    writeFileSync(join(project.folder, 'README.md'), 'hello\n');
    add(project, 'README.md');
    // The staged tree is looked at, in which the stack is good.
    expect(project.commit().code).toBe(0);
  });

  it('works for commit -a, for parts, in worktrees, and below the top', () => {
    const project = repository();
    project.stack(good('2'));
    project.synth();
    expect(project.commit('-a').code).toBe(0);
    project.stack(good('3'));
    expect(project.commit('-a').code).toBe(1);
    project.synth();
    expect(project.commit('stacks')).toMatchObject({ code: 1 });
    expect(project.commit('stacks', 'out')).toMatchObject({ code: 0 });
    const tree = join(project.folder, 'node_modules', 'tree');
    git(project.folder, 'worktree', 'add', '-q', tree);
    writeFileSync(join(tree, 'stacks', 'a.stack.ts'), good('4'));
    expect(tryGit(tree, 'commit', '-am', 'x')).toMatchObject({
      code: 1,
      said: expect.stringContaining('~ prod/apps/web'),
    });
    const outer = repository();
    mkdirSync(join(outer.folder, 'packages', "it's"), { recursive: true });
    const inner = join(outer.folder, 'packages', "it's");
    git(outer.folder, 'mv', 'stacks', 'out', 'plimsoll.config.ts', inner);
    writeFileSync(join(inner, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(inner, 'plimsoll.config.ts'), `export default { layout: { base: 'out' } };\n`);
    expect(outer.plimsoll(['hooks', 'install'], { cwd: inner, env: identity }).code).toBe(0);
    add(outer);
    expect(outer.commit()).toMatchObject({ code: 0 });
    writeFileSync(join(inner, 'stacks', 'a.stack.ts'), good('5'));
    writeFileSync(join(inner, 'new.ts'), 'export const unstaged = 1;\n');
    git(outer.folder, 'add', '-u');
    expect(outer.commit()).toMatchObject({ code: 1, said: expect.stringContaining('~ prod/apps/web') });
  });

  it('does not ask again what plimsoll commit has asked', () => {
    const project = repository();
    project.stack(good('2'));
    git(project.folder, 'commit', '-qam', 'stack', '--no-verify');
    const file = join(project.folder, '.git', 'hooks', 'pre-commit');
    writeFileSync(file, readFileSync(file, 'utf8').replace('exec ', 'touch asked; exec '));
    expect(project.plimsoll(['commit'], { env: identity })).toMatchObject({ code: 0 });
    expect(existsSync(join(project.folder, 'asked'))).toBe(false);
  });

  it('lets a commit pass, and says so, where the program is not installed', () => {
    const project = repository();
    git(project.folder, 'config', 'core.quotePath', 'false');
    writeFileSync(join(project.folder, 'node_modules', '.bin', 'plimsoll'), '');
    const outer = join(project.folder, '..');
    expect(existsSync(join(outer, 'node_modules'))).toBe(false);
    git(project.folder, 'clone', '-q', '.', 'node_modules/clone');
    const clone = join(project.folder, 'node_modules', 'clone');
    const moved = `${project.folder}-clone`;
    git(project.folder, 'clone', '-q', clone, moved);
    writeFileSync(
      join(moved, '.git', 'hooks', 'pre-commit'),
      readFileSync(join(project.folder, '.git', 'hooks', 'pre-commit')),
    );
    chmodSync(join(moved, '.git', 'hooks', 'pre-commit'), 0o755);
    expect(tryGit(moved, 'commit', '--allow-empty', '-m', 'x')).toMatchObject({
      code: 0,
      said: expect.stringContaining('plimsoll is not installed here'),
    });
  });
});

describe('plimsoll hooks', () => {
  it('installs once, and uninstalls what it installed', () => {
    const project = repository();
    const run = (...argv: readonly string[]) => project.plimsoll(['hooks', ...argv], { env: identity });
    const file = join(project.folder, '.git', 'hooks', 'pre-commit');
    expect(run('install').err).toContain('there already');
    expect(run('uninstall').err).toContain('uninstalled');
    expect(run('uninstall').err).toContain('not there');
    writeFileSync(file, '#!/bin/sh\nexit 0\n');
    expect(run('install')).toMatchObject({ code: 1, err: expect.stringContaining('cli/hook-in-the-way') });
    expect(run('install').err).toContain('npx --no-install plimsoll check --staged');
    expect(run('uninstall').err).toContain('not there');
    expect(readFileSync(file, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
    expect(run('install', '--optional')).toMatchObject({ code: 0, err: expect.stringContaining('no hook') });
    expect(synthProject().plimsoll(['hooks', 'install', '--optional'], { env: identity }).code).toBe(0);
    expect(synthProject().plimsoll(['hooks', 'install'], { env: identity }).code).toBe(3);
    for (const argv of [[], ['remove'], ['print'], ['print', 'git'], ['install', 'now']])
      expect(run(...argv).code).toBe(64);
  });

  it.each(['husky', 'lefthook', 'pre-commit'])('leaves hooks to %s, and says its lines', (name) => {
    const project = repository();
    if (name === 'husky') git(project.folder, 'config', 'core.hooksPath', '.husky/_');
    else
      writeFileSync(
        join(project.folder, name === 'lefthook' ? 'lefthook.yml' : '.pre-commit-config.yaml'),
        '{}\n',
      );
    const { code, err } = project.plimsoll(['hooks', 'install'], { env: identity });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(`${name} runs the hooks`) });
    const { out } = project.plimsoll(['hooks', 'print', name]);
    for (const line of out.trimEnd().split('\n')) expect(err).toContain(line);
    if (name !== 'husky')
      expect(JSON.stringify(parse(out))).toContain('npx --no-install plimsoll check --staged');
  });

  it('is a hook that husky can run', () => {
    const project = repository();
    mkdirSync(join(project.folder, '.husky', '_'), { recursive: true });
    // As husky does it: its own file runs the user's.
    writeFileSync(join(project.folder, '.husky', '_', 'pre-commit'), '#!/bin/sh\nsh -e .husky/pre-commit\n');
    chmodSync(join(project.folder, '.husky', '_', 'pre-commit'), 0o755);
    writeFileSync(
      join(project.folder, '.husky', 'pre-commit'),
      project.plimsoll(['hooks', 'print', 'husky']).out,
    );
    git(project.folder, 'config', 'core.hooksPath', '.husky/_');
    project.stack(good('2'));
    add(project);
    expect(project.commit()).toMatchObject({
      code: 1,
      said: expect.stringContaining('~ prod/apps/web'),
    });
    project.synth();
    add(project);
    expect(project.commit().code).toBe(0);
  });

  it('is in the package for pre-commit', () => {
    const [hook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
    expect(hook).toMatchObject({
      id: 'plimsoll-check',
      language: 'system',
      entry: 'npx --no-install plimsoll check --staged',
    });
    const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(files).toContain('.pre-commit-hooks.yaml');
  });
});
