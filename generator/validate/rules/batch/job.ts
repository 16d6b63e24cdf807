import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { label1123, qualifiedName, type Syntax, subdomain } from '../syntax.ts';
import { requiredOneOf } from '../vocabulary/choice.ts';
import { notNegative, outside } from '../vocabulary/numbers.ts';
import { misplaced, needed } from '../vocabulary/required.ts';
import { repeated } from '../vocabulary/unique.ts';
import { miswritten, written } from '../vocabulary/written.ts';

export const jobNumbers: Rule = rule('batch#JobSpec', (spec) =>
  notNegative(
    spec,
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
  ),
);

/** What a job does ends. */
export const jobRestarts: Rule = rule('batch#JobSpec', (spec) => {
  const pod = spec.in('template').in('spec');
  const policy = pod.text('restartPolicy') || 'Always';
  const fix = 'write restartPolicy: Never or OnFailure';
  if (policy === 'Always')
    pod.refuse(
      { code: 'api/missing-field', what: 'is required: of a Job it is Never or OnFailure', fix },
      'restartPolicy',
    );
  else if (spec.has('podFailurePolicy') && policy !== 'Never')
    pod.refuse({ code: 'api/conflict', what: 'has to be Never beside podFailurePolicy' }, 'restartPolicy');
});

const most = 100_000;

/** Pods with an index each: the number of them is known. */
export const indexed: Rule = rule('batch#JobSpec', (spec) => {
  const limits = ['backoffLimitPerIndex', 'maxFailedIndexes'] as const;
  if (spec.text('completionMode') !== 'Indexed') {
    for (const name of [...limits, 'successPolicy'])
      if (spec.has(name)) spec.refuse(misplaced('it needs completionMode: Indexed'), name);
    return;
  }
  const [completions, parallel, failed] = [
    spec.number('completions'),
    spec.number('parallelism') ?? 0,
    spec.number('maxFailedIndexes'),
  ];
  if (completions === undefined) needed(spec, 'completions', 'with completionMode: Indexed');
  if (parallel > most) spec.refuse(outside(parallel, 0, most), 'parallelism');
  if (failed === undefined) return;
  if (completions !== undefined && failed > completions)
    spec.refuse(
      { code: 'api/out-of-range', what: `is ${failed}, more than completions` },
      'maxFailedIndexes',
    );
  if (failed > most) spec.refuse(outside(failed, 0, most), 'maxFailedIndexes');
});

export const failedIndexes: Rule = rule('batch#JobSpec', (spec) => {
  if (spec.has('maxFailedIndexes') && !spec.has('backoffLimitPerIndex'))
    needed(spec, 'backoffLimitPerIndex', 'beside maxFailedIndexes');
});

/** Very many indexes are looked after with care. */
export const manyIndexes: Rule = rule('batch#JobSpec', (spec) => {
  const many =
    (spec.number('completions') ?? 0) > most &&
    spec.text('completionMode') === 'Indexed' &&
    spec.has('backoffLimitPerIndex');
  if (!many) return;
  if (!spec.has('maxFailedIndexes')) needed(spec, 'maxFailedIndexes', `with more than ${most} completions`);
  for (const name of ['parallelism', 'maxFailedIndexes'])
    if ((spec.number(name) ?? 0) > 10_000) spec.refuse(outside(spec.number(name) ?? 0, 0, 10_000), name);
});

const uidLabels = ['batch.kubernetes.io/controller-uid', 'controller-uid'];
const nameLabels = ['batch.kubernetes.io/job-name', 'job-name'];

/** The selector of a job is made by the server, unless the job says that it is made by hand. */
export const jobSelector: Rule = rule('batch#Job', (job) => {
  const spec = job.in('spec');
  if (spec.flag('manualSelector')) manual(spec);
  else if (spec.has('selector')) {
    const selector = spec.in('selector');
    const name = job.in('metadata').text('name');
    const ours = selector
      .entries('matchLabels')
      .every(([key, value]) => nameLabels.includes(key) && value === name);
    if (!ours || selector.list('matchExpressions').length > 0)
      spec.refuse(
        {
          code: 'api/conflict',
          what: 'is made by the server, or said with manualSelector: true',
          fix: 'take it away',
        },
        'selector',
      );
  }
});

/** Labels that the server gives to the pods of a job are not those of another. */
export const jobLabels: Rule = rule('batch#Job', (job) => {
  const [spec, name] = [job.in('spec'), job.in('metadata').text('name')];
  if (spec.flag('manualSelector')) return;
  const metadata = spec.in('template').in('metadata');
  for (const [key, value] of metadata.entries('labels'))
    if (uidLabels.includes(key) || (nameLabels.includes(key) && value !== name))
      metadata.refuse(
        { code: 'api/conflict', what: 'is given by the server', fix: 'take it away' },
        'labels',
        key,
      );
});

function manual(spec: Fields): void {
  if (!spec.has('selector')) {
    needed(spec, 'selector', 'with manualSelector: true');
    return;
  }
  const labels = spec.in('template').in('metadata').in('labels').values;
  const fits = spec
    .in('selector')
    .entries('matchLabels')
    .every(([key, value]) => labels[key] === value);
  if (!fits)
    spec.refuseAs(
      'template.metadata.labels',
      { code: 'api/selector-mismatch', what: 'do not have what spec.selector selects' },
      'template',
      'metadata',
    );
}

/** The pod with the highest index is called by the job. */
export const indexedName: Rule = rule('batch#Job', (job) => {
  const [spec, metadata] = [job.in('spec'), job.in('metadata')];
  const completions = spec.number('completions') ?? 0;
  const name = metadata.text('name');
  if (spec.text('completionMode') !== 'Indexed' || completions <= 0 || name === '') return;
  const wrong = label1123(`${name}-${completions - 1}`);
  if (wrong !== undefined)
    metadata.refuse(
      { code: 'api/bad-name', what: `makes pods called ${name}-${completions - 1}, which ${wrong}` },
      'name',
    );
});

const domainPath: Syntax = (text) => {
  const [domain = '', ...path] = text.split('/');
  if (path.length === 0 || path.join('/') === '')
    return 'has no path behind a domain: example.com/controller';
  if (text.length > 63) return 'is longer than 63 characters';
  return (
    subdomain(domain) ??
    (/^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path.join('/')) ? undefined : 'has a path that is none')
  );
};

export const managedBy: Rule = rule('batch#JobSpec', (spec) => written(spec, 'managedBy', domainPath));

/** What is done with a pod that failed in a certain way. */
export const failurePolicy: Rule = rule('batch#PodFailurePolicyRule', (each) => {
  const spec = each.parent?.parent;
  requiredOneOf(each, 'action', ['Count', 'FailIndex', 'FailJob', 'Ignore']);
  if (each.text('action') === 'FailIndex' && spec?.has('backoffLimitPerIndex') === false)
    each.refuse({ code: 'api/conflict', what: 'is FailIndex, which needs backoffLimitPerIndex' }, 'action');
  const given = [each.has('onExitCodes'), each.list('onPodConditions').length > 0].filter(Boolean).length;
  if (given !== 1)
    each.refuse({
      code: 'api/conflict',
      what: `has ${given === 0 ? 'neither' : 'both'} of onExitCodes and onPodConditions: it has one`,
    });
});

export const exitCodes: Rule = rule('batch#PodFailurePolicyOnExitCodesRequirement', (codes) => {
  const pod = codes.around('podFailurePolicy')?.parent?.in('template').in('spec');
  requiredOneOf(codes, 'operator', ['In', 'NotIn']);
  const name = codes.text('containerName');
  const names = ['containers', 'initContainers'].flatMap(
    (list) => pod?.each(list).map((each) => each.text('name')) ?? [],
  );
  if (codes.has('containerName') && !names.includes(name))
    codes.refuse(
      { code: 'api/not-found', what: `is ${JSON.stringify(name)}, which is no container` },
      'containerName',
    );
  const values = codes.list('values').filter((value) => typeof value === 'number');
  if (values.length === 0)
    codes.refuse({ code: 'api/missing-field', what: 'is required: at least one' }, 'values');
  if (values.length > 255)
    codes.refuse(
      { code: 'api/out-of-range', what: `has ${values.length} items, and may have 255` },
      'values',
    );
  values.forEach((value, index) => {
    if (value === 0 && codes.text('operator') === 'In')
      codes.refuse({ code: 'api/not-allowed', what: 'is 0, which is no failure' }, 'values', index);
    if (values.indexOf(value) !== index) codes.refuse(repeated(value), 'values', index);
  });
  if (values.some((value, index) => value < (values[index - 1] ?? value)))
    codes.refuse({ code: 'api/conflict', what: 'has to be in ascending order' }, 'values');
});

export const conditionPattern: Rule = rule('batch#PodFailurePolicyOnPodConditionsPattern', (pattern) => {
  const type = pattern.text('type');
  const wrong = qualifiedName(type);
  if (wrong !== undefined) pattern.refuse(miswritten(type, wrong), 'type');
  requiredOneOf(pattern, 'status', ['True', 'False', 'Unknown']);
});

/** Where a failure is looked at, a pod is replaced once it has failed. */
export const replacement: Rule = rule('batch#JobSpec', (spec) => {
  if (spec.has('podFailurePolicy') && spec.text('podReplacementPolicy') === 'TerminatingOrFailed')
    spec.refuse(
      { code: 'api/conflict', what: 'has to be Failed beside podFailurePolicy' },
      'podReplacementPolicy',
    );
});

export const successPolicy: Rule = rule('batch#SuccessPolicy', (policy) => {
  needed(policy, 'rules', 'at least one');
  if (policy.list('rules').length > 20)
    policy.refuse({ code: 'api/out-of-range', what: 'has more than 20 items' }, 'rules');
});

/** Which indexes, or how many, make a job a success. */
export const successRule: Rule = rule('batch#SuccessPolicyRule', (each) => {
  const completions = each.around('successPolicy')?.parent?.number('completions');
  if (!each.has('succeededCount') && !each.has('succeededIndexes'))
    return each.refuse({
      code: 'api/missing-field',
      what: 'has neither succeededCount nor succeededIndexes',
    });
  const indexes = each.has('succeededIndexes')
    ? countOf(each.text('succeededIndexes'), completions ?? 0)
    : undefined;
  if (typeof indexes === 'string') each.refuse({ code: 'api/bad-format', what: indexes }, 'succeededIndexes');
  notNegative(each, 'succeededCount');
  const count = each.number('succeededCount') ?? 0;
  const highest = Math.min(
    completions ?? Number.MAX_SAFE_INTEGER,
    typeof indexes === 'number' ? indexes : Number.MAX_SAFE_INTEGER,
  );
  if (count > highest)
    each.refuse({ code: 'api/out-of-range', what: `is ${count}: there are ${highest}` }, 'succeededCount');
});

/** How many indexes `0-3,7` is; what is wrong with it. */
function countOf(text: string, completions: number): number | string {
  if (text === '') return 0;
  let [count, last] = [0, -1];
  for (const part of text.split(',')) {
    const [, from = '', to = from] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (from === '') return `has ${JSON.stringify(part)}, which is no index and no range`;
    const [low, high] = [Number(from), Number(to)];
    if (low <= last) return 'is not in ascending order';
    if (high < low || (part.includes('-') && high === low)) return `has ${part}, which is no range`;
    if (high >= completions) return `has ${high}: the highest index is ${completions - 1}`;
    count += high - low + 1;
    last = high;
  }
  return count;
}
