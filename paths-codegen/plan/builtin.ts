import { byText } from '../../generator/core/compare.ts';
import { type Definition, definitionIn, unpack } from '../../generator/facts/definition.ts';
import type { FactsFile, Node, StoredKind } from '../../generator/facts/format.ts';
import { joinApiVersion } from '../../generator/facts/kinds.ts';
import { serverDefaults } from '../../generator/facts/server.ts';
import type { BuiltinFacts } from '../normalise/builtin.ts';
import { interfaceSchema, referencesOf } from './definition.ts';
import { kindDocs, referenceOf } from './docs.ts';
import { aliasOf, free, pascal } from './names.ts';
import type { FilePlan, ImportPlan, InterfacePlan, ModulePlan } from './plan.ts';
import type { TypeContext } from './property.ts';

const shared = 'definitions';

/** Which file of its module each definition is planned into: a kind's own, or the shared one. */
type Owners = ReadonlyMap<string, string>;

interface Planned {
  readonly facts: BuiltinFacts;
  readonly owners: Owners;
  readonly names: ReadonlyMap<string, string>;
}

/** The modules of built-in kinds: definitions that one kind alone uses stand with it, the others in one file. */
export function planBuiltin(facts: BuiltinFacts): readonly ModulePlan[] {
  const planned: Planned = { facts, owners: ownersOf(facts), names: namesOf(facts) };
  return [...facts]
    .sort(([a], [b]) => byText(a, b))
    .map(([home, file]) => ({
      folder: `kubernetes/${home}`,
      exportsNested: true,
      files: filesOf(home, file, planned),
    }));
}

function filesOf(home: string, file: FactsFile, planned: Planned): readonly FilePlan[] {
  const byFile = new Map<string, string[]>(file.kinds.map(({ kind }) => [kind, []]));
  for (const id of Object.keys(file.definitions).sort(byText)) {
    const owner = planned.owners.get(`${home}#${id}`);
    if (owner !== undefined) byFile.set(owner, [...(byFile.get(owner) ?? []), id]);
  }
  return [...byFile].map(([name, ids]) => filePlan(name, ids, home, file, planned));
}

function filePlan(
  name: string,
  ids: readonly string[],
  home: string,
  file: FactsFile,
  { facts, owners, names }: Planned,
): FilePlan {
  const imports = new Map<string, ImportPlan>();
  const roots = new Map(file.kinds.map((kind) => [kind.definition, kind]));
  const nameOf = (ref: string): string => {
    const [otherHome, id] = ref.includes('#') ? (ref.split('#') as [string, string]) : [home, ref];
    const owner = owners.get(`${otherHome}#${id}`) ?? shared;
    const root = facts.get(otherHome)?.kinds.some((kind) => kind.definition === id) === true;
    const type = names.get(`${otherHome}#${id}`) ?? id;
    if (otherHome === home && owner === name) return root ? `$.Embedded<${type}>` : type;
    const alias = aliasOf(otherHome, owner === shared ? undefined : owner);
    const depth = home.split('/').length;
    const from = otherHome === home ? `./${owner}.js` : `${'../'.repeat(depth)}${otherHome}/${owner}.js`;
    imports.set(alias, { alias, from });
    return root ? `$.Embedded<${alias}.${type}>` : `${alias}.${type}`;
  };
  const context: TypeContext = { nameOf, keysOf: (node) => listKeys(node, home, file, facts) };
  const interfaces: InterfacePlan[] = ids.map((id) => ({
    name: names.get(`${home}#${id}`) ?? id,
    schema: interfaceSchema(definitionIn(file, id) as Definition, context, roots.get(id)),
  }));
  const kind = file.kinds.find((each) => each.kind === name);
  return {
    name,
    interfaces,
    imports: [...imports.values()].sort((a, b) => byText(a.alias, b.alias)),
    ...(kind === undefined ? {} : { constant: constantOf(kind, file) }),
  };
}

function constantOf(kind: StoredKind, file: FactsFile): NonNullable<FilePlan['constant']> {
  return {
    kind: kind.kind,
    apiVersion: joinApiVersion(kind.group, kind.version),
    docs: kindDocs(kind, file, referenceOf(kind, file, {}), undefined),
  };
}

function listKeys(
  node: Node,
  home: string,
  file: FactsFile,
  facts: BuiltinFacts,
): ReturnType<TypeContext['keysOf']> {
  const keys = node.keys ?? (node.mergeKey === undefined ? [] : [node.mergeKey]);
  const ref = node.items === undefined ? undefined : unpack(node.items).ref;
  if (keys.length === 0 || ref === undefined) return { keys: [], defaulted: [] };
  const [itemHome, id] = ref.includes('#') ? (ref.split('#') as [string, string]) : [home, ref];
  const item = definitionIn(facts.get(itemHome) ?? file, id);
  const fills = new Set(serverDefaults(`${itemHome}#${id}`).map((each) => each.field));
  const known = keys.filter((key) => item?.field(key) !== undefined);
  return {
    keys: known,
    defaulted: known.filter((key) => fills.has(key) || item?.field(key)?.at(-1)?.default !== undefined),
  };
}

/** Published names are identifiers; objects hoisted out of them are called by their path, beside them. */
function namesOf(facts: BuiltinFacts): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [home, file] of facts) {
    const ids = Object.keys(file.definitions);
    const taken = new Set(ids);
    for (const id of ids.filter((each) => !/^[A-Za-z_]\w*$/.test(each)).sort(byText)) {
      const name = free(pascal(id), taken);
      taken.add(name);
      names.set(`${home}#${id}`, name);
    }
  }
  return names;
}

/** Walks from every kind; a definition that two of them reach, or that another group uses, is shared. */
function ownersOf(facts: BuiltinFacts): Owners {
  const reached = new Map<string, Set<string>>();
  for (const [home, file] of facts)
    for (const { kind, definition } of file.kinds) {
      const pending = [`${home}#${definition}`];
      const seen = new Set<string>();
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        if (seen.has(next)) continue;
        seen.add(next);
        const by = reached.get(next) ?? new Set<string>();
        reached.set(next, by.add(`${home}#${kind}`));
        const [at, id] = next.split('#') as [string, string];
        const found = facts.get(at) && definitionIn(facts.get(at) as FactsFile, id);
        if (found)
          for (const ref of referencesOf(found)) pending.push(ref.includes('#') ? ref : `${at}#${ref}`);
      }
    }
  const owners = new Map<string, string>();
  for (const [id, kinds] of reached) {
    const [home, local] = id.split('#') as [string, string];
    const [only] = kinds;
    const own = kinds.size === 1 && only?.startsWith(`${home}#`) === true;
    const root = facts.get(home)?.kinds.some((kind) => kind.definition === local) === true;
    owners.set(id, root ? local : own ? (only as string).slice(home.length + 1) : shared);
  }
  return owners;
}
