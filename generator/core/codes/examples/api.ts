import type { apiCodes } from '../api.ts';
import type { kustomizeCodes } from '../kustomize.ts';

type Codes = keyof typeof apiCodes | keyof typeof kustomizeCodes;

/** A definition of custom resources, up to what its schema says. */
export const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object`;

/** Manifests that are wrong in just this way: a test has them validated. */
export const manifestExamples: Readonly<Record<Codes, string>> = {
  'api/unknown-field': `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  prots: [{ port: 80 }] # ports`,
  'api/wrong-type': `apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data:
  debug: yes # "yes"`,
  'api/bad-format': `apiVersion: v1
kind: ResourceQuota
metadata: { name: team }
spec:
  hard:
    requests.memory: 128MB # 128M or 128Mi`,
  'api/out-of-range': `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  ports: [{ port: 4294967296 }] # at most 2147483647 is read at all`,
  'api/not-allowed': `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: Loadbalancer # LoadBalancer
  ports: [{ port: 80 }]`,
  'api/missing-field': `apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec: # schedule: "0 3 * * *"
  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: a }] } } } }`,
  'api/bad-name': `apiVersion: v1
kind: ConfigMap
metadata: { name: Web_Config } # web-config`,
  'api/bad-label': `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  labels: { owner: "team shop" } # team-shop`,
  'api/not-unique': `apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: { name: main }
spec:
  hostAliases: # a list by ip: each once
    - { ip: 10.0.0.1, hostnames: [a] }
    - { ip: 10.0.0.1, hostnames: [b] }`,
  'api/no-match': `${definition}
          properties:
            spec:
              type: object
              properties: { host: { type: string }, port: { type: integer } }
              oneOf: [{ required: [host] }, { required: [port] }]
---
apiVersion: example.com/v1
kind: Widget
metadata: { name: both }
spec: { host: a, port: 80 } # one of the two`,
  'api/rule-failed': `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec:
  gatewayClassName: edge
  listeners:
    - { name: a, port: 80, protocol: HTTP }
    - { name: b, port: 80, protocol: HTTP } # port, protocol and hostname together are unique`,
  'api/unknown-kind': `apiVersion: apps/v1beta1 # apps/v1
kind: Deployment
metadata: { name: web }`,
  'api/not-served': `apiVersion: resource.k8s.io/v1alpha3 # off unless serve: ['resource.k8s.io/v1alpha3']
kind: DeviceTaintRule
metadata: { name: broken }
spec: { taint: { key: a, effect: NoExecute } }`,
  'api/not-structural': `${definition}
          properties:
            spec: { description: no type } # type: object`,
  'api/bad-rule': `${definition}
          x-kubernetes-validations: [{ rule: has(slef.spec) }] # self`,
  'api/conflict': `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: web }]
  volumes: [{ name: a, emptyDir: {}, hostPath: { path: /a } }] # one of the two`,
  'api/not-found': `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: web, volumeMounts: [{ name: cahce, mountPath: /cache }] }]
  volumes: [{ name: cache, emptyDir: {} }]`,
  'api/selector-mismatch': `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: wbe } } # web
    spec: { containers: [{ name: web, image: web }] }`,
  'api/bad-expression': `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: replicas }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }] }
  validations: [{ expression: "object.spec.replicas <" }]`,
  'api/gated-field': `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: web }]
  volumes: [{ name: a, emptyDir: { mode: 448 } }] # needs the feature gate EmptyDirVolumeMode`,
  'api/unreadable': `apiVersion: v1
kind: ConfigMap
metadata: { name: web # }`,
  'kustomize/unknown-field': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namspace: shop # namespace`,
  'kustomize/wrong-type': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
images: { name: web, newTag: "2" } # a list`,
  'kustomize/not-allowed': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
configMapGenerator: [{ name: web, behavior: update }] # create, replace or merge`,
  'kustomize/missing-file': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [deploymnt.yaml] # deployment.yaml`,
  'kustomize/deprecated-field': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
commonLabels: { team: shop } # labels: [{ pairs: { team: shop }, includeSelectors: true }]`,
};
