import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { bundlesIn } from '../adopt/bundles.ts';
import { emitStack } from '../adopt/emit.ts';
import { readTree } from '../adopt/tree.ts';
import { withoutServerFields } from '../applications/server-fields.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { manifestFiles } from '../project/find-manifests.ts';
import type { Project } from '../synth/project.ts';
import type { RenderRequest } from '../synth/request.ts';
import { checkTypes } from '../typecheck/check-types.ts';
import { validateObjects } from '../validate/validate-objects.ts';
import { type Comparison, compareBack } from './compare-back.ts';

export interface AdoptRequest {
  /** The tree, from the project's root. */
  readonly from: string;
  readonly cluster: string;
  readonly kubernetes: string;
  /** How the stack is rendered to be compared with the tree. */
  readonly render: RenderRequest;
  readonly cwd: string;
}

export interface AdoptedProject {
  /** What was written, from the project's root. */
  readonly files: readonly string[];
  /** What the stack does not say, or leaves out, a sentence each. */
  readonly notes: readonly string[];
  /** Overlays; whether the config has them now, or somebody is to add them. */
  readonly environments: {
    readonly names: readonly string[];
    readonly text: string;
    readonly added: boolean;
  };
  readonly findings: readonly Finding[];
  /** Undefined where the stack cannot be rendered. */
  readonly comparison: Comparison | undefined;
}

/** Existing YAML as a stack: writes it, has the compiler look at it, and compares what it renders with the tree. */
export async function adoptProject(project: Project, request: AdoptRequest): Promise<AdoptedProject> {
  const { root, file: config } = project;
  const { from, cluster, kubernetes } = request;
  const stack = `stacks/${cluster}.stack.ts`;
  if (existsSync(join(root, stack)))
    throw new Problem([
      finding('cli/not-ours', `${stack} is there already`, {
        source: { file: join(root, stack) },
        fix: 'give another --cluster, or move it away',
      }),
    ]);
  const tree = readTree(textsIn(project, from));
  const adopted = bundlesIn(tree, from);
  if (adopted.bundles.length === 0)
    throw new Problem([
      finding('cli/no-such-input', `there are no manifests in ${from || '.'}`, {
        source: { file: from || '.' },
      }),
    ]);
  const isFine = (object: KubernetesObject): boolean =>
    validateObjects([withoutServerFields(object)], { kubernetes, only: ['api'] }).every(
      ({ severity }) => severity !== 'error',
    );
  const plain = new Set<string>();
  const emit = (): ReadonlyMap<string, string> =>
    emitStack(tree, adopted, { cluster, kubernetes, plain, isFine });
  let files = emit();
  write(root, files);
  // What the compiler does not take stays YAML.
  const wrong = await typeErrors(project, cluster, files);
  for (const path of wrong.modules) plain.add(basename(path, '.ts'));
  if (plain.size > 0) {
    for (const path of files.keys()) rmSync(join(root, path), { force: true });
    files = emit();
    write(root, files);
  }
  const names = [...new Set(adopted.bundles.flatMap((each) => each.environments))];
  const text = `environments: { ${names.map((each) => `${/^[a-z]\w*$/.test(each) ? each : `'${each}'`}: {}`).join(', ')} }`;
  const added = names.length > 0 && config === undefined;
  if (added) writeFileSync(join(root, 'plimsoll.config.ts'), configWith(text));
  const unreadable = tree.unreadable.map(
    (path) => `${path} cannot be read, or has objects without a name, and is left out`,
  );
  const { comparison, findings } =
    wrong.others.length > 0
      ? { comparison: undefined, findings: wrong.others }
      : await compareBack(tree, adopted, { ...request.render, stacks: [cluster] }, request.cwd);
  return {
    files: [...files.keys(), ...(added ? ['plimsoll.config.ts'] : [])],
    notes: [...adopted.notes, ...unreadable],
    environments: { names, text, added },
    findings,
    comparison,
  };
}

function textsIn({ root, output }: Project, from: string): ReadonlyMap<string, string> {
  const out = relative(root, output).split(sep).join('/');
  const own = /^(package(-lock)?|tsconfig|renovate|plimsoll\.lock|pins)\.(json|yaml)$/;
  const paths = manifestFiles([from === '' ? '.' : from], root).map((path) =>
    path.split(sep).join('/').replace(/^\.\//, ''),
  );
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

/** Bundles whose module does not compile, and whatever else does not. */
async function typeErrors(
  { root, cache }: Project,
  cluster: string,
  files: ReadonlyMap<string, string>,
): Promise<{ readonly modules: readonly string[]; readonly others: readonly Finding[] }> {
  const paths = [...files.keys()].map((path) => join(root, path));
  const { findings } = await checkTypes(root, paths, cache);
  const isModule = ({ source }: Finding): boolean => source?.file.includes(`stacks/${cluster}/`) === true;
  return {
    modules: [...new Set(findings.filter(isModule).map(({ source }) => source?.file ?? ''))],
    others: findings.filter((each) => !isModule(each)),
  };
}

function configWith(environments: string): string {
  return `import { type Config, defineConfig } from 'plimsoll';

const config: Config = defineConfig({
  ${environments},
});

export default config;
`;
}
