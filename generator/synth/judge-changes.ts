import type { Finding } from '../core/finding.ts';
import { isRecord } from '../core/json.ts';
import { joinPath } from '../core/path.ts';
import { sha256Of } from '../core/sha256.ts';
import type { ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';
import { placeOf } from '../pipeline/check-objects.ts';
import type { RenderedObject } from '../pipeline/objects.ts';
import type { TextFile } from '../pipeline/texts.ts';
import { readObjects } from '../validate/files/read.ts';
import { identityOf } from '../validate/identity.ts';
import { changeFindings } from '../validate/immutable/changes.ts';
import type { Applied } from '../validate/immutable/kept.ts';
import type { ValidateOptions } from '../validate/options.ts';
import type { Index } from '../write/ownership.ts';
import type { Before } from './before.ts';

/** A cluster as it is rendered now. */
export interface Now {
  readonly cluster: ClusterModel;
  readonly objects: readonly RenderedObject[];
  readonly files: ReadonlyMap<string, Pick<TextFile, 'content'>>;
}

interface Committed extends Applied {
  readonly path: string;
}

interface Rendered extends Applied {
  readonly rendered: RenderedObject;
}

/** What API servers would refuse to change of what is committed, and what would be lost. Reads only files that differ. */
export async function judgeChanges(
  { cluster, objects, files }: Now,
  before: Before,
  base: string,
  options: ValidateOptions,
): Promise<readonly Finding[]> {
  const index = before.index(cluster.name);
  const changed = index === undefined ? [] : changedFiles(index, files);
  if (index === undefined || changed.length === 0) return [];
  const contents = await before.contents(changed);
  const then = [...contents].flatMap(([path, text]) =>
    // What cannot be read says nothing of what was there.
    readObjects(text, path).objects.map(
      ({ value }): Committed => ({ object: value, path, owner: bundleIn(index, path) }),
    ),
  );
  const prunes = prunesBy(cluster, then);
  const now = objects.map(
    (rendered): Rendered => ({
      object: rendered.object,
      rendered,
      owner: rendered.bundle?.name,
      forces: rendered.bundle?.options.force === true && cluster.options.gitops.engine === 'flux',
    }),
  );
  const committed = then.map((each) => ({ ...each, prunes: prunes(each.owner) }));
  return changeFindings(committed, now, options).map((each): Finding => {
    const place =
      'after' in each
        ? placeOf(each.after.rendered, base)
        : { source: { file: joinPath(base, each.gone.path) } };
    return { ...each.finding, ...place };
  });
}

function changedFiles(index: Index, files: Now['files']): readonly string[] {
  return [...index.files]
    .filter(([path, { sha256 }]) => {
      const file = files.get(path);
      return /\.(?:ya?ml|json)$/.test(path) && (file === undefined || sha256Of(file.content) !== sha256);
    })
    .map(([path]) => path);
}

function bundleIn({ files }: Index, path: string): string | undefined {
  const owner = files.get(path)?.owner ?? '';
  const slash = owner.indexOf('/');
  return slash < 0 ? undefined : owner.slice(0, slash);
}

/** Whether a bundle deletes what is taken out of it; one that is gone itself did what its object said. */
function prunesBy(
  cluster: ClusterModel,
  then: readonly Committed[],
): (bundle: string | undefined) => boolean {
  const known = new Map(
    [...bundlesOf(cluster)].map(({ bundle }) => [bundle.name, bundle.options.prune ?? true]),
  );
  for (const { object, owner } of then) {
    const { kind, name = '' } = identityOf(object);
    if (owner !== undefined || known.has(name) || !isRecord(object)) continue;
    if (kind === 'Kustomization') known.set(name, leavesNothing(object.spec));
    if (kind === 'Application') known.set(name, isCascading(object.metadata));
  }
  return (bundle) => bundle === undefined || (known.get(bundle) ?? true);
}

function leavesNothing(spec: unknown): boolean {
  return isRecord(spec) && spec.prune === true && spec.deletionPolicy !== 'Orphan';
}

/** Only an Application with a finalizer takes what it applied with it. */
function isCascading(metadata: unknown): boolean {
  const finalizers = isRecord(metadata) && Array.isArray(metadata.finalizers) ? metadata.finalizers : [];
  return finalizers.some((each) => String(each).startsWith('resources-finalizer.argocd.argoproj.io'));
}
