import { apiVersionsOf } from '../charts/api-versions.ts';
import { chartsOf, nothingInflated } from '../charts/asked.ts';
import { byText } from '../core/compare.ts';
import type { Finding } from '../core/finding.ts';
import type { FileSet } from '../layout/file-set.ts';
import { chartKey } from '../model/chart.ts';
import { withPins } from '../pins/active.ts';
import type { RenderedObject } from '../pipeline/objects.ts';
import { render } from '../pipeline/render.ts';
import { type TextFile, textsOf } from '../pipeline/texts.ts';
import { codeStoreIn } from '../project/code-store.ts';
import { definitionsFrom } from '../project/definitions.ts';
import { projectFiles } from '../project/files.ts';
import {
  type Lock,
  type RememberedChart,
  type RememberedRemote,
  readLock,
  writeLock,
} from '../project/lock.ts';
import { fetchRemotes, remotesOf } from '../project/remotes.ts';
import { isChangeAsked } from '../validate/immutable/changes.ts';
import { keepCodeIn } from '../validate/schema/code-store.ts';
import { settle as settleOutput } from '../write/apply.ts';
import { Tree } from '../write/tree.ts';
import { beforeOf } from './before.ts';
import { gatherFleet } from './fleet.ts';
import type { Chosen, Gathered } from './gather.ts';
import { judgeRender } from './judge-render.ts';
import type { Project } from './project.ts';
import { type Selection, select } from './select.ts';

/** What is to be rendered, and how it is looked at. */
export interface RenderRequest extends Chosen, Selection {
  /** No address is let in that the lock does not know. */
  readonly frozen: boolean;
  readonly download: (address: string) => Promise<Uint8Array>;
  /** `2026-11-24`: ignores may end. */
  readonly today: string;
  /** Whether what is rendered is judged. */
  readonly validate: boolean;
  /** The git revision whose output changes are judged from; undefined: HEAD. */
  readonly against: string | undefined;
  /** Told when a stage begins. */
  readonly stage: (name: string) => void;
}

/** A project's stacks as they are rendered now, in memory. */
export interface ProjectRender {
  readonly project: Project;
  /** Every cluster that is known; those that are rendered. */
  readonly fleet: readonly Gathered[];
  readonly clusters: readonly Gathered[];
  readonly rendered: FileSet;
  /** Every object that reaches a cluster. */
  readonly objects: readonly RenderedObject[];
  readonly files: ReadonlyMap<string, TextFile>;
  readonly findings: readonly Finding[];
  /** Whether nothing may be made of it. */
  readonly broken: boolean;
  /** The output as it was found. */
  readonly tree: Tree;
  /** The lock learns what was fetched. */
  readonly remember: () => Promise<void>;
}

/** load → fetch → render → text → validate. Writes nothing. */
export async function renderProject(request: RenderRequest, project: Project): Promise<ProjectRender> {
  const { root, output, config, cache } = project;
  await settleOutput(output);
  const tree = new Tree(output);
  const { fleet, mine, findings: gathered, pins } = await gatherFleet(request, project, tree.indexes());
  const unloaded = gathered.some(({ severity }) => severity === 'error');
  // A stack that cannot be loaded is the mistake to speak of, not that nothing is left.
  const selected = unloaded && mine.length === 0 ? [] : select(mine, request);
  request.stage('fetch');
  const lock = await readLock(root);
  const models = selected.map(({ built }) => built.model);
  const remotes = remotesOf(models);
  const fetched = await fetchRemotes(remotes, lock, {
    cache,
    download: request.download,
    frozen: request.frozen,
  });
  const crds = definitionsFrom(config.crds, root, 'crds in the config');
  const asked = chartsOf(models);
  const plain = projectFiles(root, fetched.contents);
  const inflated =
    asked.length === 0
      ? nothingInflated
      : await (await import('../charts/inflate.ts')).inflate(asked, {
          root,
          cache,
          lock,
          frozen: request.frozen,
          files: plain,
          apiVersions: apiVersionsOf(crds),
        });
  request.stage('render');
  const names = new Set(selected.map(({ built }) => built.model.name));
  const { value: rendered, findings: unpinned } = await withPins({ ...pins, findings: [] }, () =>
    render(
      fleet.map(({ built }) => built),
      config.layout,
      {
        exists: (path) => tree.exists(path),
        files: { ...plain, chart: (chart) => inflated.texts.get(chartKey(chart)) },
        only: (name) => names.has(name),
        crds,
      },
    ),
  );
  request.stage('text');
  const texts = textsOf(rendered.files);
  const made = [
    ...gathered,
    ...fetched.findings,
    ...inflated.findings.map(({ finding }) => finding),
    ...unpinned,
    ...texts.findings,
  ];
  request.stage('validate');
  keepCodeIn(codeStoreIn(cache));
  // What stands in for a pin that is missing is no mistake of its own.
  const pinned = !made.some(({ code }) => code === 'build/unknown-pin');
  const before =
    request.validate && pinned && isChangeAsked(config.validate)
      ? await beforeOf(output, [...names], tree, request.against)
      : undefined;
  const judged =
    request.validate && pinned
      ? await judgeRender(rendered, texts, config, { root, crds, today: request.today, before })
      : rendered.findings;
  const findings = [...made, ...judged];
  return {
    project,
    fleet,
    clusters: selected,
    rendered: rendered.files,
    objects: rendered.objects,
    files: texts.files,
    findings,
    broken: findings.some(({ severity }) => severity === 'error'),
    tree,
    remember: () => remember(root, lock, fetched.learnt, inflated.learnt),
  };
}

async function remember(
  root: string,
  lock: Lock,
  learnt: readonly RememberedRemote[],
  charts: readonly RememberedChart[],
): Promise<void> {
  if (learnt.length + charts.length === 0) return;
  const others = lock.remotes.filter(({ address }) => !learnt.some((each) => each.address === address));
  const all = [...lock.charts, ...charts].toSorted((a, b) =>
    byText(`${a.repository} ${a.chart} ${a.version}`, `${b.repository} ${b.chart} ${b.version}`),
  );
  await writeLock(root, { ...lock, remotes: [...others, ...learnt], charts: all });
}
