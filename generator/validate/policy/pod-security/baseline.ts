import type { Fields } from '../../rules/fields.ts';
import { annotationsOf, containersOf } from '../containers.ts';
import { type Check, check, forbid, hasUsersOfItsOwn } from './standard.ts';

/** Profiles that keep a program to what programs need. */
export const plain: readonly string[] = ['RuntimeDefault', 'Localhost'];

/** What a pod and its containers say of their security. */
function contextsOf(pod: Fields): readonly Fields[] {
  return [pod, ...containersOf(pod)].map((each) => each.in('securityContext'));
}

/** Of a setting that is there: it is one of some. */
function among(context: Fields, name: string, field: string, allowed: readonly string[]): void {
  if (!context.has(name)) return;
  const value = context.in(name).text(field);
  if (!allowed.includes(value))
    forbid(
      context.in(name),
      `is ${JSON.stringify(value)}: the standard allows ${allowed.filter(Boolean).join(', ')}`,
      field,
    );
}

const capabilities = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** Settings of the kernel that are the pod's own, and since when the standard allows them. */
const sysctls: readonly (readonly [since: string, names: readonly string[]])[] = [
  [
    '1.0',
    [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.ip_unprivileged_port_start',
      'net.ipv4.ping_group_range',
      'net.ipv4.tcp_syncookies',
    ],
  ],
  ['1.27', ['net.ipv4.ip_local_reserved_ports']],
  [
    '1.29',
    [
      'net.ipv4.tcp_fin_timeout',
      'net.ipv4.tcp_keepalive_intvl',
      'net.ipv4.tcp_keepalive_probes',
      'net.ipv4.tcp_keepalive_time',
    ],
  ],
  ['1.32', ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']],
];

/** One check a range of versions: each allows what the one before did, and more. */
function sysctlChecks(): readonly Check[] {
  return sysctls.map(([since], index) => {
    const allowed = sysctls.slice(0, index + 1).flatMap(([, names]) => names);
    const next = sysctls[index + 1]?.[0];
    const until = next === undefined ? {} : { until: `1.${Number(next.slice(2)) - 1}` };
    return check('sysctls', (pod) => onlyKnown(pod, allowed), { since, ...until });
  });
}

function onlyKnown(pod: Fields, allowed: readonly string[]): void {
  for (const each of pod.in('securityContext').each('sysctls'))
    if (!allowed.includes(each.text('name')))
      forbid(each, `is ${each.text('name')}: the standard knows it not to be safe`, 'name');
}

const selinux = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

function selinuxOptions(pod: Fields, types: readonly string[]): void {
  for (const context of contextsOf(pod)) {
    among(context, 'seLinuxOptions', 'type', types);
    for (const name of ['user', 'role'])
      if (context.in('seLinuxOptions').text(name) !== '')
        forbid(context.in('seLinuxOptions'), 'may not be set', name);
  }
}

export function masked(pod: Fields): void {
  for (const container of containersOf(pod)) {
    const context = container.in('securityContext');
    if (context.has('procMount') && context.text('procMount') !== 'Default')
      forbid(context, `is ${context.text('procMount')}: the standard allows Default`, 'procMount');
  }
}

/** Who a probe or hook asks. */
const asking = ['livenessProbe', 'readinessProbe', 'startupProbe'];

function ownHost(pod: Fields): void {
  for (const container of containersOf(pod)) {
    const hooks = ['postStart', 'preStop'].map((name) => container.in('lifecycle').in(name));
    for (const handler of [...asking.map((name) => container.in(name)), ...hooks])
      for (const name of ['httpGet', 'tcpSocket'])
        if (handler.in(name).text('host') !== '')
          forbid(handler.in(name), 'is another host: the kubelet would ask it', 'host');
  }
}

const oldSeccomp = 'seccomp.security.alpha.kubernetes.io/';

export const baseline: readonly Check[] = [
  check('hostProcess', (pod) => {
    for (const context of contextsOf(pod))
      if (context.in('windowsOptions').flag('hostProcess'))
        forbid(context.in('windowsOptions'), 'is true: it runs on the node itself', 'hostProcess');
  }),
  check('hostNamespaces', (pod) => {
    for (const name of ['hostNetwork', 'hostPID', 'hostIPC'])
      if (pod.flag(name)) forbid(pod, 'is true: the pod shares it with its node', name);
  }),
  check('privileged', (pod) => {
    for (const container of containersOf(pod))
      if (container.in('securityContext').flag('privileged'))
        forbid(container.in('securityContext'), 'is true: nothing keeps it from its node', 'privileged');
  }),
  check('capabilities', (pod) => {
    for (const container of containersOf(pod)) {
      const held = container.in('securityContext').in('capabilities');
      held.texts('add').forEach((each, index) => {
        if (!capabilities.includes(each))
          forbid(held, `is ${each}: the standard does not allow it`, 'add', index);
      });
    }
  }),
  check('hostPathVolumes', (pod) => {
    for (const volume of pod.each('volumes'))
      if (volume.has('hostPath')) forbid(volume, 'is a folder of the node', 'hostPath');
  }),
  check('hostPorts', (pod) => {
    for (const container of containersOf(pod))
      for (const port of container.each('ports'))
        if ((port.number('hostPort') ?? 0) !== 0) forbid(port, 'is a port of the node', 'hostPort');
  }),
  check('hostProbes', ownHost, { since: '1.34' }),
  check('appArmor', (pod) => {
    for (const context of contextsOf(pod)) among(context, 'appArmorProfile', 'type', plain);
    for (const [key, value] of annotationsOf(pod))
      if (key.startsWith('container.apparmor.security.beta.kubernetes.io/') && !isArmoured(String(value)))
        forbid(
          pod.parent?.in('metadata') ?? pod,
          `is ${value}: the standard allows runtime/default and localhost/…`,
          'annotations',
          key,
        );
  }),
  check('seLinux', (pod) => selinuxOptions(pod, selinux), { until: '1.30' }),
  check('seLinux', (pod) => selinuxOptions(pod, [...selinux, 'container_engine_t']), { since: '1.31' }),
  check('procMount', masked, { until: '1.34' }),
  check('procMount', (pod) => (hasUsersOfItsOwn(pod) ? undefined : masked(pod)), { since: '1.35' }),
  check(
    'seccomp',
    (pod) => {
      for (const [key, value] of annotationsOf(pod))
        if (
          isSeccomp(key, pod) &&
          !/^(?:runtime\/default|docker\/default|localhost\/.*)$/.test(String(value))
        )
          forbid(
            pod.parent?.in('metadata') ?? pod,
            `is ${value}: the standard allows runtime/default and localhost/…`,
            'annotations',
            key,
          );
    },
    { until: '1.18' },
  ),
  check(
    'seccomp',
    (pod) => {
      for (const context of contextsOf(pod)) among(context, 'seccompProfile', 'type', plain);
    },
    { since: '1.19' },
  ),
  ...sysctlChecks(),
];

function isArmoured(profile: string): boolean {
  return profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/');
}

function isSeccomp(key: string, pod: Fields): boolean {
  if (key === `${oldSeccomp}pod`) return true;
  return containersOf(pod).some((each) => key === `container.${oldSeccomp}${each.text('name')}`);
}
