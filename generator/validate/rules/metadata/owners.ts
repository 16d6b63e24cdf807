import { canonical } from '../../../core/json.ts';
import { type Rule, rule } from '../rule.ts';

/** Owners are said in full, and one of them at most is the controller. */
export const owners: Rule = rule('*', (object) => {
  const metadata = object.in('metadata');
  const all = metadata.each('ownerReferences');
  for (const [index, owner] of all.entries()) {
    // The server does not say which of them.
    for (const name of ['apiVersion', 'kind', 'name', 'uid'])
      if (owner.text(name) === '')
        metadata.refuseAs(
          `ownerReferences.${name}`,
          { code: 'api/missing-field', what: 'is required' },
          'ownerReferences',
          index,
        );
    const [version, ...group] = owner.text('apiVersion').split('/').reverse();
    if (owner.text('apiVersion') !== '' && (version === '' || group.length > 1))
      metadata.refuseAs(
        'ownerReferences.apiVersion',
        { code: 'api/bad-format', what: 'is no group/version' },
        'ownerReferences',
        index,
      );
    if (owner.text('apiVersion') === 'v1' && owner.text('kind') === 'Event')
      owner.refuse({ code: 'api/not-allowed', what: 'is an Event, which owns nothing' });
  }
  // The same one twice is one: the server takes repetitions away before it looks.
  const controllers = all.filter((owner) => owner.flag('controller')).map(({ values }) => canonical(values));
  if (new Set(controllers).size > 1)
    metadata.refuse({ code: 'api/conflict', what: 'has more than one controller' }, 'ownerReferences');
});
