import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import { label1123 } from '../../syntax.ts';
import { amount, isWhole, whole } from '../../vocabulary/quantities.ts';
import { misplaced } from '../../vocabulary/required.ts';
import { repeated } from '../../vocabulary/unique.ts';
import { miswritten } from '../../vocabulary/written.ts';
import {
  containerResourceMistake,
  isCounted,
  isHugePages,
  mayBeOvercommitted,
  podResourceMistake,
} from '../resource-names.ts';

/** A name of a resource and an amount of it. */
export function resourceAmount(
  fields: Fields,
  list: string,
  name: string,
  value: unknown,
  mistake: (name: string) => string | undefined,
): void {
  const wrong = mistake(name);
  if (wrong !== undefined) fields.refuse(miswritten(name, wrong), list, name);
  const nanos = amount(value);
  if (nanos === undefined) return;
  if (nanos < 0n)
    fields.refuse({ code: 'api/out-of-range', what: `is ${value}: it is not below 0` }, list, name);
  if (isCounted(name) && !isWhole(nanos))
    fields.refuse(
      { code: 'api/out-of-range', what: `is ${value}: only whole numbers of it can be given` },
      list,
      name,
    );
  const page =
    isHugePages(name) && (list === 'limits' || list === 'requests')
      ? amount(name.slice('hugepages-'.length))
      : undefined;
  if (page !== undefined && page > 0n && whole(nanos) % whole(page) !== 0n)
    fields.refuse(
      { code: 'api/out-of-range', what: `is ${value}, which is no multiple of a page` },
      list,
      name,
    );
}

function ofPod(resources: Fields): boolean {
  return resources.parent?.has('containers') === true;
}

/** Names and amounts of what a container may take and asks for. */
export const resourceAmounts: Rule = rule('core#ResourceRequirements', (resources) => {
  const mistake = ofPod(resources) ? podResourceMistake : containerResourceMistake;
  for (const list of ['limits', 'requests'])
    for (const [name, value] of resources.entries(list))
      resourceAmount(resources, list, name, value, mistake);
});

/** Nobody asks for more than may be taken; of some things for exactly as much. */
export const requestsWithinLimits: Rule = rule('core#ResourceRequirements', (resources) => {
  for (const [name, value] of resources.entries('requests')) {
    const asked = amount(value);
    const text = resources.in('limits').get(name);
    const limit = amount(text);
    const overcommitted = mayBeOvercommitted(name);
    if (asked === undefined) continue;
    if (limit === undefined) {
      if (!overcommitted && text === undefined)
        resources.refuse(
          {
            code: 'api/missing-field',
            what: `is required for ${name}, of which nobody gets more than there is`,
          },
          'limits',
        );
    } else if (!overcommitted && asked !== limit)
      resources.refuseWithin(
        { code: 'api/conflict', what: `${name} is ${value}, and has to be its limit, ${text}` },
        'requests',
        name,
      );
    else if (asked > limit)
      resources.refuseWithin(
        { code: 'api/conflict', what: `${name} is ${value}, which is more than its limit, ${text}` },
        'requests',
        name,
      );
  }
});

export const hugePages: Rule = rule('core#ResourceRequirements', (resources) => {
  const names = [...resources.entries('limits'), ...resources.entries('requests')].map(([name]) => name);
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory'))
    resources.refuse({
      code: 'api/conflict',
      what: 'asks for huge pages, which need cpu or memory beside them',
    });
});

/** Claims of a container are claims of the pod, each once. */
export const resourceClaims: Rule = rule('core#ResourceRequirements', (resources) => {
  const claims = resources.each('claims');
  if (ofPod(resources) && resources.has('claims'))
    resources.refuse(misplaced('a pod as a whole has none'), 'claims');
  if (claims.length === 0 || ofPod(resources)) return;
  const known = new Set(resources.parent?.parent?.each('resourceClaims').map((claim) => claim.text('name')));
  const seen = new Set<string>();
  for (const claim of claims) {
    const [name, request] = [claim.text('name'), claim.text('request')];
    if (name === '') {
      claim.refuse({ code: 'api/missing-field', what: 'has no name' });
      continue;
    }
    const wrong = request === '' ? undefined : label1123(request);
    if (wrong !== undefined) claim.refuse(miswritten(request, wrong), 'request');
    const key = request === '' ? name : `${name}/${request}`;
    const again =
      seen.has(name) ||
      seen.has(key) ||
      (request === '' && [...seen].some((each) => each.startsWith(`${name}/`)));
    if (again) claim.refuse(repeated(key));
    seen.add(key);
    if (!known.has(name))
      claim.refuse({
        code: 'api/not-found',
        what: `is ${JSON.stringify(name)}, which is none of the pod's resourceClaims`,
      });
  }
});

/** What happens to a container whose share changes. */
export const resizePolicy: Rule = rule('core#Container', (container) => {
  const policies = container.each('resizePolicy');
  if (policies.length === 0) return;
  const never = container.parent?.text('restartPolicy') === 'Never';
  const seen = new Set<string>();
  for (const policy of policies) {
    const [name, restart] = [policy.text('resourceName'), policy.text('restartPolicy')];
    if (seen.has(name)) policy.refuse(repeated(name));
    seen.add(name);
    if (name !== 'cpu' && name !== 'memory')
      container.refuse(
        {
          code: 'api/not-allowed',
          what: `speaks of ${JSON.stringify(name)}: only cpu and memory are resized`,
        },
        'resizePolicy',
      );
    if (never && restart !== 'NotRequired')
      container.refuse(
        { code: 'api/conflict', what: 'restarts containers of a pod that never does: NotRequired' },
        'resizePolicy',
      );
  }
});
