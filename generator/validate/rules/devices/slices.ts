import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { driverName, label1123, qualifiedName, subdomain } from '../syntax.ts';
import { needed, required } from '../vocabulary/required.ts';
import { repeated } from '../vocabulary/unique.ts';
import { itemsAs, miswritten, written } from '../vocabulary/written.ts';

const places = ['nodeName', 'nodeSelector', 'allNodes', 'perDeviceNodeSelection'];

/** Where devices are: exactly one way to say it. */
function place(fields: Fields, names: readonly string[]): void {
  const given = names.filter((name) => fields.has(name));
  for (const name of given) {
    const value = fields.get(name);
    if (value === '' || value === false)
      fields.refuse({ code: 'api/not-allowed', what: 'has to say something, or be left out' }, name);
  }
  const said = given.filter((name) => fields.get(name) !== '' && fields.get(name) !== false);
  if (said.length !== 1)
    fields.refuse({
      code: said.length === 0 ? 'api/missing-field' : 'api/conflict',
      what: `has exactly one of ${names.join(', ')}`,
    });
  written(fields, 'nodeName', subdomain);
}

export const slice: Rule = rule('resource.k8s.io#ResourceSliceSpec', (spec) => {
  required(spec, 'driver');
  written(spec, 'driver', driverName);
  place(spec, places);
  if (spec.has('nodeSelector') && spec.in('nodeSelector').list('nodeSelectorTerms').length > 1)
    spec
      .in('nodeSelector')
      .refuse({ code: 'api/out-of-range', what: 'has exactly one term' }, 'nodeSelectorTerms');
  if (spec.has('sharedCounters') && spec.has('devices'))
    spec.refuse({ code: 'api/conflict', what: 'has devices or sharedCounters, not both' });
  const seen = new Set<string>();
  spec.each('devices').forEach((device, index) => {
    const name = device.text('name');
    if (seen.has(name)) spec.refuse(repeated(name), 'devices', index);
    seen.add(name);
  });
  if (spec.list('devices').length > 128)
    spec.refuse({ code: 'api/out-of-range', what: 'has more than 128 items' }, 'devices');
});

export const pool: Rule = rule('resource.k8s.io#ResourcePool', (fields) => {
  required(fields, 'name');
  const wrong =
    fields.text('name') === ''
      ? undefined
      : fields
          .text('name')
          .split('/')
          .map(subdomain)
          .find((each) => each !== undefined);
  if (wrong !== undefined) fields.refuse(miswritten(fields.text('name'), wrong), 'name');
  if ((fields.number('resourceSliceCount') ?? 0) <= 0)
    fields.refuse({ code: 'api/out-of-range', what: 'has to be more than 0' }, 'resourceSliceCount');
  if ((fields.number('generation') ?? 0) < 0)
    fields.refuse({ code: 'api/out-of-range', what: 'is below 0' }, 'generation');
});

export const device: Rule = rule('resource.k8s.io#Device', (each) => {
  const spec = each.parent;
  const wrong = label1123(each.text('name'));
  if (wrong !== undefined) each.refuse(miswritten(each.text('name'), wrong), 'name');
  const single = places.slice(0, 3);
  if (spec?.flag('perDeviceNodeSelection') === true) place(each, single);
  else if (single.some((name) => each.has(name)) && spec?.name === 'spec')
    each.refuse({
      code: 'api/conflict',
      what: 'says where it is, which is for perDeviceNodeSelection: true',
    });
  if (each.entries('attributes').length + each.entries('capacity').length > 32)
    each.refuse({ code: 'api/out-of-range', what: 'has more than 32 attributes and capacities' });
});

const identifier = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function attributeName(text: string): string | undefined {
  const [first = '', second, ...more] = text.split('/');
  if (more.length > 0) return 'has more than one slash';
  const [domain, name] = second === undefined ? [undefined, first] : [first, second];
  if (domain !== undefined && (domain === '' || domain.length > 63))
    return 'has a domain that is empty or too long';
  return (
    (domain === undefined ? undefined : subdomain(domain)) ??
    (name.length > 32 || !identifier.test(name)
      ? 'has a name that is no identifier of at most 32 characters'
      : undefined)
  );
}

export const attributeNames: Rule = rule('resource.k8s.io#Device', (each) => {
  for (const list of ['attributes', 'capacity'])
    for (const [name] of each.entries(list)) {
      const wrong = attributeName(name);
      if (wrong !== undefined) each.refuseWithin(miswritten(name, wrong), list, name);
    }
});

const values = ['bool', 'int', 'string', 'version', 'bools', 'ints', 'strings', 'versions'];
const version =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?$/;

export const attribute: Rule = rule('resource.k8s.io#DeviceAttribute', (each) => {
  if (values.filter((name) => each.has(name)).length !== 1)
    each.refuse({ code: 'api/conflict', what: 'has exactly one value' });
  if (each.text('string').length > 64)
    each.refuse({ code: 'api/out-of-range', what: 'is longer than 64 characters' }, 'string');
  written(
    each,
    'version',
    (text) => (version.test(text) ? undefined : 'is no version, like 1.2.3'),
    'api/bad-format',
  );
});

export const deviceTaint: Rule = rule('resource.k8s.io#DeviceTaint', (taint) => {
  const key = taint.text('key');
  const wrong = qualifiedName(key);
  if (wrong !== undefined) taint.refuse(miswritten(key, wrong, 'api/bad-label'), 'key');
  needed(taint, 'effect', 'NoSchedule or NoExecute');
});

export const counters: Rule = rule(
  ['resource.k8s.io#CounterSet', 'resource.k8s.io#DeviceCounterConsumption'],
  (each) => {
    const name = each.name === 'sharedCounters' ? 'name' : 'counterSet';
    required(each, name);
    written(each, name, label1123);
    for (const [counter] of each.entries('counters')) {
      const wrong = label1123(counter);
      if (wrong !== undefined) each.refuseWithin(miswritten(counter, wrong), 'counters', counter);
    }
    if (each.entries('counters').length === 0)
      each.refuse({ code: 'api/missing-field', what: 'is required: at least one' }, 'counters');
  },
);

/** What has to be true before a device is used, and what ends that. */
export const bindingConditions: Rule = rule('resource.k8s.io#Device', (each) => {
  const [wanted, failed] = [
    each.list('bindingConditions').length,
    each.list('bindingFailureConditions').length,
  ];
  for (const name of ['bindingConditions', 'bindingFailureConditions']) itemsAs(each, name, qualifiedName);
  if (wanted === 0 && failed > 0) needed(each, 'bindingConditions', 'beside bindingFailureConditions');
  if (wanted > 0 && failed === 0) needed(each, 'bindingFailureConditions', 'beside bindingConditions');
});
