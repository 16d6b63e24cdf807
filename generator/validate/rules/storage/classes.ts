import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { driverName, qualifiedName, subdomain } from '../syntax.ts';
import { itemsAmong, oneOfIfSet } from '../vocabulary/choice.ts';
import { amount } from '../vocabulary/quantities.ts';
import { needed, required } from '../vocabulary/required.ts';
import { repeated, uniqueItems } from '../vocabulary/unique.ts';
import { miswritten, written } from '../vocabulary/written.ts';

const most = 512;
const largest = 256 * 1024;

/** Who makes the volumes, and what is told to it. */
function provided(object: Fields, provider: string): void {
  required(object, provider);
  written(object, provider, (text) => qualifiedName(text.toLowerCase()));
  const parameters = object.entries('parameters');
  const size = parameters.reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  );
  if (parameters.length > most || size > largest)
    object.refuse(
      { code: 'api/out-of-range', what: `are more than ${most}, or take more than ${largest} bytes` },
      'parameters',
    );
  for (const [key] of parameters)
    if (key === '')
      object.refuse({ code: 'api/missing-field', what: 'has a name that is empty' }, 'parameters');
}

export const storageClass: Rule = rule('storage.k8s.io#StorageClass', (object) =>
  provided(object, 'provisioner'),
);

export const attributesClass: Rule = rule('storage.k8s.io#VolumeAttributesClass', (object) => {
  provided(object, 'driverName');
  if (object.entries('parameters').length === 0)
    object.refuse({ code: 'api/missing-field', what: 'are required: at least one' }, 'parameters');
});

/** Where volumes may be: labels of machines and their values. */
export const topology: Rule = rule('core#TopologySelectorTerm', (term) => {
  const seen = new Set<string>();
  for (const each of term.each('matchLabelExpressions')) {
    const key = each.text('key');
    needed(each, 'values', 'at least one');
    uniqueItems(each, 'values');
    const wrong = qualifiedName(key);
    if (wrong !== undefined) each.refuse(miswritten(key, wrong, 'api/bad-label'), 'key');
    if (seen.has(key)) each.refuse(repeated(key), 'key');
    seen.add(key);
  }
});

export const topologies: Rule = rule('storage.k8s.io#StorageClass', (object) => {
  const seen = new Set<string>();
  for (const term of object.each('allowedTopologies')) {
    const all = term
      .each('matchLabelExpressions')
      .map((each) => [each.text('key'), [...each.texts('values')].sort()] as const);
    const text = JSON.stringify([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
    // The server takes a term of nothing for one that was there.
    if (seen.has(text) || all.length === 0) term.refuse(repeated('the same labels'), 'matchLabelExpressions');
    seen.add(text);
  }
});

/** What a driver does, and for how long its tokens are good. */
export const tokenRequests: Rule = rule('storage.k8s.io#CSIDriverSpec', (spec) => {
  oneOfIfSet(spec, 'fsGroupPolicy', ['ReadWriteOnceWithFSType', 'File', 'None']);
  itemsAmong(spec, 'volumeLifecycleModes', ['Persistent', 'Ephemeral']);
  const seen = new Set<string>();
  for (const request of spec.each('tokenRequests')) {
    const audience = request.text('audience');
    if (seen.has(audience)) request.refuse(repeated(audience), 'audience');
    seen.add(audience);
    const seconds = request.number('expirationSeconds');
    if (seconds !== undefined && (seconds < 600 || seconds > 2 ** 32))
      request.refuse(
        { code: 'api/out-of-range', what: `is ${seconds}: it is at least 600` },
        'expirationSeconds',
      );
  }
  const period = spec.number('nodeAllocatableUpdatePeriodSeconds');
  if (period !== undefined && period < 10)
    spec.refuse(
      { code: 'api/out-of-range', what: `is ${period}: it is at least 10` },
      'nodeAllocatableUpdatePeriodSeconds',
    );
  if (spec.has('serviceAccountTokenInSecrets') && spec.list('tokenRequests').length === 0)
    spec.refuse(
      { code: 'api/conflict', what: 'is for tokenRequests, of which there are none' },
      'serviceAccountTokenInSecrets',
    );
});

export const nodeDrivers: Rule = rule('storage.k8s.io#CSINodeSpec', (spec) => {
  const seen = new Set<string>();
  for (const each of spec.each('drivers')) {
    required(each, 'name', 'nodeID');
    written(each, 'name', driverName);
    if (each.text('nodeID').length > 256)
      each.refuse({ code: 'api/out-of-range', what: 'is longer than 256 characters' }, 'nodeID');
    if (seen.has(each.text('name'))) each.refuse(repeated(each.text('name')), 'name');
    seen.add(each.text('name'));
    const keys = each.texts('topologyKeys');
    const wrong = keys.find((key, index) => qualifiedName(key) !== undefined || keys.indexOf(key) !== index);
    if (wrong !== undefined)
      each.refuse({
        code: 'api/bad-label',
        what: `has the topology key ${JSON.stringify(wrong)} twice, or not well written`,
      });
    if ((each.in('allocatable').number('count') ?? 0) < 0)
      each.in('allocatable').refuse({ code: 'api/out-of-range', what: 'is below 0' }, 'count');
  }
});

export const attachment: Rule = rule('storage.k8s.io#VolumeAttachmentSpec', (spec) => {
  required(spec, 'attacher');
  written(spec, 'attacher', driverName);
  const node = spec.text('nodeName');
  const wrong = subdomain(node);
  if (wrong !== undefined) spec.refuse(miswritten(node, wrong), 'nodeName');
  const source = spec.in('source');
  const [inline, name] = [source.has('inlineVolumeSpec'), source.has('persistentVolumeName')];
  if (inline === name)
    source.refuse({
      code: inline ? 'api/conflict' : 'api/missing-field',
      what: 'has exactly one of inlineVolumeSpec and persistentVolumeName',
    });
  else if (name) {
    required(source, 'persistentVolumeName');
    written(source, 'persistentVolumeName', subdomain);
  }
});

export const storageCapacity: Rule = rule('storage.k8s.io#CSIStorageCapacity', (object) => {
  const name = object.text('storageClassName');
  const wrong = subdomain(name);
  if (wrong !== undefined) object.refuse(miswritten(name, wrong), 'storageClassName');
  if ((amount(object.get('capacity')) ?? 0n) < 0n)
    object.refuse({ code: 'api/out-of-range', what: 'is below 0' }, 'capacity');
});
