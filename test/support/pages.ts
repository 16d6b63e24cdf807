import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedKinds } from '../../generator/applications/front-door/kinds.ts';
import { sopsSecrets } from '../../generator/applications/secrets/sops.ts';
import { readGenerated } from '../../generator/facts/location.ts';
import { yamlText } from '../../generator/manifest/write.ts';
import type { ApplicationConfig, Context } from '../../generator/model/model.ts';
import { isPart } from '../../generator/model/part.ts';
import { filesInMemory } from '../../generator/model/project-files.ts';
import { root } from './shared.ts';

/**
 * The pages of application kinds: below a heading that is a kind's function stands an example, what it renders to, and a table
 * of its options. What can be made is made here, and compared with what stands there.
 */
interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
}

interface Options {
  readonly schema: Schema;
  readonly definitions: Readonly<Record<string, Schema>>;
}

const all = readGenerated('options.json') as Readonly<Record<string, Options>>;

/** The page with every made part made anew. */
export function madeAnew(page: string): string {
  const kinds = [...page.matchAll(/^## `(\w+)`$/gm)].map(([, name]) => name as string);
  const shared = sharedBy(kinds.map(kindOf).filter((kind) => kind in all));
  return page.replace(
    /<!-- (rendered|options|shared|types)(?: (\w+))? -->\n[\s\S]*?<!-- end -->/g,
    (_, part: string, argument: string | undefined) => {
      const made =
        part === 'rendered'
          ? rendered(page, argument as string)
          : part === 'options'
            ? table(ownRows(kindOf(argument as string), shared))
            : part === 'shared'
              ? table(shared)
              : types(kinds.map(kindOf), shared);
      return `<!-- ${part}${argument === undefined ? '' : ` ${argument}`} -->\n${made}\n<!-- end -->`;
    },
  );
}

export function pageOf(folder: string): { readonly file: string; readonly text: string } {
  const file = join(root, 'generator', 'applications', folder, 'README.md');
  return { file, text: readFileSync(file, 'utf8') };
}

function kindOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The example that stands above, run. */
function rendered(page: string, name: string): string {
  const [, code] =
    new RegExp(`^## \`${name}\`$[\\s\\S]*?\`\`\`ts\\n([\\s\\S]*?)\`\`\``, 'm').exec(page) ?? [];
  if (code === undefined) throw new Error(`there is no example of ${name}`);
  const functions = {
    ...Object.fromEntries(
      Object.entries(shippedKinds).map(([kind, make]) => [
        kind.charAt(0).toLowerCase() + kind.slice(1),
        make,
      ]),
    ),
    sopsSecrets,
  };
  const [, application = name, expression = code] =
    /^\.application\('([\w-]+)', ([\s\S]*)\)\s*$/.exec(code) ?? [];
  const config = new Function(...Object.keys(functions), `return ${expression}`)(
    ...Object.values(functions),
  ) as ApplicationConfig;
  const context: Context = {
    cluster: 'production',
    engine: 'flux',
    node: 'apps',
    bundle: 'shop',
    application,
    namespace: 'shop',
    kubernetes: '1.36',
    values: {},
    files: filesInMemory({ 'secrets/web.enc.yaml': encrypted, 'crds/widgets.yaml': definition }),
    warn: () => undefined,
  };
  const objects = config
    .render(context)
    .map((each) => (isPart(each) ? { file: (each as { path: string }).path } : each));
  return `\`\`\`yaml\n${yamlText(objects)}\`\`\``;
}

const encrypted =
  'apiVersion: v1\nkind: Secret\nmetadata: {name: web}\nstringData: {a: ENC}\nsops: {mac: ENC, version: 3.9.0}\n';
const definition =
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.example.com}\nspec: {group: example.com, scope: Namespaced, names: {kind: Widget, plural: widgets}, versions: [{name: v1, served: true, storage: true, subresources: {status: {}}, schema: {openAPIV3Schema: {type: object}}}]}\n';

interface Row {
  readonly name: string;
  readonly type: string;
  readonly usual: string;
  readonly about: string;
}

/** Rows of all alternatives, each name once. */
function rowsOf(schema: Schema, definitions: Options['definitions']): readonly Row[] {
  const whole = resolved(schema, definitions);
  const branches = (whole.anyOf ?? [whole]).map((each) => resolved(each, definitions));
  const rows = new Map<string, Row>();
  for (const { properties = {} } of branches)
    for (const [name, property] of Object.entries(properties)) {
      const required = branches.every((each) => each.required?.includes(name));
      if (!rows.has(name)) rows.set(name, row(name, property, required));
    }
  return [...rows.values()];
}

function resolved(schema: Schema, definitions: Options['definitions']): Schema {
  const [, name] = /^#\/\$defs\/(.+)$/.exec(String(schema.$ref)) ?? [];
  const found = name === undefined ? undefined : definitions[name];
  return found === undefined ? schema : resolved(found, definitions);
}

function row(name: string, property: Schema, required: boolean): Row {
  const text = String(property.description ?? '');
  const [, usual] = /Default: (.*?)\.?$/.exec(text) ?? [];
  return {
    name,
    type: typeText(property),
    usual: required ? 'needed' : (usual ?? ''),
    about: text.replace(/\s*(;\s*)?Default: .*$/, ''),
  };
}

function typeText(schema: Schema): string {
  if (typeof schema.$ref === 'string') return schema.$ref.replace('#/$defs/', '');
  const { allOf, anyOf } = schema as {
    readonly allOf?: readonly Schema[];
    readonly anyOf?: readonly Schema[];
  };
  if (allOf !== undefined) return typeText(allOf[0] as Schema);
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeText))].join(' or ');
  if (Array.isArray(schema.enum)) return schema.enum.map((each) => `\`${each}\``).join(' or ');
  if ('const' in schema) return `\`${schema.const}\``;
  if (schema.type === 'array') {
    const item = typeText(schema.items as Schema);
    return item.includes(' or ') ? `(${item})[]` : `${item}[]`;
  }
  if (schema.type !== 'object') return schema.pattern === undefined ? String(schema.type ?? 'any') : 'text';
  if (schema.properties !== undefined) return `{ ${Object.keys(schema.properties).join(', ')} }`;
  return `map of ${typeText(schema.additionalProperties as Schema)}`;
}

function sharedBy(kinds: readonly string[]): readonly Row[] {
  const tables = kinds.map((kind) =>
    rowsOf((all[kind] as Options).schema, (all[kind] as Options).definitions),
  );
  const [first = [], ...others] = tables;
  return others.length < 2
    ? []
    : first.filter((each) => others.every((rows) => rows.some((row) => same(row, each))));
}

function same(a: Row, b: Row): boolean {
  return a.name === b.name && a.type === b.type && a.usual === b.usual && a.about === b.about;
}

function ownRows(kind: string, shared: readonly Row[]): readonly Row[] {
  const { schema, definitions } = all[kind] as Options;
  return rowsOf(schema, definitions).filter((each) => !shared.some((row) => same(row, each)));
}

function table(rows: readonly Row[]): string {
  return [
    '| option | type | default | |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ({ name, type, usual, about }) => `| \`${name}\` | ${cell(type)} | ${cell(usual)} | ${cell(about)} |`,
    ),
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** Every type that a table names, with a table of its own. */
function types(kinds: readonly string[], _: readonly Row[]): string {
  const found = new Map<string, string>();
  for (const kind of kinds) {
    const options = all[kind];
    if (options === undefined) continue;
    for (const [name, schema] of Object.entries(options.definitions)) {
      if (
        found.has(name) ||
        `#/$defs/${name}` === options.schema.$ref ||
        /^(HelmRelease|Application)Spec/.test(name)
      )
        continue;
      const rows = rowsOf(schema, options.definitions);
      found.set(name, rows.length === 0 ? typeText(schema) : `\n${table(rows)}`);
    }
  }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => (text.startsWith('\n') ? `\n### ${name}\n${text}` : `\n### ${name}\n\n${text}`))
    .join('\n')
    .replace(/^\n/, '');
}
