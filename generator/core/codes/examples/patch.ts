import type { patchCodes } from '../patch.ts';

export const patchExamples: Readonly<Record<keyof typeof patchCodes, string>> = {
  'patch/unknown-field': "plimsoll patch app.yaml --set 'Deployment/web:spec.replcias=3'    # spec.replicas",
  'patch/no-such-item': 'spec.template.spec.containers[name=wbe].image    # there is name=web, name=log',
  'patch/not-a-list': 'spec.replicas[0]',
  'patch/wrong-shape': 'a path through spec.template, where the object has spec: { template: nothing }',
  'patch/bad-path': "metadata.labels.app.kubernetes.io/name    # metadata.labels['app.kubernetes.io/name']",
  'patch/test-failed': '[{ op: test, path: /spec/replicas, value: 2 }], and the object has 3',
  'patch/bad-patch': '[{ op: add, path: /spec/replicas }]    # and the value?',
  'patch/bad-pointer': '[{ op: remove, path: spec/replicas }]    # /spec/replicas',
  'patch/no-such-value': '[{ op: replace, path: /spec/replicas, value: 3 }], where there are none    # add',
  'patch/bad-directive': 'spec: { $patch: remove }    # replace or delete',
  'patch/no-merge-key': 'spec: { template: { spec: { containers: [{ image: web:2 }] } } }    # name: web',
  'patch/not-mergeable':
    'spec: { surely: { not: 1 } }    # merging ends at fields that the server does not know',
  'patch/no-strategic': 'a strategic merge patch of an HTTPRoute    # plimsoll patch … --type merge',
  'patch/unknown-kind': 'a strategic merge patch of a Widget    # --crds widget-crd.yaml',
  'patch/inexact': 'plimsoll patch diff a.yaml b.yaml --as merge, where a field becomes null    # --as json',
  'patch/wrong-value': 'plimsoll patch app.yaml --set \'Deployment/web:spec.replicas="three"\'',
  'patch/no-target':
    "plimsoll patch app.yaml --set 'Deployment/wbe:spec.replicas=3'    # there is Deployment/web",
  'patch/ambiguous-target':
    'plimsoll patch app.yaml -p patch.yaml, where app.yaml has two Deployments    # --target Deployment/web',
  'patch/unknown-variable': 'value: ${tag}    # variables: { tag: … }, or --var tag=2',
  'patch/unreadable': 'a patch file that ends in { spec: [',
  'patch/alias-expanded': 'resources: *small    # becomes a copy where it is patched, the anchor stays',
  'patch/rewritten': '{ ? [a, b] : c }    # keys that are no text',
};
