import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import { notAmong } from '../../vocabulary/choice.ts';
import { outside } from '../../vocabulary/numbers.ts';
import { misplaced, required } from '../../vocabulary/required.ts';
import { repeated } from '../../vocabulary/unique.ts';
import { containersOf } from '../container/containers.ts';

const highestId = 2 ** 31 - 1;

export const groups: Rule = rule('core#PodSecurityContext', (context) => {
  context.list('supplementalGroups').forEach((group, index) => {
    if (typeof group === 'number' && (group < 0 || group > highestId))
      context.refuse(outside(group, 0, highestId), 'supplementalGroups', index);
  });
});

/** A pod shares the processes of its containers, or those of the machine. */
export const sharedProcesses: Rule = rule('core#PodSpec', (pod) => {
  if (pod.flag('shareProcessNamespace') && pod.flag('hostPID'))
    pod
      .in('securityContext')
      .refuse({ code: 'api/conflict', what: 'excludes hostPID' }, 'shareProcessNamespace');
});

const segment = '[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?';
const sysctl = new RegExp(`^(?:${segment}[./])*${segment}$`);

/** Settings of the kernel; those of a network or of shared memory only where the pod has its own. */
export const sysctls: Rule = rule('core#PodSecurityContext', (context) => {
  const pod = context.parent;
  const seen = new Set<string>();
  for (const setting of context.each('sysctls')) {
    required(setting, 'name');
    const name = setting.text('name');
    if (name === '') continue;
    if (name.length > 253 || !sysctl.test(name))
      setting.refuse(
        { code: 'api/bad-name', what: `${JSON.stringify(name)} is no name of a sysctl` },
        'name',
      );
    else if (seen.has(name)) setting.refuse(repeated(name), 'name');
    seen.add(name);
    const shared = sharedWith(name.replaceAll('/', '.'), pod);
    if (shared !== undefined)
      setting.refuse({ code: 'api/conflict', what: `is of the machine with ${shared}` }, 'name');
  }
});

const ipc = /^(kernel\.shm|kernel\.msg|kernel\.sem$|fs\.mqueue\.)/;

function sharedWith(name: string, pod: Fields | undefined): string | undefined {
  if (name.startsWith('net.') && pod?.flag('hostNetwork') === true) return 'hostNetwork';
  return ipc.test(name) && pod?.flag('hostIPC') === true ? 'hostIPC' : undefined;
}

/** Users of a pod that are not the machine's see nothing else of it either. */
export const ownUsers: Rule = rule('core#PodSpec', (pod) => {
  if (pod.get('hostUsers') !== false) return;
  const shared = { hostPID: 'HostPID', hostIPC: 'HostIPC', hostNetwork: 'hostNetwork' };
  for (const [name, called] of Object.entries(shared))
    if (pod.flag(name)) pod.refuseAs(called, misplaced('hostUsers is false'), name);
});

const ofLinux = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
];

/** What is of one system is not set for a pod of the other. */
export const system: Rule = rule('core#PodSpec', (pod) => {
  if (!pod.has('os')) return;
  const os = pod.in('os');
  required(os, 'name');
  const name = os.text('name');
  if (name !== '' && name !== 'linux' && name !== 'windows')
    pod.refuse(notAmong(name, ['linux', 'windows']), 'os');
  const contexts = [pod, ...containersOf(pod)].map((each) => each.in('securityContext'));
  if (name === 'linux')
    for (const context of contexts)
      if (context.has('windowsOptions')) context.refuse(misplaced('the pod is of linux'), 'windowsOptions');
  if (name !== 'windows') return;
  for (const context of contexts)
    for (const field of ofLinux)
      if (context.has(field)) context.refuse(misplaced('the pod is of windows'), field);
  for (const field of ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'])
    if (
      field === 'hostUsers'
        ? pod.has(field)
        : pod.flag(field) || (field === 'shareProcessNamespace' && pod.has(field))
    )
      field === 'shareProcessNamespace'
        ? pod.in('securityContext').refuse(misplaced('the pod is of windows'), field)
        : pod.refuse(misplaced('the pod is of windows'), field);
});

/** Of a pod of Windows all containers are of the machine, or none. */
export const hostProcess: Rule = rule('core#PodSpec', (pod) => {
  const all = pod.in('securityContext').in('windowsOptions').get('hostProcess');
  const containers = containersOf(pod);
  const own = containers.map((each) => each.in('securityContext').in('windowsOptions'));
  const count = own.filter((options) => options.get('hostProcess') ?? all ?? false).length;
  for (const options of own)
    if (all !== undefined && options.has('hostProcess') && options.get('hostProcess') !== all)
      options.refuse({ code: 'api/conflict', what: `is not what the pod says, ${all}` }, 'hostProcess');
  if (count === 0) return;
  if (count !== containers.length)
    pod.refuse({ code: 'api/conflict', what: 'has containers of the machine (hostProcess) beside others' });
  if (!pod.flag('hostNetwork'))
    pod.refuse(
      { code: 'api/conflict', what: 'has to be true where containers are of the machine (hostProcess)' },
      'hostNetwork',
    );
});
