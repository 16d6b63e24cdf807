import { byText } from '../../generator/core/compare.ts';
import { type Definition, definitionIn, unpack } from '../../generator/facts/definition.ts';
import type { FactsFile, Node, StoredKind } from '../../generator/facts/format.ts';
import { joinApiVersion } from '../../generator/facts/kinds.ts';
import { interfaceSchema, referencesOf } from './definition.ts';
import { kindDocs, referenceOf } from './docs.ts';
import { aliasOf, free, pascal } from './names.ts';
import type { FilePlan, ModulePlan } from './plan.ts';
import type { TypeContext } from './property.ts';

export interface CustomPlanOptions {
  /** Project → page that describes it. */
  readonly references: Readonly<Record<string, string>>;
  /** The module specifier of meta/v1, seen from a module's folder. */
  readonly metadata: string;
  readonly factsOf?: ModulePlan['factsOf'];
}

/** The modules of custom resources: one a group-version, one file a kind. */
export function planCustom(files: Iterable<FactsFile>, options: CustomPlanOptions): readonly ModulePlan[] {
  const modules = new Map<string, FilePlan[]>();
  for (const file of files)
    for (const kind of file.kinds) {
      const folder = `crds/${kind.group}/${kind.version}`;
      modules.set(folder, [...(modules.get(folder) ?? []), filePlan(kind, file, options)]);
    }
  return [...modules]
    .sort(([a], [b]) => byText(a, b))
    .map(([folder, plans]) => ({
      folder,
      files: plans.sort((a, b) => byText(a.name, b.name)),
      exportsNested: false,
      ...(options.factsOf === undefined ? {} : { factsOf: options.factsOf }),
    }));
}

function filePlan(kind: StoredKind, file: FactsFile, { references, metadata }: CustomPlanOptions): FilePlan {
  const names = namesOf(kind, file);
  const meta = aliasOf('meta/v1');
  let usesMeta = false;
  const context: TypeContext = {
    nameOf: (ref) => {
      if (!ref.includes('#')) return names.get(ref) as string;
      usesMeta = true;
      return `${meta}.${ref.slice(ref.indexOf('#') + 1)}`;
    },
    keysOf: (node) => listKeys(node, file),
  };
  const interfaces = [...names].map(([id, name]) => ({
    name,
    schema: interfaceSchema(
      definitionIn(file, id) as Definition,
      context,
      id === kind.definition ? kind : undefined,
    ),
  }));
  const description = definitionIn(file, kind.definition)?.self.at(-1)?.description;
  return {
    name: kind.kind,
    imports: usesMeta ? [{ alias: meta, from: metadata }] : [],
    interfaces,
    constant: {
      kind: kind.kind,
      apiVersion: joinApiVersion(kind.group, kind.version),
      docs: kindDocs(kind, file, referenceOf(kind, file, references), description),
    },
  };
}

/** Reachable definitions in the order they are met, and what their interfaces are called. */
function namesOf(kind: StoredKind, file: FactsFile): ReadonlyMap<string, string> {
  const names = new Map<string, string>([[kind.definition, kind.kind]]);
  const taken = new Set<string>(names.values());
  for (const id of names.keys())
    for (const ref of referencesOf(definitionIn(file, id) as Definition)) {
      if (ref.includes('#') || names.has(ref)) continue;
      const name = free(`${kind.kind}${pascal(ref.slice(ref.indexOf('.') + 1))}`, taken);
      taken.add(name);
      names.set(ref, name);
    }
  return names;
}

function listKeys(node: Node, file: FactsFile): ReturnType<TypeContext['keysOf']> {
  const ref = node.items === undefined ? undefined : unpack(node.items).ref;
  if (node.keys === undefined || ref === undefined) return { keys: [], defaulted: [] };
  const item = definitionIn(file, ref);
  const keys = node.keys.filter((key) => item?.field(key) !== undefined);
  return { keys, defaulted: keys.filter((key) => item?.field(key)?.at(-1)?.default !== undefined) };
}
