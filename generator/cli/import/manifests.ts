import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Adopted } from '../../adopt/adopted.ts';
import { bundlesIn } from '../../adopt/bundles.ts';
import { emitStack } from '../../adopt/emit.ts';
import { type ManifestTree, readTree } from '../../adopt/tree.ts';
import { withoutServerFields } from '../../applications/server-fields.ts';
import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import { equal } from '../../core/json.ts';
import { Problem } from '../../core/problem.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { environmentName } from '../../project/config.ts';
import { manifestFiles } from '../../project/find-manifests.ts';
import { openProject, type Project } from '../../synth/project.ts';
import { renderProject } from '../../synth/render-project.ts';
import { checkTypes } from '../../typecheck/check-types.ts';
import { keyOf } from '../../validate/immutable/kept.ts';
import { validateObjects } from '../../validate/validate-objects.ts';
import { exit, type Io, say } from '../io.ts';
import { report } from '../report.ts';
import { Stopwatch } from '../stopwatch.ts';
import { synthRequest } from '../synth-request.ts';
import { usage } from '../usage.ts';

export interface AdoptOptions {
  readonly folder: string;
  readonly cluster: string | undefined;
  readonly kubernetes: string | undefined;
}

/** Existing YAML as a stack: writes it, and says how much of it comes back as it was. */
export async function importManifests(
  { folder, cluster, kubernetes }: AdoptOptions,
  io: Io,
): Promise<number> {
  const project = await openProject(io.cwd, undefined);
  const { root, config } = project;
  const from = relative(root, resolve(io.cwd, folder)).split(sep).join('/');
  if (from.startsWith('..')) throw usage(`import manifests: ${folder} is not in the project: ${root}`);
  const name = (cluster ?? basename(resolve(io.cwd, folder)))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (!environmentName.test(name))
    throw usage('import manifests: say what the cluster is called: --cluster NAME');
  const release = kubernetes ?? config.kubernetes ?? '1.36';
  if (!/^\d+\.\d+$/.test(release))
    throw usage(`import manifests: a Kubernetes version is like 1.36, not ${release}`);
  const taken = join(root, 'stacks', `${name}.stack.ts`);
  if (existsSync(taken))
    throw new Problem([
      finding('cli/not-ours', `stacks/${name}.stack.ts is there already`, {
        source: { file: taken },
        fix: 'give another --cluster, or move it away',
      }),
    ]);
  const tree = readTree(textsIn(project, from));
  const adopted = bundlesIn(tree, from);
  if (adopted.bundles.length === 0)
    throw new Problem([
      finding('cli/no-such-input', `there are no manifests in ${folder}`, { source: { file: folder } }),
    ]);
  const environments = [...new Set(adopted.bundles.flatMap((each) => each.environments))];
  const isFine = (object: KubernetesObject): boolean =>
    validateObjects([withoutServerFields(object)], { kubernetes: release, only: ['api'] }).every(
      ({ severity }) => severity !== 'error',
    );
  const plain = new Set<string>();
  const emit = (): ReadonlyMap<string, string> =>
    emitStack(tree, adopted, { cluster: name, kubernetes: release, plain, isFine });
  let files = emit();
  write(root, files);
  // What the compiler does not take stays YAML.
  const wrong = await typeErrors(project, name, files);
  for (const path of wrong.modules) plain.add(basename(path, '.ts'));
  if (plain.size > 0) {
    for (const path of files.keys()) rmSync(join(root, path), { force: true });
    files = emit();
    write(root, files);
  }
  for (const path of files.keys()) io.out(`+ ${path}\n`);
  for (const note of adopted.notes) say(io, note);
  for (const path of tree.unreadable)
    say(io, `${path} cannot be read, or has objects without a name, and is left out`);
  if (environments.length > 0) sayEnvironments(environments, project, io);
  report(wrong.others, io);
  return wrong.others.length > 0 ? exit.mistake : compareBack(name, tree, adopted, io);
}

function textsIn({ root, output }: Project, from: string): ReadonlyMap<string, string> {
  const out = relative(root, output).split(sep).join('/');
  const paths = manifestFiles([from === '' ? '.' : from], root).map((path) =>
    path.split(sep).join('/').replace(/^\.\//, ''),
  );
  const own = /^(package(-lock)?|tsconfig|renovate|plimsoll\.lock|pins)\.(json|yaml)$/;
  return new Map(
    paths
      .filter((path) => !path.startsWith(`${out}/`) && !path.startsWith('imports/') && !own.test(path))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

function write(root: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

async function typeErrors(
  { root, cache }: Project,
  name: string,
  files: ReadonlyMap<string, string>,
): Promise<{ readonly modules: readonly string[]; readonly others: readonly Finding[] }> {
  const paths = [...files.keys()].map((path) => join(root, path));
  const { findings } = await checkTypes(root, paths, cache);
  const module = ({ source }: Finding): boolean => source?.file.includes(`stacks/${name}/`) === true;
  return {
    modules: [...new Set(findings.filter(module).map(({ source }) => source?.file ?? ''))],
    others: findings.filter((each) => !module(each)),
  };
}

function sayEnvironments(names: readonly string[], { root, file }: Project, io: Io): void {
  const text = `environments: { ${names.map((each) => `${/^[a-z]\w*$/.test(each) ? each : `'${each}'`}: {}`).join(', ')} }`;
  if (file !== undefined) {
    say(io, `overlays are environments: add to plimsoll.config.ts\n  ${text},`);
    return;
  }
  writeFileSync(
    join(root, 'plimsoll.config.ts'),
    `import { type Config, defineConfig } from 'plimsoll';\n\nconst config: Config = defineConfig({\n  ${text},\n});\n\nexport default config;\n`,
  );
  io.out('+ plimsoll.config.ts\n');
}

/** Renders the stack, and looks for every object of the tree in it. */
async function compareBack(
  name: string,
  tree: ManifestTree,
  { bundles, made, leftOut }: Adopted,
  io: Io,
): Promise<number> {
  const reopened = await openProject(io.cwd, undefined);
  const request = synthRequest('import', {}, [name], io, new Stopwatch());
  const rendered = await renderProject({ ...request, frozen: true, validate: false }, reopened);
  const errors = rendered.findings.filter(({ severity }) => severity === 'error');
  if (report(errors, io) > 0) return exit.mistake;
  const now = new Map(rendered.objects.map(({ object }) => [keyOf(object), object]));
  const wanted = [...tree.files.values()]
    .flatMap(({ objects }) => objects)
    .filter((each) => !made.has(each) && !leftOut.has(each));
  const found = wanted.filter((each) => now.has(keyOf(each)));
  const same = found.filter((each) => equal(now.get(keyOf(each)), withoutServerFields(each)));
  const [other, left] = [found.length - same.length, wanted.length - found.length];
  const where = `${bundles.length} ${bundles.length === 1 ? 'bundle' : 'bundles'}`;
  say(
    io,
    [
      `${same.length} of ${wanted.length} objects come back equal, in ${where}`,
      ...(other > 0 ? [`${other} in another form`] : []),
      ...(made.size > 0 ? [`${made.size} the engine makes itself`] : []),
      ...(leftOut.size > 0 ? [`${leftOut.size} are left out`] : []),
      ...(left > 0 ? [`${left} are left to kustomize, as they were`] : []),
    ].join('; '),
  );
  return exit.fine;
}
