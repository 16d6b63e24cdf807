// Makes what git ignores, when it is missing or stale: JavaScript and declarations in dist/, generated modules in
// paths-codegen/generated/. Plain JavaScript, because it is what makes the rest runnable.
// Order: compile every file on its own (no type check: `npm run types` does that) → copy facts → generate → copy generated.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const generated = join(root, 'paths-codegen', 'generated');
const stamp = join(dist, '.stamp');

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
  join(root, 'tsconfig.json'),
  join(root, 'package.json'),
]);
const fresh = existsSync(generated) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

if (!fresh) {
  if (!existsSync(join(root, 'node_modules', 'typescript'))) {
    process.stderr.write('plimsoll: TypeScript is not installed, nothing is built (npm ci installs it)\n');
    process.exit(0);
  }
  rmSync(stamp, { force: true });
  await compile();
  rmSync(join(dist, 'schemas'), { recursive: true, force: true });
  for (const file of facts) copy(file, join(dist, relative(root, file)));
  const { generateShipped } = await import(pathToFileURL(join(dist, 'paths-codegen', 'shipped.js')).href);
  await generateShipped({ into: generated });
  cpSync(generated, join(dist, 'paths-codegen', 'generated'), { recursive: true });
  writeFileSync(stamp, wanted);
}

async function compile() {
  const { default: ts } = await import('typescript');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  // A file on its own cannot ask package.json whether it is a module: it is.
  const compilerOptions = { ...options, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  for (const folder of ['generator', 'paths-codegen'])
    rmSync(join(dist, folder), { recursive: true, force: true });
  for (const file of sources) {
    const text = readFileSync(file, 'utf8');
    const target = join(dist, relative(root, file)).replace(/\.ts$/, '');
    const code = ts.transpileModule(text, {
      compilerOptions: { ...compilerOptions, declaration: false },
      fileName: file,
    });
    const declarations = ts.transpileDeclaration(text, {
      compilerOptions,
      fileName: file,
      reportDiagnostics: true,
    });
    const wrong = [...(code.diagnostics ?? []), ...(declarations.diagnostics ?? [])];
    if (wrong.length > 0) {
      process.stderr.write(
        ts.formatDiagnostics(wrong, {
          getCurrentDirectory: () => root,
          getCanonicalFileName: (name) => name,
          getNewLine: () => '\n',
        }),
      );
      process.exit(1);
    }
    write(`${target}.js`, code.outputText);
    write(`${target}.d.ts`, declarations.outputText);
  }
}

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** @param {string} from @param {string} to */
function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}
