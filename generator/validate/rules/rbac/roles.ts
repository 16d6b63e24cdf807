import { type Rule, rule } from '../rule.ts';
import { pathSegment, subdomain } from '../syntax.ts';
import { notAmong, requiredOneOf } from '../vocabulary/choice.ts';
import { needed, required } from '../vocabulary/required.ts';
import { written } from '../vocabulary/written.ts';

const group = 'rbac.authorization.k8s.io';

/** What may be done, to which resources of which groups, or to which addresses. */
export const policyRule: Rule = rule('rbac.authorization.k8s.io#PolicyRule', (each) => {
  needed(each, 'verbs', 'at least one');
  if (each.list('nonResourceURLs').length > 0) {
    const say = (what: string): void => each.refuse({ code: 'api/conflict', what }, 'nonResourceURLs');
    if (each.root.text('kind') === 'Role') say('are of the cluster: a Role has none');
    if (['apiGroups', 'resources', 'resourceNames'].some((name) => each.list(name).length > 0))
      say('exclude resources in one rule');
    return;
  }
  needed(each, 'apiGroups', 'at least one; "" is the core group');
  needed(each, 'resources', 'at least one');
});

export const aggregation: Rule = rule('rbac.authorization.k8s.io#AggregationRule', (each) =>
  needed(each, 'clusterRoleSelectors', 'at least one'),
);

/** Which role is given. */
export const roleRef: Rule = rule('rbac.authorization.k8s.io#RoleRef', (reference) => {
  const kinds =
    reference.root.text('kind') === 'ClusterRoleBinding' ? ['ClusterRole'] : ['Role', 'ClusterRole'];
  if (reference.text('apiGroup') !== group)
    reference.refuse(notAmong(reference.text('apiGroup'), [group]), 'apiGroup');
  requiredOneOf(reference, 'kind', kinds);
  required(reference, 'name');
  written(reference, 'name', pathSegment);
});

/** Whom it is given to. */
export const subject: Rule = rule('rbac.authorization.k8s.io#Subject', (each) => {
  const [kind, given] = [each.text('kind'), each.text('apiGroup')];
  required(each, 'name');
  if (kind === 'ServiceAccount') {
    written(each, 'name', subdomain);
    if (given !== '')
      each.refuse(
        { code: 'api/not-allowed', what: `is ${JSON.stringify(given)}: of a ServiceAccount it is empty` },
        'apiGroup',
      );
    if (each.root.text('kind') === 'ClusterRoleBinding')
      needed(each, 'namespace', 'where the ServiceAccount is');
  } else if (kind === 'User' || kind === 'Group') {
    if (given !== group) each.refuse(notAmong(given, [group]), 'apiGroup');
  } else each.refuse(notAmong(kind, ['ServiceAccount', 'User', 'Group']), 'kind');
});
