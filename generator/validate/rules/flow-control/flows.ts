import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { label1123, subdomain } from '../syntax.ts';
import { allAlone, requiredOneOf } from '../vocabulary/choice.ts';
import { notNegative, within } from '../vocabulary/numbers.ts';
import { misplaced, needed, required } from '../vocabulary/required.ts';
import { itemsAs, written } from '../vocabulary/written.ts';

/** Which requests are looked after together, and how urgent they are. */
export const flowSchema: Rule = rule('flowcontrol.apiserver.k8s.io#FlowSchemaSpec', (spec) => {
  const precedence = spec.number('matchingPrecedence') || 1000;
  if (precedence < 1 || precedence > 10_000) within(spec, 'matchingPrecedence', 1, 10_000);
  if (precedence === 1 && spec.parent?.in('metadata').text('name') !== 'exempt')
    spec.refuse(
      { code: 'api/out-of-range', what: 'is 1, which is for the schema called exempt' },
      'matchingPrecedence',
    );
  if (spec.has('distinguisherMethod'))
    requiredOneOf(spec.in('distinguisherMethod'), 'type', ['ByUser', 'ByNamespace']);
  const level = spec.in('priorityLevelConfiguration');
  required(level, 'name');
  written(level, 'name', subdomain);
});

export const flowRules: Rule = rule('flowcontrol.apiserver.k8s.io#PolicyRulesWithSubjects', (each) => {
  needed(each, 'subjects', 'at least one');
  if (each.list('resourceRules').length + each.list('nonResourceRules').length === 0)
    each.refuse({ code: 'api/missing-field', what: 'has neither resourceRules nor nonResourceRules' });
});

const kinds: Readonly<Record<string, string>> = {
  ServiceAccount: 'serviceAccount',
  User: 'user',
  Group: 'group',
};

export const flowSubject: Rule = rule('flowcontrol.apiserver.k8s.io#Subject', (subject) => {
  const kind = subject.text('kind');
  requiredOneOf(subject, 'kind', Object.keys(kinds));
  const own = kinds[kind];
  if (own === undefined) return;
  for (const name of Object.values(kinds))
    if (name !== own && subject.has(name)) subject.refuse(misplaced(`the kind is ${kind}`), name);
  if (!subject.has(own)) return needed(subject, own, `the kind is ${kind}`);
  const fields = subject.in(own);
  required(fields, 'name');
  if (kind !== 'ServiceAccount') return;
  required(fields, 'namespace');
  written(fields, 'namespace', label1123);
  if (fields.text('name') !== '*') written(fields, 'name', subdomain);
});

const verbs = ['get', 'list', 'create', 'update', 'delete', 'deletecollection', 'patch', 'watch', 'proxy'];

function verbsOf(each: Fields): void {
  needed(each, 'verbs', 'at least one');
  allAlone(each, 'verbs');
  const given = each.texts('verbs');
  const unknown = given.includes('*') ? undefined : given.find((verb) => !verbs.includes(verb));
  if (unknown !== undefined)
    each.refuse(
      { code: 'api/not-allowed', what: `has ${JSON.stringify(unknown)}: verbs are ${verbs.join(', ')}` },
      'verbs',
    );
}

export const resourceFlows: Rule = rule('flowcontrol.apiserver.k8s.io#ResourcePolicyRule', (each) => {
  verbsOf(each);
  for (const name of ['apiGroups', 'resources']) {
    needed(each, name, 'at least one');
    allAlone(each, name);
  }
  if (!each.flag('clusterScope')) needed(each, 'namespaces', 'or clusterScope: true');
  allAlone(each, 'namespaces');
  if (!each.texts('namespaces').includes('*')) itemsAs(each, 'namespaces', label1123);
});

export const addressFlows: Rule = rule('flowcontrol.apiserver.k8s.io#NonResourcePolicyRule', (each) => {
  verbsOf(each);
  needed(each, 'nonResourceURLs', 'at least one');
  allAlone(each, 'nonResourceURLs');
  const given = each.texts('nonResourceURLs');
  if (given.includes('*')) return;
  itemsAs(
    each,
    'nonResourceURLs',
    (text) => {
      if (!text.startsWith('/')) return 'does not begin with /';
      if (text.includes(' ')) return 'has a space in it';
      if (text.includes('//')) return 'has two slashes in a row';
      return text.slice(0, -1).includes('*') || (text.endsWith('*') && !text.endsWith('/*'))
        ? 'has a * that is not its last step'
        : undefined;
    },
    'api/bad-format',
  );
});

/** How much of the server a level may take. */
export const priorityLevel: Rule = rule(
  'flowcontrol.apiserver.k8s.io#PriorityLevelConfigurationSpec',
  (spec) => {
    const type = spec.text('type');
    const exempt = spec.parent?.in('metadata').text('name') === 'exempt';
    requiredOneOf(spec, 'type', ['Exempt', 'Limited']);
    if (exempt !== (type === 'Exempt'))
      spec.refuse(
        { code: 'api/conflict', what: 'has to be Exempt for the level called exempt, and for no other' },
        'type',
      );
    if (type === 'Exempt' && spec.has('limited')) spec.refuse(misplaced('the type is Exempt'), 'limited');
    if (type === 'Limited' && spec.has('exempt')) spec.refuse(misplaced('the type is Limited'), 'exempt');
    if (type === 'Limited' && !spec.has('limited')) needed(spec, 'limited', 'the type is Limited');
  },
);

export const limitedLevel: Rule = rule(
  [
    'flowcontrol.apiserver.k8s.io#LimitedPriorityLevelConfiguration',
    'flowcontrol.apiserver.k8s.io#ExemptPriorityLevelConfiguration',
  ],
  (level) => {
    notNegative(level, 'nominalConcurrencyShares', 'borrowingLimitPercent');
    within(level, 'lendablePercent', 0, 100);
    if (level.name === 'limited' && !level.has('limitResponse'))
      needed(level.in('limitResponse'), 'type', 'Queue or Reject');
  },
);

/** What happens to requests that are too many. */
export const limitResponse: Rule = rule('flowcontrol.apiserver.k8s.io#LimitResponse', (response) => {
  const type = response.text('type');
  requiredOneOf(response, 'type', ['Queue', 'Reject']);
  if (type === 'Reject' && response.has('queuing'))
    response.refuse(misplaced('the type is Reject'), 'queuing');
  if (type !== 'Queue') return;
  if (!response.has('queuing')) return needed(response, 'queuing', 'the type is Queue');
  const queuing = response.in('queuing');
  // Nought is what is usual.
  const [queues, hand] = [queuing.number('queues') || 64, queuing.number('handSize') || 8];
  notNegative(queuing, 'queueLengthLimit', 'queues', 'handSize');
  if (queues > 10_000_000) within(queuing, 'queues', 1, 10_000_000);
  if (hand > queues)
    queuing.refuse({ code: 'api/out-of-range', what: `is ${hand}, more than queues` }, 'handSize');
  else if (hand > 0 && queues > 0 && entropy(hand, queues) > 60)
    queuing.refuse({ code: 'api/out-of-range', what: 'takes more than 60 bits to deal' }, 'handSize');
});

function entropy(hand: number, queues: number): number {
  let bits = 0;
  for (let dealt = 0; dealt < hand; dealt++) bits += Math.log2(queues - dealt);
  return Math.ceil(bits);
}
