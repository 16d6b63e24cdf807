// npm run bench [-- --short]: figures of the facts, the generated modules and the package, each beside its goal.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { longStack } from '../support/long-stack.mjs';
import { bytes, inTurns, line, mb, ms, printed, wall } from './measure.mjs';
import { patchBench } from './patch.mjs';
import { renderBench } from './render.mjs';
import { repositoryBench } from './repository.mjs';
import { scaleBench } from './scale.mjs';
import { synthBench } from './synth.mjs';
import { validateBench } from './validate.mjs';

// Node 20 reads these certificates whenever it begins, in 35 ms where they are many; no program here asks a server.
delete process.env.NODE_EXTRA_CA_CERTS;

const root = fileURLToPath(new URL('../../', import.meta.url));
const short = process.argv.includes('--short');
const rounds = short ? 5 : 15;
const temporary = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));

try {
  facts();
  loading();
  generating();
  typing();
  renderBench(short ? [1000, 10_000] : [1000, 10_000, 40_000]);
  synthBench(temporary, short);
  await scaleBench(temporary, short);
  await validateBench(temporary, short);
  await repositoryBench(temporary, short);
  patchBench();
  importing();
  packing();
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function facts() {
  const folder = join(root, 'schemas');
  const deployment = ['kubernetes/apps/v1.json', 'kubernetes/core/v1.json', 'server-defaults.json'].map(
    (name) => readFileSync(join(folder, name)),
  );
  line('facts, all shipped', mb(bytes(folder, /\.json$/)), '≤ 3 MB');
  line('facts, what one Deployment reads', mb(deployment.reduce((sum, text) => sum + text.length, 0)));
}

function loading() {
  const timed = (code) =>
    `const before = performance.now(); ${code}; console.log(performance.now() - before);`;
  writeFileSync(join(temporary, 'empty.mjs'), 'export {};');
  const empty = join(temporary, 'empty.mjs');
  const use = "const { Deployment } = await import('plimsoll/kubernetes/apps/v1');";
  const found = inTurns(
    {
      empty: () => printed(timed(`await import(${JSON.stringify(empty)})`), root),
      kind: () => printed(timed("await import('plimsoll/kubernetes/apps/v1')"), root),
      path: () =>
        printed(
          `${use} ${timed("Deployment.path.spec.template.spec.containers.named('web').ports.item({ containerPort: 80 })")}`,
          root,
        ),
    },
    rounds,
  );
  line('importing one kind, over an empty module', ms(found.kind - found.empty), '< 10 ms');
  line('facts of a Deployment, first path', ms(found.path), '< 15 ms');
  const bin = join(root, 'dist', 'generator', 'run', 'bin.js');
  const start = inTurns(
    { bare: () => wall(['-e', '0'], root), version: () => wall([bin, '--version'], root) },
    rounds,
  );
  line(
    'plimsoll --version, over bare node',
    `${ms(start.version - start.bare)} (${(start.version / start.bare).toFixed(2)} ×)`,
    '≤ 60 ms',
  );
}

function generating() {
  const into = join(temporary, 'generated');
  const shipped = JSON.stringify(join(root, 'dist', 'generator', 'run', 'shipped.js'));
  const code = `import { generateShipped } from ${shipped}; const before = performance.now(); const written = await generateShipped(${JSON.stringify(into)}); console.log(JSON.stringify({ written, took: performance.now() - before, peak: process.resourceUsage().maxRSS * 1024 }));`;
  const run = () =>
    JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }));
  const first = run();
  line('generating everything, files', String(first.written));
  line('generating everything, time', ms(first.took), '< 20 s');
  line('generating everything, peak memory', mb(first.peak), '< 1 GB');
  line('generating again, files written', String(run().written), '0');
  line('generated types', mb(bytes(into, /\.d\.ts$/)));
  const fresh = inTurns(
    {
      bare: () => wall(['-e', '0'], root),
      ensure: () => wall([join(root, 'paths-codegen', 'ensure.mjs')], root),
    },
    rounds,
  );
  line(
    'ensure when all is fresh, whole process',
    `${ms(fresh.ensure)} (${(fresh.ensure / fresh.bare).toFixed(2)} × node)`,
    '< 0.3 s',
  );
}

function typing() {
  const tsc = (version) => join(root, 'node_modules', version, 'bin', 'tsc');
  const options = {
    target: 'es2023',
    lib: ['es2023'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
  };
  const stack = join(root, 'test', 'types', 'cases', 'budget.ts');
  const nothing = join(temporary, 'nothing.ts');
  writeFileSync(nothing, 'export {};');
  const project = (name, file) => {
    const path = join(temporary, `${name}.json`);
    writeFileSync(path, JSON.stringify({ compilerOptions: options, files: [file] }));
    return path;
  };
  const [full, bare] = [project('full', stack), project('bare', nothing)];
  const report = execFileSync(process.execPath, [tsc('typescript'), '-p', full, '--extendedDiagnostics'], {
    encoding: 'utf8',
  });
  const count = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(report)?.[1]);
  const times = inTurns(
    {
      bare: () => wall([tsc('typescript'), '-p', bare], root),
      full: () => wall([tsc('typescript'), '-p', full], root),
      native: () => wall([tsc('typescript-7'), '-p', full], root),
    },
    short ? 3 : 7,
  );
  line(
    'tsc, ten kinds and thirty paths',
    `${ms(times.full)} (${(times.full / times.bare).toFixed(2)} × an empty file)`,
    '≤ 3 s',
  );
  for (const [form, count] of [
    ['callbacks', 300],
    ['end()', 100],
  ]) {
    const folder = join(temporary, 'long');
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    if (!existsSync(join(folder, 'node_modules', 'plimsoll')))
      symlinkSync(root, join(folder, 'node_modules', 'plimsoll'), 'dir');
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'stack.ts'), longStack(form, count));
    for (const [name, version] of [
      ['tsc', 'typescript'],
      ['native tsc', 'typescript-7'],
    ]) {
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: options, files: ['stack.ts'] }),
      );
      const checked = () =>
        Number(
          /Check time:\s+([\d.]+)s/.exec(
            execFileSync(process.execPath, [tsc(version), '-p', folder, '--extendedDiagnostics'], {
              encoding: 'utf8',
            }),
          )?.[1],
        ) * 1000;
      const { it } = inTurns({ it: checked }, short ? 3 : 7);
      line(`${name}, check of ${count} bundles with ${form}`, ms(it), '≤ 1.5 s');
    }
  }
  line('tsc, memory', mb(count('Memory used') * 1000), '≤ 300 MB');
  line('tsc, instantiations', String(count('Instantiations')));
  line('native tsc, the same', `${ms(times.native)} (${(times.native / times.full).toFixed(2)} ×)`);
}

function importing() {
  const crds = join(process.env.PLIMSOLL_SHARED ?? join(root, '..', 'shared'), 'crds');
  if (!existsSync(crds)) {
    line('custom resource definitions imported', 'skipped: none at hand');
    return;
  }
  const folder = join(temporary, 'user');
  mkdirSync(folder, { recursive: true });
  cpSync(crds, join(folder, 'crds'), { recursive: true, filter: (path) => !path.endsWith('.md') });
  const bin = join(root, 'dist', 'generator', 'run', 'bin.js');
  const before = performance.now();
  const answer = execFileSync(process.execPath, [bin, 'import', 'crds'], { cwd: folder, encoding: 'utf8' });
  const took = performance.now() - before;
  const again = inTurns(
    { bare: () => wall(['-e', '0'], folder), import: () => wall([bin, 'import'], folder) },
    short ? 3 : 7,
  );
  line(
    'custom resource definitions imported',
    answer.trim().replace('crds: ', '').replace(' kinds', ''),
    'all',
  );
  line('importing them, whole process', ms(took));
  line(
    'importing them again, unchanged',
    `${ms(again.import)} (${(again.import / again.bare).toFixed(2)} × node)`,
    '< 0.3 s',
  );
}

function packing() {
  const npm = (cwd, ...argv) =>
    execFileSync('npm', argv, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [packed] = JSON.parse(
    npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', temporary),
  );
  line('package, tarball', mb(packed.size));
  line('package, unpacked', mb(packed.unpackedSize));
  const user = join(temporary, 'empty');
  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), '{ "name": "user", "private": true }');
  npm(user, 'install', '--no-audit', '--no-fund', '--prefer-offline', join(temporary, packed.filename));
  line('package, installed with its dependencies', mb(bytes(join(user, 'node_modules'))));
  if (short) return;
  const clone = join(temporary, 'clone');
  for (const name of execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((name) => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(clone, name)), { recursive: true });
    cpSync(join(root, name), join(clone, name));
  }
  const before = performance.now();
  npm(clone, 'ci', '--cache', join(temporary, 'npm-cache'), '--no-audit', '--no-fund');
  line('npm ci, nothing cached, everything generated', ms(performance.now() - before));
}
