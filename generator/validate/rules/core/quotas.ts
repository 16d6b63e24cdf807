import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { qualifiedName } from '../syntax.ts';
import { notAmong } from '../vocabulary/choice.ts';
import { amount, whole } from '../vocabulary/quantities.ts';
import { misplaced } from '../vocabulary/required.ts';
import { uniqueBy } from '../vocabulary/unique.ts';
import { miswritten } from '../vocabulary/written.ts';
import { resourceAmount } from './container/resources.ts';
import {
  containerResourceMistake,
  fitsScope,
  isLimited,
  mayBeOvercommitted,
  quotaResourceMistake,
  resourceMistake,
} from './resource-names.ts';

export const quotaAmounts: Rule = rule('core#ResourceQuotaSpec', (spec) => {
  for (const [name, value] of spec.entries('hard'))
    resourceAmount(spec, 'hard', name, value, quotaResourceMistake);
});

const always = ['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'CrossNamespacePodAffinity'];
const scopes = [...always, 'PriorityClass', 'VolumeAttributesClass'];
const opposites = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

/** What is wrong with a set of scopes, of one list or another. */
function scopeMistakes(spec: Fields, given: readonly string[], say: (what: string) => void): void {
  const hard = spec.entries('hard').map(([name]) => name);
  for (const scope of given) {
    const misfit = hard.find((name) => isLimited(name) && !fitsScope(scope, name));
    if (scopes.includes(scope) && misfit !== undefined) say(`${scope} does not go with ${misfit}`);
  }
  for (const [one, other] of opposites)
    if (given.includes(one) && given.includes(other)) say(`${one} and ${other} exclude each other`);
}

/** Which pods a quota counts. */
export const quotaScopes: Rule = rule('core#ResourceQuotaSpec', (spec) => {
  const given = spec.texts('scopes');
  const say = (what: string): void => spec.refuseAs('scopes', { code: 'api/conflict', what }, 'scopes');
  for (const scope of given) if (!scopes.includes(scope)) spec.refuse(notAmong(scope, scopes), 'scopes');
  scopeMistakes(spec, given, say);
});

export const quotaSelector: Rule = rule('core#ResourceQuotaSpec', (spec) => {
  const selector = spec.in('scopeSelector');
  const all = selector.each('matchExpressions');
  const say = (path: string, what: string): void =>
    selector.refuseAs(path, { code: 'api/conflict', what }, 'matchExpressions');
  for (const each of all) {
    const [scope, operator, count] = [
      each.text('scopeName'),
      each.text('operator'),
      each.list('values').length,
    ];
    if (!scopes.includes(scope)) say('matchExpressions.scopeName', `${JSON.stringify(scope)} is no scope`);
    if (always.includes(scope) && operator !== 'Exists')
      say('matchExpressions.operator', `has to be Exists for ${scope}`);
    if ((operator === 'In' || operator === 'NotIn') && count === 0)
      say('matchExpressions.values', `is required with ${operator}`);
    else if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0)
      say('matchExpressions.values', `has to be empty with ${operator}`);
    else if (!['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator))
      say('matchExpressions.operator', `${JSON.stringify(operator)} is no operator`);
  }
  scopeMistakes(
    spec,
    all.map((each) => each.text('scopeName')),
    (what) => say('matchExpressions', what),
  );
});

const lists = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'];

/** What a limit is about, once each. */
export const limitTypes: Rule = rule('core#LimitRangeSpec', (spec) => {
  uniqueBy(spec, 'limits', 'type');
  for (const limit of spec.each('limits')) {
    const type = limit.text('type');
    const known = ['Pod', 'Container', 'PersistentVolumeClaim'];
    const wrong = qualifiedName(type);
    if (wrong !== undefined) limit.refuse(miswritten(type, wrong), 'type');
    else if (!type.includes('/') && !known.includes(type)) limit.refuse(notAmong(type, known), 'type');
    if (type === 'Pod')
      for (const name of ['default', 'defaultRequest'])
        if (limit.entries(name).length > 0) limit.refuse(misplaced('a limit of pods has none'), name);
    if (
      type === 'PersistentVolumeClaim' &&
      limit.in('min').get('storage') === undefined &&
      limit.in('max').get('storage') === undefined
    )
      limit.refuseAs(
        'limits',
        { code: 'api/missing-field', what: 'is required: min or max of storage' },
        'max',
      );
  }
});

export const limitNames: Rule = rule('core#LimitRangeItem', (limit) => {
  const mistake = ['Pod', 'Container'].includes(limit.text('type'))
    ? containerResourceMistake
    : resourceMistake;
  for (const list of lists)
    for (const [name] of limit.entries(list)) {
      const wrong = mistake(name);
      if (wrong !== undefined) limit.refuse(miswritten(name, wrong), list, name);
    }
});

/** The least, what is usual and the most are in this order. */
export const limitOrder: Rule = rule('core#LimitRangeItem', (limit) => {
  const names = new Set(lists.flatMap((list) => limit.entries(list).map(([name]) => name)));
  for (const name of names) {
    const of = (list: string): bigint | undefined => amount(limit.in(list).get(name));
    const [min, max, usual, asked, ratio] = [
      of('min'),
      of('max'),
      of('default'),
      of('defaultRequest'),
      of('maxLimitRequestRatio'),
    ];
    const order = (less: bigint | undefined, more: bigint | undefined, list: string, what: string): void => {
      if (less !== undefined && more !== undefined && less > more)
        limit.refuse({ code: 'api/conflict', what }, list, name);
    };
    order(min, max, 'min', 'is more than max');
    order(min, asked, 'defaultRequest', 'is less than min');
    order(asked, max, 'defaultRequest', 'is more than max');
    order(asked, usual, 'defaultRequest', 'is more than default');
    order(min, usual, 'default', 'is less than min');
    order(usual, max, 'default', 'is more than max');
    if (ratio !== undefined && whole(ratio * 1000n) < 1000n)
      limit.refuse({ code: 'api/out-of-range', what: 'is less than 1' }, 'maxLimitRequestRatio', name);
    if (
      ratio !== undefined &&
      min !== undefined &&
      max !== undefined &&
      min > 0n &&
      Number(ratio) / 1e9 > Number(max) / Number(min)
    )
      limit.refuse(
        { code: 'api/conflict', what: 'is more than max divided by min' },
        'maxLimitRequestRatio',
        name,
      );
    if (!mayBeOvercommitted(name) && usual !== undefined && asked !== undefined && usual !== asked)
      limit.refuse({ code: 'api/conflict', what: 'has to be the same as default' }, 'defaultRequest', name);
  }
});
