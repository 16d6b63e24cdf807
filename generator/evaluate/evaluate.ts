import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { splitApiVersion } from '../facts/kinds.ts';
import type { ApplicationModel, ClusterModel, Context } from '../model/model.ts';
import type { EntryPart, FilePart, GeneratorPart } from '../model/part.ts';
import { noFiles, type ProjectFiles } from '../model/project-files.ts';
import { type BundleAt, bundlesOf } from '../model/walk.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { contextOf } from './context.ts';
import { decorate } from './decorate.ts';
import { duplicates } from './duplicates.ts';
import { Kinds } from './kinds.ts';
import { metadataOf } from './metadata.ts';
import { type Emitted, Overlays } from './overlays.ts';
import type { Release, ReleaseParts } from './release.ts';
import type { Resource } from './resource.ts';
import { runApplication } from './run.ts';
import type { Step } from './steps.ts';
import { refusals } from './verbatim.ts';

/** A part that is placed as it is, and whose it is. */
export interface Placed {
  readonly part: FilePart | EntryPart | GeneratorPart;
  readonly at: BundleAt;
  readonly application: ApplicationModel;
}

export interface Evaluated {
  readonly resources: readonly Resource[];
  readonly parts: readonly Placed[];
  readonly releases: readonly Release[];
  /** Patches that are not applied here. */
  readonly emitted: readonly Emitted[];
  readonly findings: readonly Finding[];
}

export interface EvaluateOptions {
  readonly files?: ProjectFiles;
  /** Definitions of custom resources, beside those of the render. */
  readonly crds?: readonly unknown[];
  /** What the engine puts among a bundle's resources for a chart. */
  readonly release?: (release: Release) => ReleaseParts;
  /** Told when applications have run, and what is around their objects begins. */
  readonly stage?: ((name: 'patch') => void) | undefined;
}

/** An application, run. */
interface Ran {
  readonly at: BundleAt;
  readonly application: ApplicationModel;
  readonly context: Context;
  readonly objects: readonly KubernetesObject[];
}

/** Runs every application of a cluster: defaults, labels and overlays applied, mistakes collected. */
export function evaluate(
  cluster: ClusterModel,
  { files = noFiles, crds = [], release = () => ({ objects: [], files: [] }), stage }: EvaluateOptions = {},
): Evaluated {
  const findings: Finding[] = [];
  const releases: Release[] = [];
  const parts: Placed[] = [];
  const ran: Ran[] = [];
  for (const at of bundlesOf(cluster))
    for (const application of at.bundle.applications) {
      const context = contextOf(cluster, at, application, files, findings);
      const answered = runApplication(application, context, findings);
      const objects = [...answered.objects];
      for (const part of answered.parts) {
        if (part.part !== 'chart') {
          parts.push({ part, at, application });
          continue;
        }
        const made: Release = { cluster, at, application, namespace: context.namespace, chart: part };
        releases.push(made);
        const standing = release(made);
        objects.push(...standing.objects);
        parts.push(...standing.files.map((file) => ({ part: file, at, application })));
      }
      ran.push({ at, application, context, objects });
    }
  stage?.('patch');
  const overlays = new Overlays(cluster);
  const resources = finish(cluster, ran, parts, overlays, findings, crds);
  const { emitted } = overlays;
  return { resources, parts, releases, emitted, findings: [...findings, ...duplicates(resources)] };
}

/** Namespaces, labels, overlays: what is around an object, once it is known what kinds there are. */
function finish(
  cluster: ClusterModel,
  ran: readonly Ran[],
  parts: readonly Placed[],
  overlays: Overlays,
  findings: Finding[],
  crds: readonly unknown[],
): readonly Resource[] {
  const kinds = new Kinds(allObjects(ran, parts), crds);
  const resources: Resource[] = [];
  const held = grouped(parts, ({ application }) => application);
  for (const { at, application, context, objects } of ran) {
    const complete = (object: KubernetesObject, file: FilePart | undefined): void => {
      findings.push(...kinds.unknown(object, application));
      const decorated = decorate(object, kinds.scopeOf(object), context.namespace, cluster, at);
      const steps: Step[] = [{ by: 'application', origin: application.origin, object }];
      if (decorated !== object) steps.push({ by: 'around', origin: application.origin, object: decorated });
      const overlaid = overlays.apply(decorated, { at, application, context }, findings, steps);
      if (file !== undefined) findings.push(...refusals(file, object, decorated, overlaid, application));
      const final = file === undefined ? overlaid : object;
      const { name, namespace } = metadataOf(final);
      resources.push({
        object: final,
        group: splitApiVersion(final.apiVersion).group,
        kind: final.kind,
        name,
        namespace,
        usualNamespace: context.namespace,
        facts: kinds.factsOf(final),
        at,
        application,
        steps,
        ...(file === undefined ? {} : { file }),
      });
    };
    for (const object of objects) complete(object, undefined);
    for (const { part } of held.get(application) ?? [])
      if (part.part === 'file') for (const object of part.holds ?? []) complete(object, part);
  }
  findings.push(...overlays.unused());
  return resources;
}

function* allObjects(ran: readonly Ran[], parts: readonly Placed[]): Generator<KubernetesObject> {
  for (const { objects } of ran) yield* objects;
  for (const { part } of parts) if (part.part === 'file') yield* part.holds ?? [];
}
