import { grouped } from '../../core/group.ts';
import type { Fields } from '../rules/fields.ts';
import { amount } from '../rules/vocabulary/quantities.ts';
import { scalersIn, targetOf } from './scaling.ts';
import type { Standing, Workload } from './standing.ts';
import type { World } from './world.ts';

/** What pods ask for, against what their namespace may take, as far as both are rendered. */
export function quotas(world: World): void {
  const limits = grouped(world.of('LimitRange'), ({ namespace }) => namespace);
  for (const [namespace, ranges] of limits)
    for (const workload of world.workloadsIn(namespace))
      for (const { fields } of ranges)
        for (const limit of fields.in('spec').each('limits'))
          if (limit.text('type') === 'Container')
            withinLimit(workload, limit, fields.in('metadata').text('name'));
  const quotas = world.of('ResourceQuota');
  if (quotas.length === 0) return;
  const scalers = grouped(scalersIn(world), targetOf);
  for (const quota of quotas) {
    const spec = quota.fields.in('spec');
    // Scopes pick pods by what is known only when they run.
    if (spec.list('scopes').length > 0 || spec.has('scopeSelector')) continue;
    const here = world.workloadsIn(quota.namespace);
    if (here.length === 0) continue;
    const counts = new Map(here.map((each) => [each, mostPods(each, scalers)]));
    for (const [name, hard] of spec.entries('hard')) {
      const allowed = amount(hard);
      const asked = allowed === undefined ? undefined : askedOf(name, counts);
      if (allowed === undefined || asked === undefined || asked <= allowed) continue;
      spec.refuse(
        {
          code: 'references/over-quota',
          what: `is ${String(hard)}, and ${counts.size === 1 ? 'the workload' : `the ${counts.size} workloads`} of ${quota.namespace} may ask for ${written(asked)} in all`,
          fix: 'raise it, or ask for less: replicas, the maximum of autoscalers, requests',
        },
        'hard',
        name,
      );
    }
  }
}

const billion = 1_000_000_000n;

/** A number as people write it. */
function written(nanos: bigint): string {
  const [whole, rest] = [nanos / billion, nanos % billion];
  if (rest !== 0n) return `${nanos / 1_000_000n}m`;
  for (const [unit, size] of [
    ['Gi', 2n ** 30n],
    ['Mi', 2n ** 20n],
  ] as const)
    if (whole >= size && whole % 2n ** 20n === 0n && (whole % size === 0n || unit === 'Mi'))
      return `${whole / size}${unit}`;
  return String(whole);
}

/** How many pods there can be at once: the maximum of what scales it, else its replicas. */
function mostPods(
  { kind, name, namespace, fields }: Workload,
  scalers: ReadonlyMap<string, readonly Standing[]>,
): bigint {
  const spec = fields.in('spec');
  const scaler = scalers.get(`${namespace} ${kind}/${name}`)?.[0]?.fields.in('spec');
  const most = scaler?.number('maxReplicas') ?? scaler?.number('maxReplicaCount');
  if (most !== undefined) return BigInt(Math.trunc(most));
  if (kind === 'Job') return BigInt(Math.trunc(spec.number('parallelism') ?? 1));
  // How many nodes there are is not known: there is one.
  return kind === 'Pod' || kind === 'DaemonSet' || kind === 'CronJob'
    ? 1n
    : BigInt(Math.trunc(spec.number('replicas') ?? 1));
}

/** What all pods ask of a resource that a quota names; undefined of what is no such resource. */
function askedOf(name: string, counts: ReadonlyMap<Workload, bigint>): bigint | undefined {
  const [side, resource] = name.startsWith('limits.')
    ? ['limits', name.slice('limits.'.length)]
    : ['requests', name.replace(/^requests\./, '')];
  let sum = 0n;
  if (name === 'pods' || name === 'count/pods') {
    for (const count of counts.values()) sum += count * billion;
    return sum;
  }
  if (!['cpu', 'memory', 'ephemeral-storage'].includes(resource)) return undefined;
  for (const [{ pod }, count] of counts) sum += count * ofPod(pod, side, resource);
  return sum;
}

/** What a pod takes: its containers and sidecars together, or the greediest of what runs before them. */
function ofPod(pod: Fields, side: string, resource: string): bigint {
  const of = (container: Fields): bigint => {
    const resources = container.in('resources');
    const said = resources.in(side).get(resource);
    // What a container may take it asks for, unless it says less.
    return amount(said ?? (side === 'requests' ? resources.in('limits').get(resource) : undefined)) ?? 0n;
  };
  let running = 0n;
  let greediest = 0n;
  for (const init of pod.each('initContainers'))
    if (init.text('restartPolicy') === 'Always') running += of(init);
    else if (running + of(init) > greediest) greediest = running + of(init);
  for (const container of pod.each('containers')) running += of(container);
  return running > greediest ? running : greediest;
}

function withinLimit(workload: Workload, limit: Fields, name: string): void {
  for (const container of [...workload.pod.each('containers'), ...workload.pod.each('initContainers')]) {
    const resources = container.in('resources');
    for (const [resource, most] of limit.entries('max')) {
      const [asked, allowed] = [amount(resources.in('limits').get(resource)), amount(most)];
      if (asked !== undefined && allowed !== undefined && asked > allowed)
        over(
          resources.in('limits'),
          resource,
          `is more than ${String(most)}, the most of the LimitRange ${name}`,
        );
    }
    for (const [resource, least] of limit.entries('min')) {
      const [asked, allowed] = [amount(resources.in('requests').get(resource)), amount(least)];
      if (asked !== undefined && allowed !== undefined && asked < allowed)
        over(
          resources.in('requests'),
          resource,
          `is less than ${String(least)}, the least of the LimitRange ${name}`,
        );
    }
  }
}

function over(from: Fields, resource: string, what: string): void {
  from.refuse(
    { code: 'references/over-limit', what, fix: 'no pod of it would be made: one of the two has to give' },
    resource,
  );
}
