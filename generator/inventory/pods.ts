import { isRecord, own } from '../core/json.ts';
import { headOf } from '../validate/files/validated.ts';
import { identityOf } from '../validate/identity.ts';

/** Pods that an object makes, or is. */
export interface PodOf {
  /** `Deployment shop/web` */
  readonly by: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly containers: readonly Readonly<Record<string, unknown>>[];
  /** Secrets it takes something from, as namespace/name. */
  readonly secrets: readonly string[];
}

/** Every pod spec in an object, however deep: of workloads, and of custom resources that hold one. */
export function podsOf(object: unknown): readonly PodOf[] {
  const identity = identityOf(object);
  const { kind, namespace } = identity;
  if (kind === 'CustomResourceDefinition') return [];
  const by = headOf(identity);
  return specsIn(isRecord(object) ? own(object, 'spec') : undefined, 0).map((spec) => {
    const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) =>
      recordsIn(spec[field]),
    );
    const secrets = secretsOf(spec, containers).map((secret) => `${namespace ?? 'default'}/${secret}`);
    return { by, spec, containers, secrets: [...new Set(secrets)] };
  });
}

type Fields = Readonly<Record<string, unknown>>;

/** Deeper than a CronJob's template nobody keeps pods. */
const deepest = 8;

function specsIn(value: unknown, depth: number): readonly Fields[] {
  if (!isRecord(value) || depth > deepest) return [];
  const containers = own(value, 'containers');
  if (
    Array.isArray(containers) &&
    containers.some((each) => isRecord(each) && typeof each.image === 'string')
  )
    return [value];
  return Object.values(value).flatMap((each) => specsIn(each, depth + 1));
}

function secretsOf(spec: Fields, containers: readonly Fields[]): readonly string[] {
  const found = [
    ...recordsIn(spec.imagePullSecrets).map(({ name }) => name),
    ...recordsIn(spec.volumes).flatMap((volume) => [
      inside(volume, 'secret', 'secretName'),
      ...recordsIn(isRecord(volume.projected) ? volume.projected.sources : undefined).map((each) =>
        inside(each, 'secret', 'name'),
      ),
    ]),
    ...containers.flatMap(({ env, envFrom }) => [
      ...recordsIn(env).map(({ valueFrom }) =>
        inside(isRecord(valueFrom) ? valueFrom : {}, 'secretKeyRef', 'name'),
      ),
      ...recordsIn(envFrom).map((each) => inside(each, 'secretRef', 'name')),
    ]),
  ];
  return found.filter((each): each is string => typeof each === 'string' && each !== '');
}

function inside(value: Fields, name: string, field: string): unknown {
  const inner = own(value, name);
  return isRecord(inner) ? own(inner, field) : undefined;
}

function recordsIn(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
