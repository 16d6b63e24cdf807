import { type Rule, rule } from '../../rule.ts';
import { atMost, label1123, subdomain } from '../../syntax.ts';
import { within } from '../../vocabulary/numbers.ts';
import { misplaced } from '../../vocabulary/required.ts';
import { miswritten, written } from '../../vocabulary/written.ts';

/** What a pod calls itself and others. */
export const podNames: Rule = rule('core#PodSpec', (pod) => {
  written(pod, 'serviceAccountName', subdomain);
  // The older name of the same field.
  const account = pod.text('serviceAccountName') === '' ? pod.text('serviceAccount') : '';
  const badAccount = account === '' ? undefined : subdomain(account);
  if (badAccount !== undefined)
    pod.refuseAs('serviceAccountName', miswritten(account, badAccount), 'serviceAccount');
  written(pod, 'nodeName', subdomain);
  written(pod, 'priorityClassName', subdomain);
  const runtime = pod.get('runtimeClassName');
  const wrong = typeof runtime === 'string' ? subdomain(runtime) : undefined;
  if (wrong !== undefined) pod.refuse(miswritten(String(runtime), wrong), 'runtimeClassName');
});

/** A StatefulSet calls its pods itself: what its template says is not looked at. */
export const hostNames: Rule = rule('core#PodSpec', (pod) => {
  if (pod.root.text('kind') === 'StatefulSet') return;
  written(pod, 'hostname', label1123);
  written(pod, 'subdomain', label1123);
});

export const hostnameOverride: Rule = rule('core#PodSpec', (pod) => {
  if (!pod.has('hostnameOverride')) return;
  written(pod, 'hostnameOverride', atMost(64, subdomain));
  if (pod.flag('setHostnameAsFQDN')) pod.refuse(misplaced('there is setHostnameAsFQDN'), 'hostnameOverride');
  if (pod.flag('hostNetwork')) pod.refuse(misplaced('there is hostNetwork'), 'hostnameOverride');
});

export const podDeadline: Rule = rule('core#PodSpec', (pod) =>
  within(pod, 'activeDeadlineSeconds', 1, 2 ** 31 - 1),
);
