import type { Finding } from '../core/finding.ts';
import { isRecord, own } from '../core/json.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { definedKind } from '../validate/files/judge-alone.ts';
import { groupOf, identityOf } from '../validate/identity.ts';
import type { Answer, Connection } from './connection.ts';
import { collectionPath, type Served, type ServedKinds, servedKinds } from './discovery.ts';
import { listed } from './listed.ts';
import { inParallel } from './parallel.ts';
import { conflicts, isConflict, refusals, warningsOf } from './verdict.ts';

/** An object that is to be asked about, and where people find it. */
export interface Subject {
  readonly object: KubernetesObject;
  readonly about: () => Pick<Finding, 'resource' | 'source' | 'definition'>;
}

export interface DryRunOptions {
  /** As whom it is applied: what this one manages already is no conflict. */
  readonly manager: string;
  readonly concurrency: number;
}

/** What the server would make of an object. */
export interface Verdict<S extends Subject = Subject> {
  readonly subject: S;
  /** `waits`: what it needs arrives in the same change, so that only offline checks can say something of it. */
  readonly outcome: 'accepted' | 'refused' | 'waits';
  /** For what it waits. */
  readonly waitsFor?: string;
  /** The object as it would be then. */
  readonly after?: KubernetesObject;
  readonly findings: readonly Finding[];
}

/**
 * Asks a server what it would make of objects, in the order in which they depend on each other: namespaces, definitions of custom
 * resources, then the rest. Nothing is changed.
 */
export async function dryRun<S extends Subject>(
  connection: Connection,
  subjects: readonly S[],
  options: DryRunOptions,
): Promise<readonly Verdict<S>[]> {
  const [kinds, namespaces] = await Promise.all([servedKinds(connection), namespacesIn(connection)]);
  const verdicts = new Map<S, Verdict<S>>();
  const arriving = new Arrivals(namespaces, kinds);
  for (const stage of stages) {
    const mine = subjects.filter((each) => stageOf(each.object) === stage);
    const found = await inParallel(mine, options.concurrency, async (subject): Promise<Verdict<S>> => {
      const waitsFor = arriving.neededBy(subject.object);
      if (waitsFor !== undefined) return { subject, outcome: 'waits', waitsFor, findings: [] };
      return ask(connection, kinds, subject, options);
    });
    for (const verdict of found) verdicts.set(verdict.subject, verdict);
    await inParallel(
      found.filter(({ outcome }) => outcome !== 'refused'),
      options.concurrency,
      async (verdict) => arriving.add(verdict, await changesDefinition(connection, kinds, verdict)),
    );
  }
  return subjects.map((each) => verdicts.get(each) as Verdict<S>);
}

const stages = ['namespaces', 'definitions', 'rest'] as const;

function stageOf({ kind, apiVersion }: KubernetesObject): (typeof stages)[number] {
  if (kind === 'Namespace' && apiVersion === 'v1') return 'namespaces';
  return kind === 'CustomResourceDefinition' ? 'definitions' : 'rest';
}

/** Namespaces and kinds that the cluster does not have yet, or not as they will be. */
class Arrivals {
  readonly #namespaces: ReadonlySet<string>;
  readonly #kinds: ServedKinds;
  readonly #newNamespaces = new Set<string>();
  /** `group/Kind` → the definition's name. */
  readonly #newKinds = new Map<string, string>();
  /** Of those, which are there in another form: what is there now would judge by what is no more. */
  readonly #changedKinds = new Set<string>();

  constructor(namespaces: ReadonlySet<string>, kinds: ServedKinds) {
    this.#namespaces = namespaces;
    this.#kinds = kinds;
  }

  /** `changes`: it is there, and will be another. */
  add({ subject: { object } }: Verdict, changes: boolean): void {
    const { name = '' } = identityOf(object);
    if (object.kind === 'Namespace' && !this.#namespaces.has(name)) this.#newNamespaces.add(name);
    if (object.kind !== 'CustomResourceDefinition') return;
    const kind = definedKind(object);
    this.#newKinds.set(kind, name);
    if (changes) this.#changedKinds.add(kind);
  }

  /** What an object needs that is not there before it is. */
  neededBy(object: KubernetesObject): string | undefined {
    const { apiVersion, kind, namespace } = identityOf(object);
    const key = `${groupOf(apiVersion)}/${kind}`;
    const definition = this.#newKinds.get(key);
    const isThere = this.#kinds.has(`${apiVersion} ${kind}`) && !this.#changedKinds.has(key);
    if (definition !== undefined && !isThere) return `CustomResourceDefinition ${definition}`;
    return namespace !== undefined && this.#newNamespaces.has(namespace)
      ? `Namespace ${namespace}`
      : undefined;
  }
}

async function namespacesIn(connection: Connection): Promise<ReadonlySet<string>> {
  const items = await listed(connection, '/api/v1/namespaces', {});
  return new Set(items.map((each) => identityOf(each).name ?? ''));
}

/** Whether a definition that is there would be another one: the server counts what its spec was. */
async function changesDefinition(
  connection: Connection,
  kinds: ServedKinds,
  { subject: { object }, after }: Verdict,
): Promise<boolean> {
  const served = kinds.get(`${object.apiVersion} ${object.kind}`);
  if (object.kind !== 'CustomResourceDefinition' || after === undefined || served === undefined) return false;
  const { status, body } = await connection.read(pathOf(object, served));
  return status === 200 && generationOf(body) !== generationOf(after);
}

function generationOf(object: unknown): unknown {
  const metadata = isRecord(object) ? own(object, 'metadata') : undefined;
  return isRecord(metadata) ? metadata.generation : undefined;
}

async function ask<S extends Subject>(
  connection: Connection,
  kinds: ServedKinds,
  subject: S,
  { manager }: DryRunOptions,
): Promise<Verdict<S>> {
  const { object } = subject;
  const served = kinds.get(`${object.apiVersion} ${object.kind}`);
  const about = subject.about();
  if (served === undefined) {
    const answer = { status: 404, warnings: [], body: { message: unserved(object, kinds) } };
    return { subject, outcome: 'refused', findings: refusals(answer, about) };
  }
  const path = pathOf(object, served);
  const apply = (force: boolean): Promise<Answer> => connection.dryRun(path, object, { manager, force });
  let answer = await apply(false);
  const taken = conflicts(answer, about);
  if (isConflict(answer)) answer = await apply(true);
  const findings = [...refusals(answer, about), ...taken, ...warningsOf(answer, about)];
  return answer.status < 300
    ? { subject, outcome: 'accepted', after: answer.body as KubernetesObject, findings }
    : { subject, outcome: 'refused', findings };
}

/** Where an object is. */
export function pathOf(object: KubernetesObject, served: Served): string {
  const { name = '', namespace = 'default' } = identityOf(object);
  return `${collectionPath(object.apiVersion, served, namespace)}/${encodeURIComponent(name)}`;
}

function unserved({ apiVersion, kind }: KubernetesObject, kinds: ServedKinds): string {
  const others = [...kinds.keys()]
    .filter((each) => each.endsWith(` ${kind}`) && groupOf(each.split(' ')[0] ?? '') === groupOf(apiVersion))
    .map((each) => each.split(' ')[0]);
  const instead = others.length === 0 ? '' : `; it has ${others.join(', ')}`;
  return `the cluster has no kind ${kind} of ${apiVersion}${instead}`;
}
