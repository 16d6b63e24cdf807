import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { percentage } from '../syntax.ts';
import { oneOf } from '../vocabulary/choice.ts';
import { misplaced } from '../vocabulary/required.ts';
import { miswritten } from '../vocabulary/written.ts';

/** A number of pods, or a part of them in percent. */
export function countOrPercent(fields: Fields, name: string): void {
  const value = fields.get(name);
  if (typeof value === 'number' && value < 0)
    fields.refuse({ code: 'api/out-of-range', what: `is ${value}: it is not below 0` }, name);
  const wrong = typeof value === 'string' ? percentage(value) : undefined;
  if (wrong !== undefined) fields.refuse(miswritten(String(value), wrong, 'api/bad-format'), name);
}

/** Only where pods are replaced one after the other the numbers for it are looked at. */
function rolls(update: Fields): boolean {
  return update.parent?.text('type') === 'RollingUpdate';
}

function upToAll(fields: Fields, name: string): void {
  const value = fields.get(name);
  if (typeof value === 'string' && percentage(value) === undefined && numberIn(value) > 100)
    fields.refuse({ code: 'api/out-of-range', what: `is ${value}: it is at most 100%` }, name);
}

function numberIn(value: unknown): number {
  return Number(String(value ?? 0).replace(/%$/, '')) || 0;
}

/** While pods are replaced there are more of them than wanted, or fewer: something has to give. */
export const rollingDeployment: Rule = rule('apps#RollingUpdateDeployment', (update) => {
  if (!rolls(update)) return;
  countOrPercent(update, 'maxUnavailable');
  countOrPercent(update, 'maxSurge');
  upToAll(update, 'maxUnavailable');
  if (numberIn(update.get('maxUnavailable')) === 0 && numberIn(update.get('maxSurge')) === 0)
    update.refuse(
      { code: 'api/conflict', what: 'is 0, and so is maxSurge: nothing could be replaced' },
      'maxUnavailable',
    );
});

export const rollingDaemonSet: Rule = rule('apps#RollingUpdateDaemonSet', (update) => {
  if (!rolls(update)) return;
  for (const name of ['maxUnavailable', 'maxSurge']) {
    countOrPercent(update, name);
    upToAll(update, name);
  }
  const [missing, more] = [numberIn(update.get('maxUnavailable')), numberIn(update.get('maxSurge'))];
  if (missing !== 0 && more !== 0)
    update.refuse({ code: 'api/conflict', what: 'is for maxUnavailable: 0' }, 'maxSurge');
  if (missing === 0 && more === 0)
    update.refuse(
      { code: 'api/conflict', what: 'is 0, and so is maxSurge: nothing could be replaced' },
      'maxUnavailable',
    );
});

export const rollingStatefulSet: Rule = rule('apps#RollingUpdateStatefulSetStrategy', (update) => {
  if (rolls(update) && (update.number('partition') ?? 0) < 0)
    update.refuse({ code: 'api/out-of-range', what: 'is below 0' }, 'partition');
});

/** Since its gate is on the field counts. */
export const unavailableStatefulSet: Rule = rule('apps#RollingUpdateStatefulSetStrategy', (update) => {
  if (!update.has('maxUnavailable') || !rolls(update)) return;
  countOrPercent(update, 'maxUnavailable');
  upToAll(update, 'maxUnavailable');
  if (numberIn(update.get('maxUnavailable')) === 0)
    update.refuse({ code: 'api/conflict', what: 'is 0: nothing could be replaced' }, 'maxUnavailable');
});

/** Only what rolls has numbers for it. */
export const strategyTypes: Rule = rule(
  ['apps#DeploymentStrategy', 'apps#DaemonSetUpdateStrategy', 'apps#StatefulSetUpdateStrategy'],
  (strategy) => {
    const type = strategy.text('type');
    oneOf(strategy, 'type', ['RollingUpdate', strategy.name === 'strategy' ? 'Recreate' : 'OnDelete']);
    if (
      type !== 'RollingUpdate' &&
      type !== '' &&
      strategy.name !== 'updateStrategy' &&
      strategy.has('rollingUpdate')
    )
      strategy.refuse(misplaced(`the strategy is ${type}`), 'rollingUpdate');
    if (type === 'OnDelete' && strategy.root.text('kind') === 'StatefulSet' && strategy.has('rollingUpdate'))
      strategy.refuse(misplaced(`the strategy is ${type}`), 'rollingUpdate');
  },
);

/** What runs for ever is always restarted, and has no deadline. */
export const restartAlways: Rule = rule(
  [
    'apps#DeploymentSpec',
    'apps#StatefulSetSpec',
    'apps#DaemonSetSpec',
    'apps#ReplicaSetSpec',
    'core#ReplicationControllerSpec',
  ],
  (spec) => {
    const template = spec.in('template');
    const pod = template.in('spec');
    const policy = pod.text('restartPolicy');
    if (policy !== '' && policy !== 'Always')
      pod.refuse(
        { code: 'api/not-allowed', what: `is ${policy}: of a ${spec.root.text('kind')} it is Always` },
        'restartPolicy',
      );
    if (pod.has('activeDeadlineSeconds'))
      pod.refuse(misplaced(`a ${spec.root.text('kind')} has none`), 'activeDeadlineSeconds');
  },
);
