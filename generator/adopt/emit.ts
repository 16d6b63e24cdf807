import { withoutServerFields } from '../applications/server-fields.ts';
import { byText } from '../core/compare.ts';
import { splitApiVersion } from '../facts/kinds.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { kindOf } from '../paths/kind-of.ts';
import type { Adopted, AdoptedBundle } from './adopted.ts';
import { literal } from './literal.ts';
import type { ManifestTree, TreeFile } from './tree.ts';

export interface EmitOptions {
  readonly cluster: string;
  readonly kubernetes: string;
  /** Bundles whose objects stay YAML: their TypeScript does not compile. */
  readonly plain: ReadonlySet<string>;
  /** Whether the API server would take an object: one it would not has no type either. */
  readonly isFine: (object: KubernetesObject) => boolean;
}

/** The stack, and a file for each bundle that has typed objects; paths from the project's root. */
export function emitStack(
  tree: ManifestTree,
  adopted: Adopted,
  options: EmitOptions,
): ReadonlyMap<string, string> {
  const { cluster } = options;
  const files = new Map<string, string>();
  const modules: string[] = [];
  const inside = (within: string | undefined, indent: string): readonly string[] =>
    adopted.bundles
      .filter((each) => each.within === within)
      .map((bundle) => {
        const own = bundleOf(tree, bundle, adopted.made);
        const typed = options.plain.has(bundle.name) ? undefined : moduleOf(own, bundle.name, options);
        if (typed !== undefined) {
          modules.push(bundle.name);
          files.set(`stacks/${cluster}/${bundle.name}.ts`, typed.text);
        }
        const children = inside(bundle.name, `${indent}  `);
        return bundleText(bundle, own, typed?.files ?? new Set(), children, indent);
      });
  const bundles = inside(undefined, '    ');
  const hasEnvironments = adopted.bundles.some(({ environments }) => environments.length > 0);
  const { call, name, options: sourceOptions } = adopted.source;
  const used = ['cluster', adopted.engine, call, ...(hasEnvironments ? ['defineStack'] : [])];
  const body = bundles.join('\n');
  if (body.includes('manifests(')) used.push('manifests');
  if (body.includes('kustomize(')) used.push('kustomize');
  const imports = modules.map((name) => `import { ${variable(name)} } from './${cluster}/${name}.ts';`);
  const home = adopted.namespace === undefined ? '' : `, namespace: ${literal(adopted.namespace)}`;
  const built = `cluster(${hasEnvironments ? `\`${cluster}-\${env.name}\`` : literal(cluster)}, { kubernetes: ${literal(options.kubernetes)}, gitops: ${adopted.engine}({ source${home} }) })
  .node('apps', (apps) => apps
${body})
  .build()`;
  const stack = `import { ${used.sort(byText).join(', ')} } from 'plimsoll';
${imports.map((line) => `${line}\n`).join('')}
const source = ${call}(${literal(name)}, ${literal(sourceOptions)});

export default ${hasEnvironments ? `defineStack(({ env }) => ${built})` : built};
`;
  return new Map([[`stacks/${cluster}.stack.ts`, stack], ...files]);
}

/** The files of a bundle with what the engine does not make itself. */
function bundleOf(
  tree: ManifestTree,
  { brings }: AdoptedBundle,
  made: ReadonlySet<KubernetesObject>,
): readonly TreeFile[] {
  if (!('files' in brings)) return [];
  return brings.files.flatMap((path) => {
    const file = tree.files.get(path);
    const objects = file?.objects.filter((each) => !made.has(each)) ?? [];
    return file === undefined || objects.length === 0 ? [] : [{ ...file, objects }];
  });
}

function bundleText(
  { name, options, dependsOn, brings, environments }: AdoptedBundle,
  own: readonly TreeFile[],
  typed: ReadonlySet<string>,
  children: readonly string[],
  indent: string,
): string {
  const all = { ...(dependsOn.length === 0 ? {} : { dependsOn }), ...options };
  const said = Object.keys(all).length === 0 ? '{}' : literal(all, indent);
  const deeper = `${indent}  `;
  const applications: string[] = [];
  if ('kustomization' in brings) {
    const { kustomization: folder } = brings;
    const path =
      environments.length > 0 ? `\`${folder.replace('{environment}', '${env.name}')}\`` : literal(folder);
    applications.push(`.application(${literal(name)}, kustomize(${path}, { by: 'reference' }))`);
  } else {
    const left = own.filter(({ path }) => !typed.has(path));
    const paths = (encrypted: boolean): readonly string[] =>
      left.filter((each) => each.encrypted === encrypted).map(({ path }) => path);
    const [plain, hidden] = [paths(false), paths(true)];
    if (typed.size > 0) applications.push(`.application(${literal(name)}, ${variable(name)})`);
    if (plain.length > 0)
      applications.push(
        `.application(${literal(typed.size > 0 ? `${name}-files` : name)}, manifests(${literal(plain, deeper)}))`,
      );
    if (hidden.length > 0)
      applications.push(
        `.application(${literal(`${name}-encrypted`)}, manifests(${literal(hidden, deeper)}, { verbatim: true }))`,
      );
  }
  const body = [...applications.map((each) => `${deeper}${each}`), ...children].join('\n');
  return `${indent}.bundle(${literal(name)}, ${said}, (bundle) => bundle\n${body})`;
}

/** Typed objects of a bundle as a module; undefined where there are none. */
function moduleOf(
  own: readonly TreeFile[],
  name: string,
  { isFine }: EmitOptions,
): { readonly text: string; readonly files: ReadonlySet<string> } | undefined {
  const chosen = own.filter((file) => isTypable(file, isFine));
  if (chosen.length === 0) return undefined;
  const names = new Map<string, string>();
  const objects = chosen.flatMap(({ objects: each }) => each.map(withoutServerFields));
  for (const { apiVersion, kind } of objects) named(names, apiVersion, kind);
  const modules = new Map<string, string[]>();
  for (const [key, local] of names) {
    const [apiVersion = '', kind = ''] = key.split(' ');
    const { group, version } = splitApiVersion(apiVersion);
    const folder = kindOf({ apiVersion, kind })?.facts.custom === true ? 'crds' : 'kubernetes';
    const from = `plimsoll/${folder}/${group}/${version}`;
    modules.set(from, [...(modules.get(from) ?? []), local === kind ? kind : `${kind} as ${local}`]);
  }
  const imports = [...modules]
    .sort(([a], [b]) => byText(a, b))
    .map(([from, kinds]) => `import { ${kinds.sort(byText).join(', ')} } from '${from}';\n`);
  const made = objects.map((object) => {
    const { apiVersion, kind, ...rest } = object;
    return `  ${names.get(`${apiVersion} ${kind}`)}(${literal(rest, '  ')}),\n`;
  });
  const text = `import { type ApplicationConfig, resources } from 'plimsoll';
${imports.join('')}
export const ${variable(name)}: ApplicationConfig = resources([
${made.join('')}]);
`;
  return { text, files: new Set(chosen.map(({ path }) => path)) };
}

/** Longer objects than this are read better as YAML. */
const longest = 20_000;

/** Secrets stay where they are; so does what has no type, or not this one. */
function isTypable({ objects, encrypted }: TreeFile, isFine: EmitOptions['isFine']): boolean {
  return (
    !encrypted &&
    objects.every(
      (object) =>
        object.kind !== 'Secret' &&
        object.kind !== 'CustomResourceDefinition' &&
        kindOf(object) !== undefined &&
        isPlain(object) &&
        JSON.stringify(object).length < longest &&
        isFine(object),
    )
  );
}

/** JSON as TypeScript has it: no integer that a number cannot hold. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'bigint') return false;
  return typeof value !== 'object' || value === null || Object.values(value).every(isPlain);
}

/** Kinds of one name in two groups are told apart. */
function named(names: Map<string, string>, apiVersion: string, kind: string): void {
  const key = `${apiVersion} ${kind}`;
  if (names.has(key)) return;
  const used = new Set(names.values());
  let local = kind;
  for (let number = 2; used.has(local); number++) local = `${kind}${number}`;
  names.set(key, local);
}

function variable(name: string): string {
  const camel = name.replace(/[-.]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, '');
  return /^[A-Za-z_]/.test(camel) && !reserved.has(camel)
    ? camel
    : `bundle${camel.charAt(0).toUpperCase()}${camel.slice(1)}`;
}

const reserved = new Set(
  'break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield await cluster flux argo gitRepository ociRepository bucket manifests kustomize defineStack apps bundle source resources env'.split(
    ' ',
  ),
);
