import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import { headerName, portName } from '../../syntax.ts';
import { exactlyOne, oneOf } from '../../vocabulary/choice.ts';
import { notNegative, outside, within } from '../../vocabulary/numbers.ts';
import { misplaced, required } from '../../vocabulary/required.ts';
import { miswritten } from '../../vocabulary/written.ts';
import { anyContainer, containerOf, isInit, isSidecar } from './containers.ts';

export const probeHandler: Rule = rule('core#Probe', (probe) =>
  exactlyOne(probe, ['exec', 'httpGet', 'tcpSocket', 'grpc'], 'way to probe'),
);

export const lifecycleHandler: Rule = rule('core#LifecycleHandler', (handler) =>
  exactlyOne(handler, ['exec', 'httpGet', 'tcpSocket', 'sleep'], 'handler'),
);

export const probeNumbers: Rule = rule('core#Probe', (probe) => {
  notNegative(
    probe,
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  );
  const grace = probe.number('terminationGracePeriodSeconds');
  if (probe.name === 'readinessProbe' && grace !== undefined)
    probe.refuse(misplaced('a readiness probe ends nothing'), 'terminationGracePeriodSeconds');
  if (grace !== undefined && grace <= 0)
    probe.refuse(
      { code: 'api/out-of-range', what: `is ${grace}: it is at least 1` },
      'terminationGracePeriodSeconds',
    );
});

/** Only a container that is not ready may have to be well several times. */
export const successThreshold: Rule = rule('core#Probe', (probe) => {
  const times = probe.number('successThreshold');
  if (probe.name !== 'readinessProbe' && times !== undefined && times !== 1)
    probe.refuse(
      { code: 'api/out-of-range', what: `is ${times}: of a ${probe.name} it is 1` },
      'successThreshold',
    );
});

/** A port by number, or by the name that a container gives it. */
export function numberOrName(fields: Fields, name: string): void {
  const value = fields.get(name);
  if (typeof value === 'number') within(fields, name, 1, 65_535);
  else if (typeof value === 'string') {
    const wrong = portName(value);
    if (wrong === undefined) return;
    const fix = /^\d+$/.test(value) ? `write the number without quotes: ${value}` : undefined;
    fields.refuse({ ...miswritten(value, wrong), fix }, name);
  }
}

export const httpGet: Rule = rule('core#HTTPGetAction', (action) => {
  numberOrName(action, 'port');
  oneOf(action, 'scheme', ['HTTP', 'HTTPS']);
  action.each('httpHeaders').forEach((header, index) => {
    const wrong = headerName(header.text('name'));
    if (wrong !== undefined)
      action.refuseWithin(miswritten(header.text('name'), wrong), 'httpHeaders', index);
  });
});

export const tcpSocket: Rule = rule('core#TCPSocketAction', (action) => numberOrName(action, 'port'));

export const grpc: Rule = rule('core#GRPCAction', (action) => within(action, 'port', 1, 65_535));

export const exec: Rule = rule('core#ExecAction', (action) => required(action, 'command'));

function sleeping(lowest: number): (action: Fields) => void {
  return (action) => {
    const pod = containerOf(action)?.parent;
    const [seconds = 0, grace = 30] = [
      action.number('seconds'),
      pod?.number('terminationGracePeriodSeconds'),
    ];
    if (seconds < lowest || seconds > grace) action.refuse(outside(seconds, lowest, grace));
  };
}

/** A container may sleep no longer than its end may take. */
export const sleep: Rule = rule('core#SleepAction', sleeping(0), { since: '1.33' });
export const sleepAtAll: Rule = rule('core#SleepAction', sleeping(1), { until: '1.32' });

/** An init container is over before anyone could ask how it is, unless it goes on as a sidecar. */
export const initProbes: Rule = rule('core#Container', (container) => {
  if (!isInit(container) || isSidecar(container)) return;
  for (const name of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'])
    if (container.has(name))
      container.refuse(misplaced('of init containers only one with restartPolicy: Always has it'), name);
});

const ephemeral = [
  'ports',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
];

export const ephemeralFields: Rule = rule(anyContainer, (container) => {
  if (container.name !== 'ephemeralContainers') return;
  for (const name of ephemeral)
    if (container.has(name)) container.refuse(misplaced('an ephemeral container does not have it'), name);
});
