import { isUntyped } from '../applications/untyped.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { isRecord } from '../core/json.ts';
import { Problem } from '../core/problem.ts';
import { type KindFacts, splitApiVersion } from '../facts/kinds.ts';
import type { ApplicationModel, BundleModel, ClusterModel, Context, Overlay } from '../model/model.ts';
import { definedAt } from '../model/place.ts';
import { type BundleAt, bundlesOf } from '../model/walk.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { kindOf } from '../paths/kind-of.ts';
import { decorate } from './decorate.ts';
import { identityOf, type Resource } from './resource.ts';

export interface Evaluated {
  readonly resources: readonly Resource[];
  readonly findings: readonly Finding[];
}

/** Runs every application of a cluster: defaults, labels and overlays applied, mistakes collected. */
export function evaluate(cluster: ClusterModel): Evaluated {
  const findings: Finding[] = [];
  const resources: Resource[] = [];
  const known = new Map<string, KindFacts | undefined>();
  const used = new Set<Overlay>();
  for (const at of bundlesOf(cluster))
    for (const application of at.bundle.applications) {
      const context = contextOf(cluster, at, application, findings);
      for (const object of run(application, context, findings)) {
        const facts = factsOf(object, known);
        if (facts === undefined && !isUntyped(object)) findings.push(unknownKind(object, application));
        else if (facts === undefined) findings.push(aboutUntyped(object, application));
        const decorated = decorate(object, facts, context.namespace, cluster, at);
        resources.push(
          toResource(
            overlaid(decorated, cluster.overlays, context, used, findings),
            facts,
            at,
            application,
            context.namespace,
          ),
        );
      }
    }
  for (const overlay of cluster.overlays) if (!used.has(overlay)) findings.push(selectsNothing(overlay));
  return { resources, findings: [...findings, ...duplicates(resources)] };
}

function contextOf(
  cluster: ClusterModel,
  { bundle, nodes, umbrellas }: BundleAt,
  application: ApplicationModel,
  findings: Finding[],
): Context {
  return {
    cluster: cluster.name,
    node: nodes.map(({ name }) => name).join('/'),
    bundle: bundle.name,
    application: application.name,
    namespace: application.namespace ?? namespaceOf(bundle, umbrellas),
    kubernetes: cluster.options.kubernetes,
    values: { ...cluster.options.values, ...bundle.options.values },
    warn: (message) =>
      findings.push(
        finding('build/application-warning', `${application.name}: ${message}`, where(application)),
      ),
  };
}

/** A bundle's own, else that of the nearest umbrella that names one. */
function namespaceOf({ options }: BundleModel, umbrellas: readonly BundleModel[]): string | undefined {
  return (
    options.namespace ?? umbrellas.findLast((each) => each.options.namespace !== undefined)?.options.namespace
  );
}

/** An application that throws costs itself, not the others. */
function run(
  application: ApplicationModel,
  context: Context,
  findings: Finding[],
): readonly KubernetesObject[] {
  try {
    const objects: unknown = application.config.render(context);
    const given = Array.isArray(objects) ? objects : [objects];
    const good = given.filter(isObject);
    if (good.length < given.length) {
      const message = `${application.name} (${application.config.kind}) answers ${given.length - good.length} of ${given.length} values that are no Kubernetes objects`;
      findings.push(finding('build/not-an-object', message, where(application)));
    }
    return good;
  } catch (error) {
    const what = `${application.name} (${application.config.kind})`;
    findings.push(...failed('build/application-failed', what, error, where(application)));
    return [];
  }
}

function isObject(value: unknown): value is KubernetesObject {
  if (!isRecord(value)) return false;
  const { apiVersion, kind, metadata } = value;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    isRecord(metadata) &&
    typeof metadata.name === 'string' &&
    metadata.name !== ''
  );
}

function factsOf(
  { apiVersion, kind }: KubernetesObject,
  known: Map<string, KindFacts | undefined>,
): KindFacts | undefined {
  const key = `${apiVersion} ${kind}`;
  if (!known.has(key)) known.set(key, kindOf({ apiVersion, kind })?.facts);
  return known.get(key);
}

function toResource(
  object: KubernetesObject,
  facts: KindFacts | undefined,
  at: BundleAt,
  application: ApplicationModel,
  usualNamespace: string | undefined,
): Resource {
  const { name, namespace } = metadataOf(object);
  return {
    object,
    group: splitApiVersion(object.apiVersion).group,
    kind: object.kind,
    name,
    namespace,
    usualNamespace,
    facts,
    at,
    application,
  };
}

function overlaid(
  object: KubernetesObject,
  overlays: readonly Overlay[],
  context: Context,
  used: Set<Overlay>,
  findings: Finding[],
): KubernetesObject {
  let current = object;
  for (const overlay of overlays) {
    if (!selects(overlay, current, context)) continue;
    used.add(overlay);
    current = changed(current, overlay, context, findings);
  }
  return current;
}

/** An overlay that throws, or answers no object, leaves the resource as it was, and says so. */
function changed(
  object: KubernetesObject,
  overlay: Overlay,
  context: Context,
  findings: Finding[],
): KubernetesObject {
  const named = `an overlay of ${object.kind} ${metadataOf(object).name}`;
  try {
    const next: unknown = overlay.change(object, context);
    if (isObject(next)) return next;
    findings.push(
      finding('build/overlay-failed', `${named} answers no Kubernetes object`, definedAt(overlay.origin)),
    );
  } catch (error) {
    findings.push(...failed('build/overlay-failed', named, error, definedAt(overlay.origin)));
  }
  return object;
}

function metadataOf(object: KubernetesObject): { readonly name: string; readonly namespace?: string } {
  return (object as unknown as { metadata: { name: string; namespace?: string } }).metadata;
}

/** What the user's function threw: its own findings, and that it failed, at the place that is known here. */
function failed(
  code: 'build/application-failed' | 'build/overlay-failed',
  what: string,
  error: unknown,
  at: Pick<Finding, 'definition'>,
): readonly Finding[] {
  const own = error instanceof Problem ? error.findings.map((each) => ({ ...at, ...each })) : [];
  const why = error instanceof Error ? error.message : String(error);
  return [...own, finding(code, `${what} failed: ${why}`, at)];
}

function selects(
  { selection }: Overlay,
  object: KubernetesObject,
  { node, bundle, application }: Context,
): boolean {
  const { name, namespace } = metadataOf(object);
  const actual = { kind: object.kind, name, namespace, node, bundle, application };
  return Object.entries(selection).every(([key, wanted]) => actual[key as keyof typeof actual] === wanted);
}

function duplicates(resources: readonly Resource[]): readonly Finding[] {
  const first = new Map<string, Resource>();
  const findings: Finding[] = [];
  for (const resource of resources) {
    const identity = identityOf(resource);
    const other = first.get(identity);
    if (other === undefined) first.set(identity, resource);
    else {
      const named = `${resource.kind} ${resource.namespace === undefined ? '' : `${resource.namespace}/`}${resource.name}`;
      const message = `${named} is defined twice: by ${full(other)} and by ${full(resource)}`;
      findings.push(
        finding('build/duplicate-resource', message, {
          ...where(resource.application),
          fix: 'keep one of the two, or give one another name',
        }),
      );
    }
  }
  return findings;
}

function full({ at, application }: Resource): string {
  return [...at.nodes.map(({ name }) => name), at.bundle.name, application.name].join('/');
}

function unknownKind({ apiVersion, kind }: KubernetesObject, application: ApplicationModel): Finding {
  return finding(
    'build/unknown-kind',
    `${application.name} has a ${kind} of ${apiVersion}, which has no schema here`,
    {
      ...where(application),
      fix: 'import its schema (plimsoll import), or say untyped({ … })',
    },
  );
}

function aboutUntyped({ apiVersion, kind }: KubernetesObject, application: ApplicationModel): Finding {
  return finding(
    'build/untyped',
    `${application.name} has a ${kind} of ${apiVersion} that nothing checks`,
    where(application),
  );
}

function selectsNothing({ selection, origin }: Overlay): Finding {
  return finding(
    'build/overlay-without-target',
    `an overlay selects nothing: ${JSON.stringify(selection)}`,
    definedAt(origin),
  );
}

function where({ origin }: ApplicationModel): Pick<Finding, 'definition'> {
  return definedAt(origin);
}
