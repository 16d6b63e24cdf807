import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bin, configMaps, synthProject } from '../support/synth-project.ts';

describe('check', () => {
  const wrong = configMaps({ web: '1' }).replace('{ text: "1" }', `{ text: JSON.parse('"1"') as number }`);

  it('finds mistakes of types and a tree that differs, at once', () => {
    const project = synthProject({ 'stacks/a.stack.ts': wrong });
    const { code, err, out } = project.plimsoll(['check']);
    expect(code).toBe(1);
    expect(err).toMatch(
      /error: Type 'number' is not assignable to type 'string'\. \(TS2322\) \[cli\/type-error\]\n {2}in stacks\/a\.stack\.ts:8:54\n/,
    );
    expect(err).toContain(`[${'cli/type-error'}]`);
    expect(out).toContain('+ prod/apps/web/configmap-web.yaml\n');
    expect(project.tree().size).toBe(0);
    expect(project.plimsoll(['synth', '--types'])).toMatchObject({ code: 1, out: '' });
    project.write([['stacks/a.stack.ts', configMaps({ web: '1' })]]);
    expect(project.plimsoll(['check']).code).toBe(2);
    expect(project.plimsoll(['synth', '--types']).code).toBe(0);
    expect(project.plimsoll(['check'])).toMatchObject({ code: 0, out: '' });
  });

  it('annotates the lines of stacks in a workflow, and what is stale, with paths as in the repository', () => {
    const project = synthProject();
    const inner = join(project.folder, 'fleet');
    project.write([
      ['fleet/plimsoll.config.ts', 'export default {};'],
      ['fleet/stacks/a.stack.ts', wrong],
    ]);
    execFileSync('git', ['init', '-q'], { cwd: project.folder });
    const check = (...argv: readonly string[]) => project.plimsoll(['check', ...argv], { cwd: inner });
    const { code, out } = check('--format', 'github');
    expect(code).toBe(1);
    expect(out).toContain('::error file=fleet/stacks/a.stack.ts,line=8,col=54,title=cli/type-error::Type');
    expect(out).toContain(
      '::error file=fleet/out,title=cli/stale-output::the output is not what the stacks make',
    );
    project.write([['fleet/stacks/a.stack.ts', configMaps({ web: '1' })]]);
    const json = check('--format=json');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({
      errors: 1,
      findings: [{ code: 'cli/stale-output', source: { file: 'fleet/out' } }],
    });
    project.plimsoll(['synth'], { cwd: inner });
    expect(check('--format=junit')).toMatchObject({ code: 0, out: expect.stringContaining('failures="0"') });
    expect(check('--format=xml').code).toBe(64);
    // A project that cannot be rendered at all is said in the same way.
    project.write([['fleet/stacks/a.stack.ts', 'export default 1 +;']]);
    expect(check('--format=github').out).toContain('::error file=fleet/stacks/a.stack.ts,line=1,');
  });

  it('does not load the compiler when nothing has changed, and does when something has', () => {
    const project = synthProject({
      'stacks/a.stack.ts': configMaps({ web: '1' }),
      'stacks/b.ts': 'export const b: number = 1;\n',
    });
    project.plimsoll(['synth']);
    // `--cpu-prof` would do as well: what is loaded is what node resolves.
    const compiler = (): boolean => {
      const { code, err } = project.plimsoll(['check', '--timings'], { env: { NODE_DEBUG: 'module' } });
      expect(code).toBe(0);
      return /ts-morph/.test(err);
    };
    expect(compiler()).toBe(true);
    expect(compiler()).toBe(false);
    const file = join(project.folder, 'stacks/a.stack.ts');
    utimesSync(file, new Date(), new Date());
    expect(compiler(), 'touched, not changed').toBe(false);
    writeFileSync(file, `${readFileSync(file, 'utf8')}// a remark\n`);
    expect(compiler(), 'changed').toBe(true);
    expect(compiler()).toBe(false);
  });

  it('takes the options of the nearest tsconfig.json', () => {
    const unused = `const unused = 1;\n${configMaps({ web: '1' })}`;
    const project = synthProject({ 'stacks/a.stack.ts': unused });
    project.plimsoll(['synth']);
    expect(project.plimsoll(['check']).code).toBe(0);
    project.write([
      [
        'tsconfig.json',
        '{ "compilerOptions": { "strict": true, "noUnusedLocals": true, "module": "nodenext", "target": "es2023" } }',
      ],
    ]);
    expect(project.plimsoll(['check'])).toMatchObject({
      code: 1,
      err: expect.stringContaining("'unused' is declared but its value is never read"),
    });
  });

  it('takes no argument', () => {
    expect(synthProject().plimsoll(['check', 'x'])).toMatchObject({ code: 64 });
  });
});

describe('synth --deterministic', () => {
  const stack = (value: string): string => configMaps({ web: 'x', other: 'y' }).replace('"x"', value);

  it('is content with a stack that depends on nothing', () => {
    const project = synthProject({
      'stacks/a.stack.ts': stack("new Date(0).toISOString() + ['b', 'a'].sort().join()"),
    });
    expect(project.plimsoll(['synth', '--deterministic'])).toMatchObject({ code: 0 });
    expect(project.tree().size).toBeGreaterThan(0);
  });

  it.each([
    ['the clock', 'new Date().toISOString().slice(0, 10)'],
    ['the clock', 'String(Math.floor(Date.now() / 1e9))'],
    ['chance', 'String(Math.random())'],
    ['chance', 'crypto.randomUUID()'],
    ['the time zone', 'String(new Date(0).getDate()) + new Date(0).getHours()'],
    ['the locale', '(1234.5).toLocaleString()'],
    ['the locale', "['I', 'ı', 'i'].sort((a, b) => a.localeCompare(b)).join()"],
  ])('names what depends on %s: %s', (_, value) => {
    const project = synthProject({ 'stacks/a.stack.ts': stack(value) });
    const { code, err } = project.plimsoll(['synth', '--deterministic']);
    expect(code).toBe(1);
    expect(err).toMatch(
      /error: prod\/apps\/web\/configmap-web\.yaml is another one in a second render: "text: .*", then "text: .*"/,
    );
    expect(err).toContain(`[${'cli/not-deterministic'}]\n  in stacks/a.stack.ts:7:33\n`);
    expect(err).not.toContain('configmap-other');
    expect(project.tree().size).toBe(0);
  });

  it('shows nothing of a Secret', () => {
    const secret = stack("'hidden ' + Math.random()")
      .replaceAll('ConfigMap', 'Secret')
      .replaceAll(', data: {', ', stringData: {');
    const project = synthProject({ 'stacks/a.stack.ts': secret });
    const { code, err } = project.plimsoll(['synth', '--deterministic']);
    expect(code).toBe(1);
    expect(err).toContain('it is a Secret, and not shown');
    expect(err).not.toContain('hidden');
  });

  it('names what depends on the order of keys', () => {
    const project = synthProject({
      'plimsoll.config.ts': 'export default { environments: { default: { a: 1, b: 2 } } };\n',
      'stacks/a.stack.ts': stack('Object.keys(env.values).join()')
        .replace('export default cluster(', 'export default defineStack(({ env }) => cluster(')
        .replace('.build();', '.build());')
        .replace('{ cluster,', '{ cluster, defineStack,'),
    });
    const { code, err } = project.plimsoll(['synth', '--deterministic']);
    expect(err).toContain('"text: a,b", then "text: b,a"');
    expect(code).toBe(1);
  });

  it('refuses the network, with the line that asks for it', () => {
    const project = synthProject({
      'stacks/a.stack.ts':
        `${stack('answer')}\nconst answer = await fetch('http://127.0.0.1:9').then(() => 'yes', () => 'no');\n`
          .split('\n')
          .toSorted(
            (a, b) =>
              Number(b.startsWith('import')) - Number(a.startsWith('import')) ||
              Number(b.startsWith('const answer')) - Number(a.startsWith('const answer')),
          )
          .join('\n'),
    });
    const { code, err } = project.plimsoll(['synth', '--deterministic']);
    expect(code).toBe(1);
    expect(err).toMatch(/the network is refused.*\n {2}in stacks\/a\.stack\.ts:3:/);
  });
});

describe('synth --watch', () => {
  it('renders again when a stack changes', async () => {
    const project = synthProject({ 'stacks/a.stack.ts': configMaps({ web: '1' }) });
    const child = spawn(process.execPath, [bin, 'synth', '--watch'], { cwd: project.folder });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        out += text;
      });
    const until = async (text: string): Promise<void> => {
      for (let tries = 0; tries < 200 && !out.includes(text); tries++) await pause(50);
      expect(out).toContain(text);
    };
    await until('+ prod/flux-system/web.yaml');
    project.write([['stacks/a.stack.ts', configMaps({ web: '2' })]]);
    await until('~ prod/apps/web/configmap-web.yaml');
    // What it means is said too.
    await until('    data.text: 1 → 2\n');
    // A mistake is said, and survived, whatever it does to the process.
    project.write([['stacks/a.stack.ts', `${configMaps({ web: '2' })} syntax(`]]);
    await until('cli/stack-unreadable');
    project.write([['stacks/a.stack.ts', `${configMaps({ web: '2' })}\nprocess.exit(9);`]]);
    await pause(700);
    // A module that is read anew each time, though it did not change.
    project.write([
      ['value.json', '"from a file"'],
      [
        'stacks/a.stack.ts',
        `import { readFileSync } from 'node:fs';\n${configMaps({ web: '2' }).replace('"2"', `JSON.parse(readFileSync(${JSON.stringify(join(project.folder, 'value.json'))}, 'utf8'))`)}`,
      ],
    ]);
    await until('→ from a file');
    project.write([['value.json', '"read again"']]);
    await until('→ read again');
    // A folder that is new is looked into as well.
    project.write([['stacks/more/b.stack.ts', configMaps({ web: '1' }, 'more')]]);
    await until('+ more/flux-system/web.yaml');
    project.write([['stacks/more/b.stack.ts', configMaps({ web: '2' }, 'more')]]);
    await until('~ more/apps/web/configmap-web.yaml');
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  }, 30_000);
});

it('ends with 130 when it is interrupted, wherever it is, and leaves what the next run completes', async () => {
  const maps = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`web-${index}`, 'x']));
  const project = synthProject({ 'stacks/a.stack.ts': configMaps(maps) });
  const codes = new Set<number | null>();
  for (const after of [150, 300, 450, 600, 750]) {
    const child = spawn(process.execPath, [bin, 'synth'], { cwd: project.folder, stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
    await pause(after);
    child.kill('SIGINT');
    codes.add(await ended);
    for (const [path, text] of project.tree())
      if (path.endsWith('.yaml')) expect(text.endsWith('\n'), path).toBe(true);
  }
  // Null: it was so early that node itself ended.
  expect([...codes].filter((code) => code !== 0 && code !== 130 && code !== null)).toEqual([]);
  expect(codes.has(130)).toBe(true);
  expect(project.plimsoll(['synth']).code).toBe(0);
  expect(project.plimsoll(['synth', '--check']).code).toBe(0);
}, 60_000);

describe('in a git repository', () => {
  const setUp = (): { git: (...argv: string[]) => string; project: ReturnType<typeof synthProject> } => {
    const project = synthProject({
      'stacks/a.stack.ts': configMaps({ web: 'one', other: 'o' }, 'a'),
      'stacks/b.stack.ts': configMaps({ web: 'one' }, 'b'),
      '.gitignore': 'node_modules\n',
    });
    const git = (...argv: string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...argv], {
        cwd: project.folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    git('init', '-q', '-b', 'main');
    project.plimsoll(['synth']);
    git('add', '-A');
    git('commit', '-qm', 'start');
    return { git, project };
  };
  const change = (
    { git, project }: ReturnType<typeof setUp>,
    branch: string,
    file: string,
    text: string,
  ): void => {
    git('checkout', '-q', '-b', branch, 'main');
    project.write([[file, text]]);
    expect(project.plimsoll(['synth']).code).toBe(0);
    git('add', '-A');
    git('commit', '-qm', branch);
  };

  it('branches that changed different clusters merge without a conflict, and leave nothing to do', () => {
    const all = setUp();
    change(all, 'left', 'stacks/a.stack.ts', configMaps({ web: 'two', other: 'o' }, 'a'));
    change(all, 'right', 'stacks/b.stack.ts', configMaps({ web: 'three', new: 'n' }, 'b'));
    all.git('merge', '-q', '--no-edit', 'left');
    expect(all.project.plimsoll(['synth', '--check'])).toMatchObject({ code: 0, out: '' });
  });

  it('branches that changed one cluster may conflict, and a new synth mends it', () => {
    const all = setUp();
    change(all, 'left', 'stacks/a.stack.ts', configMaps({ web: 'two', other: 'o' }, 'a'));
    change(all, 'right', 'stacks/a.stack.ts', configMaps({ web: 'three', other: 'o', new: 'n' }, 'a'));
    expect(() => all.git('merge', '-q', '--no-edit', 'left')).toThrow();
    expect(all.project.tree().get('.plimsoll/owned/a')).toContain('<<<<<<<');
    expect(all.project.tree().get('a/apps/web/configmap-web.yaml')).toContain('<<<<<<<');
    // The person decides the stack; the output is the tool's.
    all.project.write([['stacks/a.stack.ts', configMaps({ web: 'four', other: 'o', new: 'n' }, 'a')]]);
    expect(all.project.plimsoll(['synth']).code).toBe(0);
    for (const text of all.project.tree().values()) expect(text).not.toMatch(/^[<=>]{7}/m);
    expect(all.project.tree().get('a/apps/web/configmap-web.yaml')).toContain('text: four');
    expect(all.project.plimsoll(['synth', '--check']).code).toBe(0);
  });
});
