import { join } from 'node:path';
import { chartsOf } from '../charts/asked.ts';
import { grouped } from '../core/group.ts';
import { sha256Of } from '../core/sha256.ts';
import type { ClusterModel } from '../model/model.ts';
import { configNames } from '../project/find.ts';
import { type Input, nothing, seenNames } from '../project/inputs.ts';
import { isConnected } from './fleet.ts';
import type { Prepared } from './prepare.ts';
import type { Project } from './project.ts';
import type { Memory } from './recall.ts';
import type { ClusterRecord } from './records.ts';
import type { Reads } from './render-parts.ts';

/** A cluster that was rendered, and what rendering it read. */
export interface Rendered {
  readonly record: Omit<ClusterRecord, 'committed'>;
  readonly reads: readonly Input[];
}

/** Why a stack is rendered each time. */
export type Unknowable = readonly [stack: string, why: string];

/** Whether results of a project can be remembered at all. */
export function isRememberable({ config, provenance }: Project): boolean {
  // Programs of the user may say something else the next time.
  return (config.validate.commands ?? []).length === 0 && provenance().inputs !== undefined;
}

/** Looks at what everything depends on before it is loaded: what changes meanwhile must not pass for what was rendered. */
export function lookAround({ witness }: Memory, project: Project): void {
  witness.sworn(inputsAround(project));
}

/** The same of what stacks are made of, before they are rendered. */
export function lookInto({ witness }: Memory, { project, provenance, clusters }: Prepared): void {
  for (const of of provenance.values()) witness.sworn(of().inputs ?? []);
  for (const { built } of clusters) witness.sworn(chartInputs(built.model, project.root));
}

/** Paths as they are seen from a folder. */
function within(folder: string, paths: readonly string[]): readonly string[] {
  return folder === '' ? paths : paths.map((path) => path.slice(folder.length + 1));
}

/** Keeps what was rendered for the next run; answers what cannot be kept. */
export async function remember(
  memory: Memory,
  prepared: Prepared,
  rendered: readonly Rendered[],
): Promise<readonly Unknowable[]> {
  const { project, provenance, clusters, fleet, tree } = prepared;
  const around = inputsAround(project);
  const stackOf = new Map(clusters.map(({ built, stack }) => [built.model.name, stack]));
  const byStack = grouped(rendered, ({ record }) => stackOf.get(record.cluster) ?? '');
  const unknowable: Unknowable[] = [];
  const inputs = new Map<string, readonly Input[]>();
  for (const [stack, of] of provenance) {
    const { inputs: known, unknowable: why } = of();
    if (known === undefined) unknowable.push([stack, why]);
    else inputs.set(stack, known);
  }
  const keep = async (stacks: readonly string[], of: readonly string[], mine: readonly Rendered[]) => {
    const all = of.flatMap((stack) => inputs.get(stack) ?? []);
    const unique = new Map(
      [...around, ...all, ...mine.flatMap(({ reads }) => reads)].map(
        (input) => [`${input.kind} ${input.name}`, input] as const,
      ),
    );
    const kept: ClusterRecord[] = [];
    for (const { record } of mine)
      kept.push({ ...record, committed: await memory.committed(record.cluster) });
    const sworn = memory.witness.sworn([...unique.values()]);
    memory.records.keep(memory.question(stacks), { inputs: sworn, clusters: kept });
  };
  const indexes = tree.indexes();
  if (
    isOne(
      project,
      fleet.some((each) => isConnected(each, indexes)),
    )
  ) {
    if (unknowable.length === 0) await keep([...byStack.keys()], [...inputs.keys()], rendered);
    return unknowable;
  }
  for (const [stack, mine] of byStack) if (inputs.has(stack)) await keep([stack], [stack], mine);
  return unknowable;
}

/** Whether what is rendered of one stack depends on the others. */
function isOne({ config }: Project, connected: boolean): boolean {
  const { layout, validate } = config;
  const isShared = layout.cluster !== undefined && layout.cluster !== 'directory';
  return connected || isShared || (validate.rules ?? []).some((rule) => rule.fleet !== undefined);
}

/** What every stack depends on. */
function inputsAround({ root, config, provenance }: Project): readonly Input[] {
  const file = (name: string): Input => ({ kind: 'file', name: join(root, name) });
  return [
    ...(provenance().inputs ?? []),
    // One that was not there may come.
    ...configNames.map((name) => ({ kind: 'presence', name: join(root, name) }) as const),
    ...[config.pins, 'plimsoll.lock.json', 'package.json'].map(file),
    ...config.crds.flatMap((each) => [file(each), { kind: 'folder', name: join(root, each) } as const]),
  ];
}

/** Reads that say what they read. */
export class Trace {
  readonly reads: Reads;
  #inputs: Input[] = [];

  constructor({ files, exists }: Reads, { root, output }: Project) {
    const note = (kind: Input['kind'], name: string, was: string): void => {
      this.#inputs.push({ kind, name, was });
    };
    this.reads = {
      files: {
        ...files,
        read: (path) => {
          const content = files.read(path);
          note('file', join(root, path), content === undefined ? nothing : sha256Of(content));
          return content;
        },
        list: (path) => {
          const names = files.list(path);
          note('names', join(root, path), names === undefined ? nothing : seenNames(within(path, names)));
          return names;
        },
      },
      exists: (path) => {
        const there = exists(path);
        note('presence', join(output, path), there ? 'there' : nothing);
        return there;
      },
    };
  }

  /** What was read since it was asked last, and what the charts of a cluster are made of. */
  taken(cluster: ClusterModel, root: string): readonly Input[] {
    const taken = this.#inputs;
    this.#inputs = [];
    return [...taken, ...chartInputs(cluster, root)];
  }
}

/** What the charts of a cluster are made of, beside what the lock knows. */
function chartInputs(cluster: ClusterModel, root: string): readonly Input[] {
  const charts = chartsOf([cluster]);
  if (charts.length === 0) return [];
  const files = charts.flatMap(({ request: { options } }): readonly Input[] => [
    ...(options.path === undefined ? [] : [{ kind: 'folder', name: join(root, options.path) } as const]),
    ...(options.valuesFiles ?? []).map((path) => ({ kind: 'file', name: join(root, path) }) as const),
  ]);
  return [...files, { kind: 'program', name: 'helm' }];
}
