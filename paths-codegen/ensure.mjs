// Makes what git ignores, when it is missing or stale: JavaScript and declarations in dist/, generated modules in
// paths-codegen/generated/. Plain JavaScript, because it is what makes the rest runnable.
// Order: bundle → declare → copy facts → generate modules, then schemas of options, which need them → copy generated. Nothing is type-checked here: `npm run types` does that.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const generated = join(root, 'paths-codegen', 'generated');
const stamp = join(dist, '.stamp');
const run = join(dist, 'generator', 'run');

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(generated))
    .sort();
}

const sources = ['generator', 'paths-codegen']
  .flatMap((folder) => filesBelow(join(root, folder)))
  .filter((file) => file.endsWith('.ts'));
const facts = filesBelow(join(root, 'schemas')).filter((file) => file.endsWith('.json'));

/** @param {readonly string[]} files */
function digest(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const wanted = digest([
  ...sources,
  ...facts,
  fileURLToPath(import.meta.url),
  join(root, 'paths-codegen', 'chunks.mjs'),
  join(root, 'tsconfig.json'),
  join(root, 'package.json'),
]);
const fresh = existsSync(generated) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

if (!fresh || process.argv.includes('--generate')) {
  if (!existsSync(join(root, 'node_modules', 'rolldown'))) {
    process.stderr.write(
      'plimsoll: development packages are not installed, nothing is built (npm ci installs them)\n',
    );
    process.exit(0);
  }
  rmSync(dist, { recursive: true, force: true });
  await bundle();
  await declare();
  // What caches of compiled code are known by.
  writeFileSync(join(run, 'build.txt'), wanted);
  for (const file of facts) {
    const target = join(dist, relative(root, file));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target);
  }
  const { generateOptions, generateShipped } = await import(pathToFileURL(join(run, 'shipped.js')).href);
  await generateShipped(generated);
  await generateOptions(root, generated);
  cpSync(generated, join(dist, 'paths-codegen', 'generated'), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** JavaScript: few files, because opening many is what a short run spends its time on. Verbs stay apart. */
async function bundle() {
  const { rolldown } = await import('rolldown');
  const made = await rolldown({
    cwd: root,
    input: {
      index: 'generator/index.ts',
      render: 'generator/pipeline/render.ts',
      kind: 'generator/paths/kind.ts',
      bin: 'generator/cli/bin.ts',
      watched: 'generator/cli/watched.ts',
      import: 'paths-codegen/index.ts',
      shipped: 'paths-codegen/shipped.ts',
      yaml: 'generator/manifest/write.ts',
      testing: 'generator/testing/testing.ts',
      again: 'generator/again/main.ts',
      part: 'generator/part/main.ts',
      ahead: 'generator/ahead/main.ts',
      load: 'generator/load/main.ts',
    },
    platform: 'node',
    // Packages, and generated modules: those are made after this.
    external: (name) => (/^[^./#]/.test(name) && !name.startsWith(root)) || name.startsWith('#kinds/'),
    tsconfig: false,
    logLevel: 'warn',
  });
  await made.write({
    dir: run,
    format: 'esm',
    codeSplitting: {
      groups: [
        { name: 'runtime', test: /generator[\\/](core|facts(?![\\/]published)|paths)[\\/]/ },
        // What every verb has, and what synth and validate have in common.
        {
          name: 'command',
          test: /generator[\\/]cli[\\/](arguments|io|process-io|report|run|talk|usage|version)\.ts$/,
        },
        // Begins to read files while what judges them is loaded.
        {
          name: 'reading',
          test: /generator[\\/](project[\\/](find-manifests|read-ahead|read-text|walk)|cli[\\/]validate[\\/]standard-input)\.ts$/,
        },
        {
          name: 'judging',
          test: /generator[\\/](manifest|validate|facts[\\/]published|patch[\\/](custom|subject|project-releases|json[\\/]pointer|yaml[\\/]parse)|project[\\/](cache|code-store|definitions|find|fine-files|imported|lock|use-project)\.ts)/,
        },
        {
          name: 'rendering',
          test: /generator[\\/](patch|model|checks|builder|pins|stack|applications|evaluate|layout|engines|pipeline|write|project|synth)[\\/](?!chart-objects|difference|inflated-side)/,
        },
        { name: 'validation', test: /generator[\\/]cli[\\/]validate[\\/](judge|settings|formats)/ },
        {
          name: 'synthesis',
          test: /generator[\\/]cli[\\/](synth-request|selection|reach|plan-text|memory-text)\.ts$/,
        },
      ],
    },
  });
  const { lighten } = await import('./chunks.mjs');
  await lighten(run, ['runtime', 'judging', 'rendering']);
}

/** Declarations mirror the tree; each file on its own, without a type check. */
async function declare() {
  const { default: ts } = await import('typescript');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  // A file on its own cannot ask package.json whether it is a module: it is.
  const compilerOptions = {
    ...options,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  for (const file of sources) {
    const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(file, 'utf8'), {
      compilerOptions,
      fileName: file,
      reportDiagnostics: true,
    });
    if (diagnostics.length > 0) {
      process.stderr.write(
        ts.formatDiagnostics(diagnostics, {
          getCurrentDirectory: () => root,
          getCanonicalFileName: (name) => name,
          getNewLine: () => '\n',
        }),
      );
      process.exit(1);
    }
    const target = join(dist, relative(root, file)).replace(/\.ts$/, '.d.ts');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
}
