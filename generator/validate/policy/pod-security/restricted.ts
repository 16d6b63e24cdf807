import type { Fields } from '../../rules/fields.ts';
import { containersOf } from '../containers.ts';
import { masked, plain } from './baseline.ts';
import { type Check, check, demand, forbid, hasUsersOfItsOwn, isOfWindows } from './standard.ts';

const volumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** What a pod says holds for containers that say nothing. */
function saidBy(pod: Fields, container: Fields, name: string): Fields | undefined {
  return [container, pod].map((each) => each.in('securityContext')).find((each) => each.has(name));
}

function escalation(pod: Fields): void {
  for (const container of containersOf(pod)) {
    const context = container.in('securityContext');
    if (context.get('allowPrivilegeEscalation') !== false)
      demand(context, 'is not false', 'say allowPrivilegeEscalation: false', 'allowPrivilegeEscalation');
  }
}

function nonRoot(pod: Fields): void {
  if (pod.in('securityContext').get('runAsNonRoot') === false)
    demand(pod.in('securityContext'), 'is false', 'say runAsNonRoot: true', 'runAsNonRoot');
  for (const container of containersOf(pod)) {
    const said = saidBy(pod, container, 'runAsNonRoot');
    const isOwn = container.in('securityContext').has('runAsNonRoot');
    if (said?.flag('runAsNonRoot') === true || (said !== undefined && !isOwn)) continue;
    demand(
      container.in('securityContext'),
      said === undefined ? 'is not set, nor by the pod' : 'is false',
      'say runAsNonRoot: true, of the pod or of each container',
      'runAsNonRoot',
    );
  }
}

function notRoot(pod: Fields): void {
  for (const each of [pod, ...containersOf(pod)])
    if (each.in('securityContext').number('runAsUser') === 0)
      demand(each.in('securityContext'), 'is 0, which is root', 'name another user', 'runAsUser');
}

const how = 'say seccompProfile: { type: RuntimeDefault }, of the pod or of each container';

function seccomp(pod: Fields): void {
  const whole = pod.in('securityContext');
  const isSet = plain.includes(whole.in('seccompProfile').text('type'));
  if (whole.has('seccompProfile') && !isSet)
    demand(whole.in('seccompProfile'), 'is neither RuntimeDefault nor Localhost', how, 'type');
  for (const container of containersOf(pod)) {
    const own = container.in('securityContext');
    if (own.has('seccompProfile')) {
      if (!plain.includes(own.in('seccompProfile').text('type')))
        demand(own.in('seccompProfile'), 'is neither RuntimeDefault nor Localhost', how, 'type');
    } else if (!whole.has('seccompProfile')) demand(own, 'is not set, nor by the pod', how, 'seccompProfile');
  }
}

function capabilities(pod: Fields): void {
  for (const container of containersOf(pod)) {
    const held = container.in('securityContext').in('capabilities');
    if (!held.texts('drop').includes('ALL')) demand(held, 'is without ALL', "say drop: ['ALL']", 'drop');
    held.texts('add').forEach((each, index) => {
      if (each !== 'NET_BIND_SERVICE')
        forbid(held, `is ${each}: the standard allows NET_BIND_SERVICE only`, 'add', index);
    });
  }
}

/** Pods of Windows are asked nothing that they do not have. */
function ofLinux(asked: Check['check']): Check['check'] {
  return (pod) => (isOfWindows(pod) ? undefined : asked(pod));
}

/** Pods whose users are theirs alone may well be root in there. */
function ofSharedUsers(asked: Check['check']): Check['check'] {
  return (pod) => (hasUsersOfItsOwn(pod) ? undefined : asked(pod));
}

export const restricted: readonly Check[] = [
  check('hostPathVolumes', (pod) => {
    for (const volume of pod.each('volumes'))
      if (!volumes.some((name) => volume.has(name)))
        for (const name of Object.keys(volume.values).filter((each) => each !== 'name'))
          forbid(volume, `is of another sort than ${volumes.join(', ')}`, name);
  }),
  check('allowPrivilegeEscalation', escalation, { until: '1.24' }),
  check('allowPrivilegeEscalation', ofLinux(escalation), { since: '1.25' }),
  check('runAsNonRoot', nonRoot, { until: '1.34' }),
  check('runAsNonRoot', ofSharedUsers(nonRoot), { since: '1.35' }),
  check('runAsUser', notRoot, { since: '1.23', until: '1.34' }),
  check('runAsUser', ofSharedUsers(notRoot), { since: '1.35' }),
  check('seccomp', seccomp, { since: '1.19', until: '1.24' }),
  check('seccomp', ofLinux(seccomp), { since: '1.25' }),
  check('capabilities', capabilities, { since: '1.22', until: '1.24' }),
  check('capabilities', ofLinux(capabilities), { since: '1.25' }),
  check('procMount', masked, { since: '1.35' }),
];
