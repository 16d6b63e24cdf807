import type { policyCodes } from '../policy.ts';

function pod(spec: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: web }
spec: ${spec}`;
}

function bound(action: string): string {
  return `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: owned }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }] }
  validations: [{ expression: "'team' in object.metadata.?labels.orValue({})", message: nobody owns it }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: owned }
spec: { policyName: owned, validationActions: [${action}] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web } # labels: { team: shop }`;
}

/** Manifests that a team does not want: a test has them validated, with every policy on. */
export const policyExamples: Readonly<Record<keyof typeof policyCodes, string>> = {
  'policy/plain-secret': `apiVersion: v1
kind: Secret
metadata: { name: db }
stringData: { password: correct-horse } # sops --encrypt`,
  'policy/image-tag': pod('{ containers: [{ name: web, image: web:latest }] } # web:1.4.2'),
  'policy/image-digest': pod('{ containers: [{ name: web, image: web:1.4.2 }] } # web:1.4.2@sha256:…'),
  'policy/pod-security': pod('{ hostNetwork: true, containers: [{ name: web, image: web:1.4.2 }] } # false'),
  'policy/missing-resources': pod(
    '{ containers: [{ name: web, image: web:1.4.2 }] } # resources: { requests: { cpu: 100m } }',
  ),
  'policy/missing-probe': pod(
    '{ containers: [{ name: web, image: web:1.4.2 }] } # readinessProbe: { httpGet: { port: 80 } }',
  ),
  'policy/wildcard-role': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader }
rules: [{ apiGroups: [""], resources: ["*"], verbs: [get] }] # resources: [configmaps]`,
  'policy/escalating-role': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: manager }
rules: [{ apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [get, escalate] }] # get`,
  'policy/default-token': pod(
    '{ containers: [{ name: web, image: web:1.4.2 }] } # automountServiceAccountToken: false',
  ),
  'policy/host-namespace': pod('{ hostPID: true, containers: [{ name: web, image: web:1.4.2 }] } # false'),
  'policy/admission': bound('Deny'),
  'policy/admission-warning': bound('Warn'),
};
