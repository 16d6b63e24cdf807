import type { Fields } from '../rules/fields.ts';
import { type Rule, rule } from '../rules/rule.ts';

const wildcards: Readonly<Record<string, string>> = {
  verbs: 'may do anything',
  resources: 'is for every kind, those that are yet to come too',
  apiGroups: 'is for every group of APIs',
};

/** What lets whoever has it become more than they are. */
const escalating: readonly {
  readonly verbs: readonly string[];
  readonly resources?: readonly string[];
  readonly why: string;
}[] = [
  { verbs: ['escalate'], why: 'lets write roles with more rights than one has' },
  { verbs: ['bind'], why: 'lets give away roles that one does not have' },
  { verbs: ['impersonate'], why: 'lets act as somebody else' },
  { verbs: ['create'], resources: ['serviceaccounts/token'], why: 'lets make tokens of any account' },
  {
    verbs: ['get', 'create'],
    resources: ['nodes/proxy'],
    why: 'lets run commands in every pod, past the API server',
  },
  {
    verbs: ['create', 'update', 'patch'],
    resources: ['persistentvolumes'],
    why: 'lets mount any folder of a node',
  },
  { verbs: ['approve'], resources: ['signers'], why: 'lets have certificates made for anybody' },
  {
    verbs: ['create', 'update', 'patch'],
    resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
    why: 'lets read and change whatever is written to the cluster',
  },
];

const everybody = [
  'system:anonymous',
  'system:unauthenticated',
  'system:authenticated',
  'system:serviceaccounts',
];

/** Roles say what they are for, and give nobody the means to become more. */
export const roleRules: readonly Rule[] = [
  rule('rbac.authorization.k8s.io#PolicyRule', (role) => {
    for (const [name, what] of Object.entries(wildcards))
      if (role.texts(name).includes('*'))
        role.refuse(
          { code: 'policy/wildcard-role', what: `has '*': it ${what}`, fix: 'list what is needed' },
          name,
          role.texts(name).indexOf('*'),
        );
    for (const each of escalating) escalation(role, each);
  }),
  rule(
    ['rbac.authorization.k8s.io#RoleBinding', 'rbac.authorization.k8s.io#ClusterRoleBinding'],
    (binding) => {
      const role = binding.in('roleRef');
      if (role.text('kind') === 'ClusterRole' && role.text('name') === 'cluster-admin')
        role.refuse(
          {
            code: 'policy/escalating-role',
            what: 'is cluster-admin, which may do anything',
            fix: 'bind a role of what is needed',
          },
          'name',
        );
      for (const subject of binding.each('subjects'))
        if (everybody.includes(subject.text('name')) && subject.text('kind') !== 'ServiceAccount')
          subject.refuse(
            {
              code: 'policy/escalating-role',
              what: `is ${subject.text('name')}: that is nearly everybody`,
              fix: 'name who it is for',
            },
            'name',
          );
    },
  ),
];

function escalation(
  role: Fields,
  {
    verbs,
    resources,
    why,
  }: { readonly verbs: readonly string[]; readonly resources?: readonly string[]; readonly why: string },
): void {
  const verb = role.texts('verbs').findIndex((each) => verbs.includes(each));
  const met = resources === undefined || role.texts('resources').some((each) => resources.includes(each));
  if (verb >= 0 && met)
    role.refuse(
      {
        code: 'policy/escalating-role',
        what: `has ${role.texts('verbs')[verb]}${resources === undefined ? '' : ` of ${resources.join(' or ')}`}: it ${why}`,
        fix: 'take it away, or say why in an ignore',
      },
      'verbs',
      verb,
    );
}
