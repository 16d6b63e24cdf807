import { addressRange, rangeBits } from '../addresses.ts';
import { containerResourceMistake, isCounted, isHugePages } from '../core/resource-names.ts';
import { type Rule, rule } from '../rule.ts';
import { label1123, labelValue, qualifiedName } from '../syntax.ts';
import { notAmong } from '../vocabulary/choice.ts';
import { labelsOf } from '../vocabulary/labels.ts';
import { amount, isWhole, whole } from '../vocabulary/quantities.ts';
import { required } from '../vocabulary/required.ts';
import { repeated } from '../vocabulary/unique.ts';
import { itemsAs, miswritten, written } from '../vocabulary/written.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** What keeps pods away from a machine; the server counts it among the metadata. */
export const taints: Rule = rule('core#Node', (node) => {
  const spec = node.in('spec');
  const seen = new Set<string>();
  spec.each('taints').forEach((taint, index) => {
    const [key, value, effect] = [taint.text('key'), taint.text('value'), taint.text('effect')];
    const say = (name: string, wrong: ReturnType<typeof miswritten>): void =>
      taint.refuseAt(`metadata.taints[${index}].${name}`, wrong, name);
    const [badKey, badValue] = [qualifiedName(key), labelValue(value)];
    if (badKey !== undefined) say('key', miswritten(key, badKey, 'api/bad-label'));
    if (badValue !== undefined) say('value', miswritten(value, badValue, 'api/bad-label'));
    if (!effects.includes(effect))
      say(
        'effect',
        effect === '' ? { code: 'api/missing-field', what: 'is required' } : notAmong(effect, effects),
      );
    const pair = `${key} ${effect}`;
    if (seen.has(pair)) spec.refuseAt(`metadata.taints[${index}]`, repeated(pair), 'taints', index);
    seen.add(pair);
  });
});

export const podRanges: Rule = rule('core#NodeSpec', (spec) => {
  const all = spec.texts('podCIDRs');
  itemsAs(spec, 'podCIDRs', addressRange, 'api/bad-format');
  const families = all.map((each) => rangeBits(each)?.family);
  if (all.length > 2 || (all.length === 2 && families[0] === families[1]))
    spec.refuse({ code: 'api/conflict', what: 'has more than one range of a family' }, 'podCIDRs');
});

export const nodeAmounts: Rule = rule('core#NodeStatus', (status) => {
  for (const list of ['capacity', 'allocatable'])
    for (const [name, value] of status.entries(list)) {
      const nanos = amount(value) ?? 0n;
      if (nanos < 0n || (isCounted(name) && !isWhole(nanos)))
        status.refuseAs(
          `${list}.${name}`,
          { code: 'api/out-of-range', what: `is ${value}: it is not below 0, and whole where it is counted` },
          list,
          name,
        );
    }
});

const system = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
]);
const highest = 1_000_000_000;

/** Which pods come first; some names are the system's. */
export const priority: Rule = rule('scheduling.k8s.io#PriorityClass', (object) => {
  const name = object.in('metadata').text('name');
  const value = object.number('value') ?? 0;
  if (name.startsWith('system-')) {
    if (system.get(name) !== value || object.flag('globalDefault'))
      object
        .in('metadata')
        .refuse({ code: 'api/bad-name', what: 'begins with system-, which is kept for the system' }, 'name');
  } else if (value > highest)
    object.refuse({ code: 'api/out-of-range', what: `is ${value}: it is at most ${highest}` }, 'value');
});

export const runtimeHandler: Rule = rule('node.k8s.io#RuntimeClass', (object) => {
  required(object, 'handler');
  written(object, 'handler', label1123);
});

/** What a pod takes beyond its containers; the server calls it limits. */
export const runtimeOverhead: Rule = rule(['node.k8s.io#Overhead', 'core#PodSpec'], (fields) => {
  const [list, path] = fields.name === 'overhead' ? ['podFixed', 'limits'] : ['overhead', 'overhead.limits'];
  for (const [name, value] of fields.entries(list)) {
    const nanos = amount(value) ?? 0n;
    const page = isHugePages(name) ? amount(name.slice('hugepages-'.length)) : undefined;
    const wrong =
      containerResourceMistake(name) ??
      (nanos < 0n ? 'is below 0' : undefined) ??
      (isCounted(name) && !isWhole(nanos) ? 'is no whole number' : undefined) ??
      (page !== undefined && page > 0n && whole(nanos) % whole(page) !== 0n
        ? 'is no multiple of a page'
        : undefined);
    if (wrong !== undefined)
      fields.refuseAs(`${path}[${name}]`, { code: 'api/out-of-range', what: wrong }, list, name);
  }
});

export const runtimeScheduling: Rule = rule('node.k8s.io#Scheduling', (scheduling) => {
  labelsOf(scheduling, 'nodeSelector');
  const seen = new Set<string>();
  scheduling.each('tolerations').forEach((each, index) => {
    const key = JSON.stringify(['key', 'operator', 'value', 'effect'].map((name) => each.text(name)));
    if (seen.has(key)) scheduling.refuse(repeated('the same toleration'), 'tolerations', index);
    seen.add(key);
  });
});
