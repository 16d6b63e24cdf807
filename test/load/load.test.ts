import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patience } from '../support/patience.ts';
import { root } from '../support/shared.ts';

let project: string;
let packages: string;
let kept: string;

/** A project with the package among its own, and what it depends on. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  packages = join(project, 'node_modules');
  kept = join(packages, '.cache', 'plimsoll');
  mkdirSync(packages);
  for (const name of readdirSync(join(root, 'node_modules')).filter((each) => !each.startsWith('.')))
    if (name !== 'plimsoll') symlinkSync(join(root, 'node_modules', name), join(packages, name));
  for (const part of ['dist', 'package.json'])
    cpSync(join(root, part), join(packages, 'plimsoll', part), { recursive: true });
  writeFileSync(
    join(project, 'web.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { size: 1 }\n',
  );
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

function node(...argv: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    ...patience,
    cwd: project,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

function validate(): ReturnType<typeof node> {
  return node(join(packages, 'plimsoll', 'dist', 'generator', 'run', 'bin.js'), 'validate', 'web.yaml');
}

function keptFiles(): readonly string[] {
  return readdirSync(kept)
    .filter((each) => each.startsWith('program-'))
    .map((each) => join(kept, each));
}

function told(path: string): readonly string[] {
  return /program-(\w+)-.*-(\w+)-(\d)\.v8$/.exec(path)?.slice(1) ?? [path];
}

describe('code that V8 compiled', () => {
  it('is kept by verb, and used by the next run of it', () => {
    const first = validate();
    expect(first).toMatchObject({ status: 1, said: expect.stringContaining('size') });
    const made = keptFiles();
    const named = (runs: number): readonly (readonly string[])[] => [
      ['judging', 'validate', String(runs)],
      ['runtime', 'validate', String(runs)],
    ];
    expect(made.map(told).sort()).toEqual(named(1));
    // The first run may have ended before it did much: three add what they compile.
    for (const runs of [2, 3]) {
      expect(validate()).toEqual(first);
      expect(keptFiles().map(told).sort()).toEqual(named(runs));
    }
    const last = keptFiles();
    for (const each of last) utimesSync(each, 1, 1);
    expect(validate()).toEqual(first);
    // What is good is not written again.
    expect(last.map((each) => statSync(each).mtimeMs)).toEqual(last.map(() => 1000));
  });

  it('is made again where it is no code of this V8, with the same answer', () => {
    const first = validate();
    for (const each of keptFiles()) writeFileSync(each, 'nothing of the kind');
    expect(validate()).toEqual(first);
    for (const each of keptFiles()) expect(readFileSync(each).length).toBeGreaterThan(10_000);
  });

  it('is made again with other options of V8', () => {
    const bin = join(packages, 'plimsoll', 'dist', 'generator', 'run', 'bin.js');
    expect(node('--no-opt', bin, 'validate', 'web.yaml')).toEqual(validate());
  });

  it('of a package that is linked says where things are after all has moved', () => {
    const before = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
    const after = `${before}-moved`;
    const linked = join(before, 'plimsoll');
    const user = join(before, 'user');
    mkdirSync(join(linked, 'node_modules'), { recursive: true });
    for (const name of readdirSync(packages).filter((each) => each !== 'plimsoll' && !each.startsWith('.')))
      symlinkSync(join(packages, name), join(linked, 'node_modules', name));
    for (const part of ['dist', 'package.json'])
      cpSync(join(root, part), join(linked, part), { recursive: true });
    mkdirSync(join(user, 'node_modules'), { recursive: true });
    mkdirSync(join(user, 'stacks'));
    symlinkSync(join('..', '..', 'plimsoll'), join(user, 'node_modules', 'plimsoll'));
    writeFileSync(
      join(user, 'stacks', 'web.stack.ts'),
      `import { cluster, flux, gitRepository } from 'plimsoll';

export default cluster('prod', { kubernetes: '1.36', gitops: flux({ source: gitRepository('fleet', { url: 'https://git.example.com/fleet', branch: 'main' }) }) })
  .node('We b', (node) => node)
  .build();
`,
    );
    const synth = (folder: string): string =>
      spawnSync(process.execPath, [join(folder, 'plimsoll/dist/generator/run/bin.js'), 'synth'], {
        ...patience,
        cwd: join(folder, 'user'),
        encoding: 'utf8',
      }).stderr;
    try {
      const said = [synth(before), synth(before), synth(before)];
      expect(said[0]).toContain('in stacks/web.stack.ts:4:4');
      renameSync(before, after);
      expect([...said, synth(after)]).toEqual([0, 1, 2, 3].map(() => said[0]));
    } finally {
      for (const each of [before, after]) rmSync(each, { recursive: true, force: true });
    }
  });

  it('does not pile up: what another build left goes', () => {
    const stale = join(kept, 'program-judging-before.code-11-x64-validate-3.v8');
    validate();
    writeFileSync(stale, '');
    rmSync(keptFiles().find((each) => each.includes('program-runtime')) ?? '');
    validate();
    expect(keptFiles()).not.toContain(stale);
    expect(keptFiles()).toHaveLength(2);
  });

  it('is not missed where nothing can be kept', () => {
    const first = validate();
    rmSync(kept, { recursive: true });
    mkdirSync(join(packages, '.cache'), { recursive: true });
    writeFileSync(kept, 'a file where the folder would be');
    expect(validate()).toEqual(first);
    rmSync(kept);
  });
});

describe('a program of somebody else', () => {
  it('that imports the library keeps nothing', () => {
    rmSync(kept, { recursive: true, force: true });
    writeFileSync(
      join(project, 'own.mjs'),
      "import { validateObjects } from 'plimsoll';\nconsole.log(validateObjects([{ apiVersion: 'v1', kind: 'Pood' }]).length);\n",
    );
    expect(node('own.mjs')).toEqual({ status: 0, said: '1\n' });
    expect(() => keptFiles()).toThrow();
  });

  it('has the library in its own realm, as test runners want it', () => {
    writeFileSync(
      join(project, 'realm.mjs'),
      `import { readFileSync } from 'node:fs';
import { createContext, SourceTextModule, SyntheticModule } from 'node:vm';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
const context = createContext({ process, URL, console, Buffer, TextEncoder, TextDecoder });
const known = new Map();
const link = async (specifier, { identifier }) => {
  if (specifier.startsWith('node:')) {
    const all = await import(specifier);
    return new SyntheticModule(Object.keys(all), function () { for (const key of Object.keys(all)) this.setExport(key, all[key]); }, { context });
  }
  const address = specifier.startsWith('.') ? new URL(specifier, identifier).href : pathToFileURL(createRequire(identifier).resolve(specifier)).href;
  if (!known.has(address)) known.set(address, new SourceTextModule(readFileSync(fileURLToPath(address), 'utf8'), {
    identifier: address, context, initializeImportMeta: (meta) => { meta.url = address; },
  }));
  return known.get(address);
};
const main = new SourceTextModule("import { cluster } from 'plimsoll'; export const found = cluster instanceof Function;", { context, identifier: import.meta.url });
await main.link(link);
await main.evaluate();
console.log(main.namespace.found);
`,
    );
    expect(node('--experimental-vm-modules', '--no-warnings', 'realm.mjs')).toEqual({
      status: 0,
      said: 'true\n',
    });
  });
});
