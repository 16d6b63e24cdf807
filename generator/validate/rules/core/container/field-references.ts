import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import { qualifiedName } from '../../syntax.ts';
import { notAmong } from '../../vocabulary/choice.ts';
import { amount } from '../../vocabulary/quantities.ts';
import { required } from '../../vocabulary/required.ts';
import { miswritten } from '../../vocabulary/written.ts';

const always = ['metadata.name', 'metadata.namespace', 'metadata.uid'];
const inVolume = [...always, 'metadata.labels', 'metadata.annotations'];
const inVariable = [
  ...always,
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
/** What the server knows of a pod at all. */
const known = new Set([
  ...inVolume,
  ...inVariable,
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
  'spec.host',
]);

/** A field of the pod that becomes a variable or a file. */
export const podReferences: Rule = rule('core#ObjectFieldSelector', (selector) => {
  required(selector, 'fieldPath');
  const path = selector.text('fieldPath');
  if (path === '') return;
  const subscript = /^(.*)\['(.*)'\]$/s.exec(path);
  if (subscript !== null) subscripted(selector, subscript[1] ?? '', subscript[2] ?? '');
  else if (selector.text('apiVersion') !== 'v1' || !known.has(path))
    selector.refuse(
      notAmong(path, selector.parent?.name === 'valueFrom' ? inVariable : inVolume),
      'fieldPath',
    );
  else {
    const allowed = selector.parent?.name === 'valueFrom' ? inVariable : inVolume;
    if (!allowed.includes(path === 'spec.host' ? 'spec.nodeName' : path))
      selector.refuse(notAmong(path, allowed), 'fieldPath');
  }
});

function subscripted(selector: Fields, path: string, key: string): void {
  if (path !== 'metadata.labels' && path !== 'metadata.annotations') {
    selector.refuse({ code: 'api/not-allowed', what: `takes no key of ${path}` }, 'fieldPath');
    return;
  }
  const wrong = qualifiedName(path === 'metadata.annotations' ? key.toLowerCase() : key);
  if (wrong !== undefined) selector.refuse(miswritten(key, wrong, 'api/bad-label'));
}

const resources = ['cpu', 'memory', 'ephemeral-storage'].flatMap((name) => [
  `limits.${name}`,
  `requests.${name}`,
]);

/** A resource of a container that becomes a variable or a file. */
export const resourceReferences: Rule = rule('core#ResourceFieldSelector', (selector) => {
  const name = selector.text('resource');
  if (selector.parent?.name !== 'valueFrom' && selector.text('containerName') === '')
    return selector.refuse({ code: 'api/missing-field', what: 'is required: in a volume' }, 'containerName');
  required(selector, 'resource');
  if (name !== '' && !resources.includes(name) && !/^(requests|limits)\.hugepages-/.test(name))
    selector.refuse(notAmong(name, resources), 'resource');
});

const sizes = new Set(
  ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((unit) => amount(`1${unit}`)),
);
const shares = new Set(['1m', '1'].map(amount));

/** What an amount of a resource is divided by. */
export const divisors: Rule = rule('core#ResourceFieldSelector', (selector) => {
  const divisor = amount(selector.get('divisor'));
  if (divisor === undefined || divisor === 0n) return;
  const isShare = /^(limits|requests)\.cpu$/.test(selector.text('resource'));
  const allowed = isShare ? shares : sizes;
  const known =
    isShare || /^(limits|requests)\.(memory|ephemeral-storage|hugepages-)/.test(selector.text('resource'));
  if (known && !allowed.has(divisor))
    selector.refuse(
      {
        code: 'api/not-allowed',
        what: `is no divisor of ${selector.text('resource')}: ${isShare ? '1 or 1m' : '1, or one of a unit as 1Mi'}`,
      },
      'divisor',
    );
});
