import { mustBeThere } from './say.ts';
import type { World } from './world.ts';

/** Bindings: the role, and the accounts of programs that have it. */
export function access(world: World): void {
  for (const kind of ['RoleBinding', 'ClusterRoleBinding'])
    for (const { fields, namespace } of world.of(kind)) {
      const role = fields.in('roleRef');
      const named = { group: 'rbac.authorization.k8s.io', kind: role.text('kind'), name: role.text('name') };
      mustBeThere(world, named.kind === 'Role' ? { ...named, namespace } : named, role, 'name');
      for (const subject of fields.each('subjects'))
        if (subject.text('kind') === 'ServiceAccount')
          mustBeThere(
            world,
            {
              group: '',
              kind: 'ServiceAccount',
              namespace: subject.text('namespace') || namespace,
              name: subject.text('name'),
            },
            subject,
            'name',
          );
    }
}
