import { byText } from '../core/compare.ts';
import { isRecord, own } from '../core/json.ts';
import { headOf } from '../validate/files/validated.ts';
import { groupOf, identityOf } from '../validate/identity.ts';
import { type PodOf, podsOf } from './pods.ts';

/** What runs and what it may, of one cluster. */
export interface Inventory {
  readonly cluster: string;
  readonly images: readonly Used<Image>[];
  readonly charts: readonly Chart[];
  readonly access: readonly Access[];
  readonly secrets: readonly SecretUse[];
  readonly capabilities: readonly Capability[];
}

type Used<T> = T & { readonly by: readonly string[] };

export interface Image {
  readonly image: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

export interface Chart {
  readonly by: string;
  readonly chart: string;
  readonly version: string;
}

/** What somebody may do, and by which binding. */
export interface Access {
  readonly subject: string;
  readonly role: string;
  readonly binding: string;
  /** Where: a namespace, or the whole cluster. */
  readonly namespace?: string;
  /** `get, list pods, pods/log (core)`; undefined where the role is not rendered. */
  readonly rules?: readonly string[];
}

export interface SecretUse {
  readonly secret: string;
  /** What makes it: a Secret, an ExternalSecret, a SealedSecret …; undefined: nothing that is rendered. */
  readonly madeBy?: string;
  readonly by: readonly string[];
}

export interface Capability {
  readonly by: string;
  readonly what: string;
}

/** What is in one cluster's objects. Linear in their number; no value of a Secret is read. */
export function inventoryOf(cluster: string, objects: readonly unknown[]): Inventory {
  const pods = objects.flatMap(podsOf);
  return {
    cluster,
    images: imagesIn(pods),
    charts: objects.flatMap(chartsIn).sort((a, b) => byText(a.by, b.by)),
    access: accessIn(objects),
    secrets: secretsIn(objects, pods),
    capabilities: pods.flatMap(capabilitiesOf).sort((a, b) => byText(a.by + a.what, b.by + b.what)),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function imagesIn(pods: readonly PodOf[]): readonly Used<Image>[] {
  const users = collected(
    pods.flatMap(({ by, containers }) =>
      containers.flatMap(({ image }) =>
        typeof image === 'string' && image !== '' ? [[image, by] as const] : [],
      ),
    ),
  );
  return users.map(([image, by]) => ({ ...imageOf(image), by }));
}

function imageOf(image: string): Image {
  const [named = '', digest] = image.split('@');
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  return {
    image,
    repository: tagged ? named.slice(0, colon) : named,
    ...(tagged ? { tag: named.slice(colon + 1) } : {}),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Charts that Flux or Argo CD install: what they bring is not known here. */
function chartsIn(object: unknown): readonly Chart[] {
  const { apiVersion, kind } = identityOf(object);
  const spec = field(object, 'spec');
  if (kind === 'HelmRelease' && groupOf(apiVersion) === 'helm.toolkit.fluxcd.io') {
    const chart = field(field(spec, 'chart'), 'spec');
    return isRecord(chart)
      ? [{ by: nameOf(object), chart: String(chart.chart), version: String(chart.version ?? '*') }]
      : [];
  }
  if (kind !== 'Application' || groupOf(apiVersion) !== 'argoproj.io') return [];
  const sources = [field(spec, 'source'), ...listOf(field(spec, 'sources'))].filter(isRecord);
  return sources
    .filter(({ chart }) => typeof chart === 'string')
    .map(({ chart, targetRevision }) => ({
      by: nameOf(object),
      chart: String(chart),
      version: String(targetRevision ?? '*'),
    }));
}

function accessIn(objects: readonly unknown[]): readonly Access[] {
  const roles = new Map(
    objects
      .filter((each) => ['Role', 'ClusterRole'].includes(identityOf(each).kind))
      .map((each) => {
        const { kind, name = '', namespace = '' } = identityOf(each);
        return [kind === 'Role' ? `Role/${namespace}/${name}` : `ClusterRole/${name}`, each] as const;
      }),
  );
  return objects
    .flatMap((binding): readonly Access[] => {
      const { kind, namespace } = identityOf(binding);
      const ref = field(binding, 'roleRef');
      if ((kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding') || !isRecord(ref)) return [];
      const role = roles.get(
        ref.kind === 'Role' ? `Role/${namespace ?? ''}/${ref.name}` : `ClusterRole/${ref.name}`,
      );
      return listOf(field(binding, 'subjects'))
        .filter(isRecord)
        .map((subject) => ({
          subject: `${subject.kind} ${subject.namespace === undefined ? '' : `${subject.namespace}/`}${subject.name}`,
          role: `${ref.kind} ${ref.name}`,
          binding: nameOf(binding),
          ...(kind === 'RoleBinding' && namespace !== undefined ? { namespace } : {}),
          ...(role === undefined
            ? {}
            : { rules: listOf(field(role, 'rules')).filter(isRecord).map(ruleText) }),
        }));
    })
    .sort((a, b) => byText(a.subject + a.role, b.subject + b.role));
}

function ruleText({ verbs, resources, apiGroups, nonResourceURLs, resourceNames }: Fields): string {
  const words = (value: unknown): string => listOf(value).map(String).join(', ');
  if (Array.isArray(nonResourceURLs)) return `${words(verbs)} ${words(nonResourceURLs)}`;
  const groups = listOf(apiGroups).map((each) => (each === '' ? 'core' : String(each)));
  const named =
    Array.isArray(resourceNames) && resourceNames.length > 0 ? ` called ${words(resourceNames)}` : '';
  return `${words(verbs)} ${words(resources)} (${groups.join(', ')})${named}`;
}

/** Kinds that bring a Secret of a name: their own, or one they say. */
const makers: Readonly<Record<string, (object: Fields, name: string) => unknown>> = {
  Secret: (_, name) => name,
  SealedSecret: (_, name) => name,
  ExternalSecret: ({ spec }, name) => field(field(spec, 'target'), 'name') ?? name,
  Certificate: ({ spec }) => field(spec, 'secretName'),
};

function secretsIn(objects: readonly unknown[], pods: readonly PodOf[]): readonly SecretUse[] {
  const made = new Map<string, string>(
    objects.filter(isRecord).flatMap((object) => {
      const { kind, name = '', namespace = 'default' } = identityOf(object);
      const secret = Object.hasOwn(makers, kind) ? makers[kind]?.(object, name) : undefined;
      return typeof secret === 'string' ? [[`${namespace}/${secret}`, nameOf(object)] as const] : [];
    }),
  );
  const used = new Map(
    collected(pods.flatMap(({ by, secrets }) => secrets.map((secret) => [secret, by] as const))),
  );
  return [...new Set([...made.keys(), ...used.keys()])].sort(byText).map((secret) => {
    const madeBy = made.get(secret);
    return { secret, ...(madeBy === undefined ? {} : { madeBy }), by: used.get(secret) ?? [] };
  });
}

function capabilitiesOf({ by, spec, containers }: PodOf): readonly Capability[] {
  const pod = ['hostNetwork', 'hostPID', 'hostIPC'].filter((name) => spec[name] === true);
  const paths = listOf(spec.volumes)
    .map((volume) => field(field(volume, 'hostPath'), 'path'))
    .filter((path) => typeof path === 'string');
  const own = containers.flatMap(({ name, securityContext, ports }) => {
    const context = isRecord(securityContext) ? securityContext : {};
    const added = listOf(field(context.capabilities, 'add')).map((each) => `adds ${each}`);
    return [
      ...(context.privileged === true ? ['privileged'] : []),
      ...(context.allowPrivilegeEscalation === true ? ['may escalate'] : []),
      ...(context.runAsUser === 0 ? ['runs as root'] : []),
      ...added,
      ...listOf(ports).flatMap((port) =>
        typeof field(port, 'hostPort') === 'number' ? [`port ${field(port, 'hostPort')} of the node`] : [],
      ),
    ].map((what) => `container ${name}: ${what}`);
  });
  return [...pod, ...paths.map((path) => `path ${path} of the node`), ...own].map((what) => ({ by, what }));
}

/** Values with everybody who has them, sorted. */
function collected(
  pairs: readonly (readonly [string, string])[],
): readonly (readonly [string, readonly string[]])[] {
  const users = new Map<string, Set<string>>();
  for (const [value, by] of pairs) users.set(value, (users.get(value) ?? new Set()).add(by));
  return [...users]
    .sort(([a], [b]) => byText(a, b))
    .map(([value, by]) => [value, [...by].sort(byText)] as const);
}

function nameOf(object: unknown): string {
  return headOf(identityOf(object));
}

function field(value: unknown, name: string): unknown {
  return isRecord(value) ? own(value, name) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
