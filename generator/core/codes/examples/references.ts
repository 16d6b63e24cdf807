import type { deprecationCodes } from '../deprecations.ts';
import type { immutableCodes } from '../immutable.ts';
import type { referenceCodes } from '../references.ts';
import { definition } from './api.ts';

/** Something that makes pods. */
function deployment(name: string, more = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: web, image: web${more} }] }`;
}

function autoscaler(name: string): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name} }
spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }`;
}

function kustomization(name: string, dependsOn: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  interval: 10m
  prune: true
  dependsOn: [{ name: ${dependsOn} }]
  sourceRef: { kind: GitRepository, name: flux-system }`;
}

/** One that puts something in place of variables. */
const substituting = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  interval: 10m
  prune: true
  path: ./
  sourceRef: { kind: GitRepository, name: flux-system }
  postBuild: { substitute: { region: eu } }`;

export const deprecationExamples: Readonly<Record<keyof typeof deprecationCodes, string>> = {
  'deprecations/deprecated-kind': `apiVersion: v1
kind: Endpoints # discovery.k8s.io/v1 EndpointSlice, since 1.33
metadata: { name: web }
subsets: [{ addresses: [{ ip: 10.0.0.1 }], ports: [{ port: 80 }] }]`,
  'deprecations/deprecated-field': `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: LoadBalancer, loadBalancerIP: 10.0.0.1, ports: [{ port: 80 }] } # an annotation of the balancer`,
  'deprecations/upgrade': `plimsoll validate out/ --upgrade 1.31..1.36    # and out/ holds a FlowSchema of flowcontrol.apiserver.k8s.io/v1beta3`,
};

/** What is committed, and what the stacks make of it. */
export const immutableExamples: Readonly<Record<keyof typeof immutableCodes, string>> = {
  'immutable/fixed-field': `kind: Deployment                            # committed: matchLabels: { app: web }
spec: { selector: { matchLabels: { app: shop } } }`,
  'immutable/transition-rule': `kind: BackendTLSPolicy        # its definition: self == oldSelf
spec: { storageClass: fast }  # committed: storageClass: slow`,
  'immutable/left-over': `kind: Deployment              # committed: no strategy, so RollingUpdate
spec: { strategy: { type: Recreate } }    # rollingUpdate is still there`,
  'immutable/recreated': `kind: Job
metadata: { name: migrate, annotations: { kustomize.toolkit.fluxcd.io/force: enabled } }
spec: { template: … }         # committed: another template`,
  'immutable/destroyed': `.application('db', resources([claim]))      # committed; no longer in the stack`,
  'immutable/moved-owner': `.bundle('data', (data) => data.application('db', db))    # committed: in the bundle shop`,
};

/** Manifests that name what is not so: a test has them validated. */
export const referenceExamples: Readonly<Record<keyof typeof referenceCodes, string>> = {
  'references/unknown-variable': `${substituting}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data:
  zone: \${zone} # substitute it, or \${zone:=a}`,
  'references/bad-substitution': `${substituting}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: script }
data:
  run: echo "\${all[@]}" # $\${all[@]}`,
  'references/no-such-object': `apiVersion: v1
kind: ConfigMap
metadata: { name: setting }
---
${deployment('web', ', envFrom: [{ configMapRef: { name: settings } }]')} # setting`,
  'references/no-such-key': `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { log-level: info }
---
${deployment('web', ', env: [{ name: LEVEL, valueFrom: { configMapKeyRef: { name: settings, key: level } } }]')} # log-level`,
  'references/no-such-port': `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: web }] # http
---
${deployment('web', ', ports: [{ name: http, containerPort: 80 }]')}`,
  'references/selects-nothing': `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: wbe } # web
  ports: [{ port: 80 }]
---
${deployment('web')}`,
  'references/shared-selector': `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80 }]
---
${deployment('web')}
---
apiVersion: v1
kind: Pod
metadata: { name: debug, labels: { app: web } } # another label
spec: { containers: [{ name: a, image: a }] }`,
  'references/scaled-twice': `${deployment('web')}
---
${autoscaler('web')}
---
${autoscaler('web-again')} # take it away`,
  'references/no-definition': `${definition}
---
apiVersion: gateway.networking.k8s.io/v1 # render its definition as well
kind: GatewayClass
metadata: { name: web }
spec: { controllerName: example.com/web }`,
  'references/circle': `${kustomization('apps', 'base')}
---
${kustomization('base', 'apps')}`,
  'references/no-such-path': `kind: Kustomization
spec: { path: ./aps, sourceRef: { kind: GitRepository, name: fleet } } # apps, where another of the same source leads`,
  'references/not-permitted': `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: team, namespace: argocd }
spec:
  sourceRepos: [https://git.example.com/team/*]
  destinations: [{ server: https://kubernetes.default.svc, namespace: team }]
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web, namespace: argocd }
spec:
  project: team
  source: { repoURL: https://git.example.com/team/web, path: deploy }
  destination: { server: https://kubernetes.default.svc, namespace: shop } # team`,
  'references/over-quota': `apiVersion: v1
kind: ResourceQuota
metadata: { name: team }
spec: { hard: { requests.cpu: "1" } }
---
${deployment('web', ', resources: { requests: { cpu: 1500m } }')}`,
  'references/over-limit': `apiVersion: v1
kind: LimitRange
metadata: { name: team }
spec: { limits: [{ type: Container, max: { memory: 1Gi } }] }
---
${deployment('web', ', resources: { limits: { memory: 2Gi } }')}`,
};
