import { manifests } from '../../../generator/applications/manifests.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { filesInMemory } from '../../../generator/model/project-files.ts';
import type { Golden } from '../../support/golden.ts';

const address = 'https://example.com/release/install.yaml';

/** A folder, a list as kubectl prints it, an address, a file copied as it is, an encrypted one. */
export const golden: Golden = (gitops) => ({
  files: filesInMemory(
    {
      'vendor/web.yaml': `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata: {name: web, uid: abc, resourceVersion: "1", creationTimestamp: null}
  spec: {ports: [{port: 80}]}
  status: {loadBalancer: {}}
`,
      'vendor/rbac/role.yaml':
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: Web:Reader}\nrules: []\n',
      'plain/config.yaml':
        '# kept\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: plain, namespace: shop}\n',
      'secrets/web.enc.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: {name: web, namespace: shop}\nstringData: {a: ENC}\nsops: {mac: ENC, version: 3.9.0}\n',
    },
    {
      [address]: `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.com}
spec:
  group: example.com
  scope: Cluster
  names: {kind: Thing, plural: things}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
---
apiVersion: example.com/v1
kind: Thing
metadata: {name: first}
big: 12345678901234567890
`,
    },
  ),
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps')
      .bundle('web', { namespace: 'shop', annotations: { owner: 'shop' } })
      .application('vendor', manifests('vendor'))
      .application('things', manifests(address))
      .application('secrets', manifests('secrets'))
      .end()
      .bundle('plain')
      .application('plain', manifests('plain/config.yaml', { verbatim: true }))
      .end()
      .end()
      .build(),
  ],
});
