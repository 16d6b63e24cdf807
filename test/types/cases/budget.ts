// Ten kinds and thirty paths, as a stack of ordinary size has them.
import { get, patch, set } from 'plimsoll';
import { Certificate } from 'plimsoll/crds/cert-manager.io/v1';
import { HTTPRoute } from 'plimsoll/crds/gateway.networking.k8s.io/v1';
import { Kustomization } from 'plimsoll/crds/kustomize.toolkit.fluxcd.io/v1';
import { ServiceMonitor } from 'plimsoll/crds/monitoring.coreos.com/v1';
import { Deployment, StatefulSet } from 'plimsoll/kubernetes/apps/v1';
import { HorizontalPodAutoscaler } from 'plimsoll/kubernetes/autoscaling/v2';
import { ConfigMap, Service } from 'plimsoll/kubernetes/core/v1';
import { NetworkPolicy } from 'plimsoll/kubernetes/networking.k8s.io/v1';

const metadata = { name: 'web', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web' } };
const selector = { matchLabels: metadata.labels };
const containers = [
  { name: 'web', image: 'web:1', ports: [{ name: 'http', containerPort: 8080 }], env: [{ name: 'LOG', value: 'info' }], resources: { requests: { cpu: '100m', memory: '64Mi' } } },
];

export const web = Deployment({ metadata, spec: { replicas: 2, selector, template: { metadata, spec: { containers } } } });
export const database = StatefulSet({ metadata, spec: { selector, serviceName: 'db', template: { metadata, spec: { containers } } } });
export const service = Service({ metadata, spec: { selector: metadata.labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } });
export const config = ConfigMap({ metadata, data: { 'app.yaml': 'a: 1' } });
export const scaler = HorizontalPodAutoscaler({ metadata, spec: { maxReplicas: 5, scaleTargetRef: { kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' } } });
export const policy = NetworkPolicy({ metadata, spec: { podSelector: selector, ingress: [{ ports: [{ port: 8080 }] }] } });
export const route = HTTPRoute({ metadata, spec: { hostnames: ['shop.example.com'], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] } });
export const certificate = Certificate({ metadata, spec: { secretName: 'tls', issuerRef: { name: 'main' }, dnsNames: ['shop.example.com'] } });
export const monitor = ServiceMonitor({ metadata, spec: { selector, endpoints: [{ port: 'http' }] } });
export const sync = Kustomization({ metadata, spec: { interval: '5m', path: './', prune: true, sourceRef: { kind: 'GitRepository', name: 'fleet' } } });

const pods = Deployment.path.spec.template.spec;
const main = pods.containers.named('web');
export const paths = [
  Deployment.path.spec.replicas,
  Deployment.path.spec.strategy.rollingUpdate.maxSurge,
  main.image,
  main.env.named('LOG').value,
  main.ports.item({ containerPort: 8080 }).name,
  main.resources.limits.key('memory'),
  main.livenessProbe.httpGet.port,
  main.securityContext.capabilities.drop,
  pods.volumes.named('tmp').emptyDir.medium,
  pods.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.first.matchExpressions.first.values,
  pods.topologySpreadConstraints.each.maxSkew,
  StatefulSet.path.spec.volumeClaimTemplates.first.spec.resources.requests.key('storage'),
  StatefulSet.path.spec.updateStrategy.rollingUpdate.partition,
  Service.path.spec.ports.item({ port: 80 }).targetPort,
  Service.path.metadata.annotations.key('a.example.com/b'),
  ConfigMap.path.data.key('app.yaml'),
  HorizontalPodAutoscaler.path.spec.metrics.first.resource.target.averageUtilization,
  HorizontalPodAutoscaler.path.spec.behavior.scaleDown.policies.first.value,
  NetworkPolicy.path.spec.ingress.first.from.first.ipBlock.cidr,
  NetworkPolicy.path.spec.egress.each.ports.each.port,
  HTTPRoute.path.spec.rules.first.matches.first.path.value,
  HTTPRoute.path.spec.rules.first.filters.first.requestHeaderModifier.set.named('x').value,
  HTTPRoute.path.spec.parentRefs.first.sectionName,
  HTTPRoute.path.spec.hostnames.first,
  Certificate.path.spec.issuerRef.name,
  Certificate.path.spec.dnsNames.first,
  ServiceMonitor.path.spec.endpoints.first.relabelings.first.targetLabel,
  Kustomization.path.spec.postBuild.substitute.key('cluster'),
  Kustomization.path.spec.patches.first.target.labelSelector,
  Kustomization.path.spec.sourceRef.name,
] as const;

export const changed = set(main.image, web, 'web:2');
export const image = get(main.image, changed);
export const change = patch(Deployment, 'web').set(main.env.named('LOG').value, 'debug').remove(Deployment.path.spec.replicas);
