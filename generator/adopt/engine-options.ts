import { isRecord } from '../core/json.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { specOf } from './tree.ts';

/** What an engine's object says of how a bundle is applied, and which fields of it a bundle does not know. */
export interface EngineOptions {
  readonly options: Readonly<Record<string, unknown>>;
  readonly left: readonly string[];
}

const fluxKnown = [
  'interval',
  'timeout',
  'retryInterval',
  'prune',
  'wait',
  'force',
  'suspend',
  'deletionPolicy',
  'healthChecks',
  'healthCheckExprs',
  'patches',
  'postBuild',
  'serviceAccountName',
  'targetNamespace',
  'namePrefix',
  'nameSuffix',
  'images',
  'components',
];
const fluxElsewhere = new Set(['path', 'sourceRef', 'dependsOn', 'decryption']);

export function fluxOptions(object: KubernetesObject): EngineOptions {
  const spec = specOf(object);
  const fields = isRecord(spec) ? spec : {};
  const options: Record<string, unknown> = {};
  for (const name of fluxKnown)
    if (fields[name] !== undefined)
      options[name] = durations.includes(name) ? plainDuration(fields[name]) : fields[name];
  if (options.wait === true) delete options.healthChecks;
  const { decryption } = fields;
  if (isRecord(decryption)) {
    const secret = isRecord(decryption.secretRef) ? decryption.secretRef.name : undefined;
    options.decryption = { provider: decryption.provider, ...(secret === undefined ? {} : { secret }) };
  }
  return {
    options,
    left: Object.keys(fields).filter((name) => !fluxKnown.includes(name) && !fluxElsewhere.has(name)),
  };
}

const durations = ['interval', 'timeout', 'retryInterval'];

/** `10m0s` is written `10m`. */
export function plainDuration(value: unknown): unknown {
  return typeof value === 'string'
    ? value.replace(/(?<=\d[hms])0[ms](?=$|0)/g, '').replace(/(?<=[hm])0[ms]/g, '')
    : value;
}

export function argoOptions(object: KubernetesObject): EngineOptions {
  const [project, destination, policy] = [
    specOf(object, 'project'),
    specOf(object, 'destination'),
    specOf(object, 'syncPolicy'),
  ];
  const automated = isRecord(policy) && isRecord(policy.automated) ? policy.automated : undefined;
  const sync = {
    ...(automated === undefined ? { automated: false } : {}),
    ...(automated?.selfHeal === undefined ? {} : { selfHeal: automated.selfHeal }),
    ...(isRecord(policy) && Array.isArray(policy.syncOptions) ? { options: policy.syncOptions } : {}),
    ...(isRecord(policy) && isRecord(policy.retry) ? { retry: { limit: policy.retry.limit } } : {}),
  };
  const target = isRecord(destination) ? destination : {};
  const options = {
    ...(typeof project === 'string' && project !== 'default' ? { project } : {}),
    ...(typeof target.name === 'string' ? { destination: { name: target.name } } : {}),
    ...(typeof target.server === 'string' && target.server !== 'https://kubernetes.default.svc'
      ? { destination: { server: target.server } }
      : {}),
    ...(typeof target.namespace === 'string' ? { targetNamespace: target.namespace } : {}),
    ...(automated === undefined || automated.prune === true ? {} : { prune: false }),
    ...(Object.keys(sync).length === 0 ? {} : { sync }),
  };
  const spec = specOf(object);
  const known = new Set(['project', 'destination', 'syncPolicy', 'source']);
  return { options, left: Object.keys(isRecord(spec) ? spec : {}).filter((name) => !known.has(name)) };
}
