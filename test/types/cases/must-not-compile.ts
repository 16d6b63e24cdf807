// Every line that ends in a comment beginning with //! must be refused by the compiler, and no other line.
import { applyPatch, convertPatch, diffObjects, get, insert, patch, pointer, remove, set, update } from 'plimsoll';
import { Certificate } from 'plimsoll/crds/cert-manager.io/v1';
import { HTTPRoute } from 'plimsoll/crds/gateway.networking.k8s.io/v1';
import { Kustomization } from 'plimsoll/crds/kustomize.toolkit.fluxcd.io/v1';
import { Deployment, StatefulSet } from 'plimsoll/kubernetes/apps/v1';
import { HorizontalPodAutoscaler } from 'plimsoll/kubernetes/autoscaling/v2';
import { CronJob } from 'plimsoll/kubernetes/batch/v1';
import {
  ConfigMap,
  type Container,
  PersistentVolumeClaim,
  Pod,
  Secret,
  Service,
} from 'plimsoll/kubernetes/core/v1';
import { Ingress, NetworkPolicy } from 'plimsoll/kubernetes/networking/v1'; //! the group is networking.k8s.io
import { NetworkPolicy as Policy } from 'plimsoll/kubernetes/networking.k8s.io/v1';
import { RoleBinding } from 'plimsoll/kubernetes/rbac.authorization.k8s.io/v1';

const metadata = { name: 'web' };
const container: Container = { name: 'web', image: 'web:1' };
declare const web: Deployment;
declare const route: HTTPRoute;
declare const service: Service;

export const kinds = [Ingress, NetworkPolicy];

// a wrong field, at every depth
export const depth = [
  ConfigMap({ metadata, dta: {} }), //! no field dta
  ConfigMap({ metadata: { nmae: 'web' } }), //! no field nmae in metadata
  Deployment({ metadata, spec: { selector: {}, template: { spec: { containers: [] } }, replica: 1 } }), //! no field replica
  Deployment({ metadata, spec: { selector: {}, template: { spec: { container: [] } } } }), //! no field container
  Pod({ metadata, spec: { containers: [{ name: 'a', image: 'a', prots: [] }] } }), //! no field prots
  Pod({ metadata, spec: { containers: [{ name: 'a', image: 'a', ports: [{ containerPort: 1, protcol: 'TCP' }] }] }, }), //! no field protcol
  Pod({ metadata, spec: { containers: [{ name: 'a', image: 'a', env: [{ name: 'A', valueFrom: { secretRef: {} } }] }] }, }), //! no field secretRef
  HTTPRoute({ metadata, spec: { rules: [{ matches: [{ path: { kind: 'Exact' } }] }] } }), //! no field kind, in a custom resource
];

// a wrong value
export const values = [
  Deployment({ metadata, spec: { replicas: '3', selector: {}, template: { spec: { containers: [container] } } }, }), //! replicas is a number
  ConfigMap({ metadata, data: { port: 8080 } }), //! data holds text
  ConfigMap({ metadata: { name: 'a', labels: { on: true } } }), //! labels hold text
  Pod({ metadata, spec: { containers: container } }), //! containers is a list
  Pod({ metadata, spec: { containers: [{ name: 'a', image: 'a', args: [1] }] } }), //! args hold text
  Pod({ metadata, spec: { containers: [{ name: 'a', image: 'a', resources: { limits: { cpu: true } } }] } }), //! a quantity is text or a number
  Service({ metadata, spec: { ports: [{ port: 80, targetPort: [80] }] } }), //! targetPort is text or a number
  Kustomization({ metadata, spec: { interval: 5, path: './', prune: true, sourceRef: { kind: 'GitRepository', name: 'a' } }, }), //! interval is text
];

// a value that is not in the list
export const enums = [
  Service({ metadata, spec: { type: 'Loadbalancer', ports: [{ port: 80 }] } }), //! LoadBalancer
  Pod({ metadata, spec: { containers: [container], restartPolicy: 'always' } }), //! Always
  Pod({ metadata, spec: { containers: [{ ...container, imagePullPolicy: 'Sometimes' }] } }), //! no such policy
  CronJob({ metadata, spec: { schedule: '* * * * *', concurrencyPolicy: 'Deny', jobTemplate: { spec: { template: { spec: { containers: [container] } } } }, }, }), //! Allow, Forbid or Replace
  Kustomization({ metadata, spec: { interval: '5m', path: './', prune: true, sourceRef: { kind: 'Git', name: 'a' } }, }), //! GitRepository
  HTTPRoute({ metadata, spec: { rules: [{ matches: [{ method: 'get' }] }] } }), //! GET
];

// something required is missing
export const missing = [
  ConfigMap({ data: {} }), //! metadata
  Deployment({ metadata }), //! spec
  Deployment({ metadata, spec: { selector: {} } }), //! template
  Pod({ metadata, spec: { containers: [{ name: 'a' }] } }), //! image: the server demands it, the schema does not
  PersistentVolumeClaim({ metadata, spec: { accessModes: ['ReadWriteOnce'] } }), //! resources: likewise
  RoleBinding({ metadata, subjects: [] }), //! roleRef
  HorizontalPodAutoscaler({ metadata, spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } } }), //! maxReplicas
  Certificate({ metadata, spec: { secretName: 'tls' } }), //! issuerRef
  StatefulSet({ metadata, spec: { selector: {}, serviceName: 'db' } }), //! template
];

// paths: fields, selectors, keys
export const paths = [
  Deployment.path.spec.replica, //! no field replica
  Deployment.path.spec.template.spec.containers.image, //! a list has no fields
  Deployment.path.spec.template.spec.containers.named(1), //! a name is text
  Deployment.path.spec.template.spec.containers.named('a').ports.item({ name: 'http' }), //! ports are told apart by containerPort and protocol
  Deployment.path.spec.template.spec.containers.named('a').ports.item({ containerPort: '80' }), //! containerPort is a number
  Deployment.path.spec.template.spec.containers.where({ nmae: 'a' }), //! no field nmae
  Deployment.path.spec.template.spec.tolerations.named('a'), //! tolerations have no name
  Deployment.path.spec.template.spec.tolerations.item({ key: 'a' }), //! no keys tell tolerations apart
  Deployment.path.metadata.labels.app, //! a label is reached with key
  Deployment.path.field('sepc'), //! no field sepc
  HTTPRoute.path.spec.rules.first.filters.first.requestHeaderModifier.put, //! set, add or remove
  Deployment.path(), //! a node is no function
  HTTPRoute.path.spec.hostnames.named('a'), //! texts have no name
];

// operations: the kind and the value must fit
export const operations = [
  set(Deployment.path.spec.replicas, web, '3'), //! a number
  set(Deployment.path.spec.replicas, service, 3), //! a path of another kind
  set(Deployment.path.spec.template.spec.containers.named('a').image, web, 1), //! text
  get(HTTPRoute.path.spec.hostnames, web), //! a path of a custom resource on a Deployment
  get(Deployment.path.spec.replicas, route), //! the other way round
  remove(Service.path.spec.ports, web), //! a path of another kind
  update(Deployment.path.spec.replicas, web, (count) => `${count}`), //! a number comes back
  pointer(Service.path.spec, web), //! a path of another kind
  insert(Deployment.path.spec.template.spec.containers.end, web, { name: 'a' }), //! an item without image
  insert(Deployment.path.spec.template.spec.containers, web, container), //! a list is not a place
  set(Policy.path.spec.policyTypes, web, []), //! a path of another kind
  set(HTTPRoute.path.spec.rules.first.matches.first.path.type, route, 'Prefix'), //! PathPrefix
];

export const patches = [
  patch(Deployment, 'web').set(Service.path.spec.type, 'ClusterIP'), //! a path of another kind
  patch(Deployment, 'web').set(Deployment.path.spec.replicas, true), //! a number
  patch(Deployment, 'web').remove(Secret.path.data), //! a path of another kind
  patch(Deployment, 'web').test(Deployment.path.spec.template.spec.containers.each.image, 'a'), //! one value, not many
  patch(Deployment, 1), //! a name is text
  patch(Deployment, { nmae: 'web' }), //! a target has no such field
  patch(Deployment, 'web').append(Deployment.path.spec.template.spec.containers, { nmae: 'x' }), //! an item of that list
  patch(Deployment, 'web').append(Deployment.path.spec.replicas, 1), //! no list
  patch(Deployment, 'web').append(Service.path.spec.ports, { port: 1 }), //! a path of another kind
  patch(Deployment, 'web').insertBefore(Deployment.path.spec.template.spec.containers.named('a'), { name: 1 }), //! an item of that list
  patch(Deployment, 'web').move(Deployment.path.spec.template.spec.containers.named('a'), Deployment.path.spec.template.spec.volumes.end), //! a place of another list
  applyPatch({}, { type: 'json', patch: {} }), //! a list of operations
  applyPatch({}, { type: 'yaml', patch: {} }), //! no such form
  diffObjects({}, {}, { as: 'jsn' }), //! no such form
  convertPatch({}, { type: 'merge', patch: {} }, {}), //! to which form
];

export function mutation(): void {
  web.spec.replicas = 3; //! objects are readonly
  web.spec.template.spec.containers.push(container); //! lists are readonly
}

export const single: string | undefined = get(Deployment.path.spec.template.spec.containers.each.image, web); //! many values are a list
export const sure: string = get(Deployment.path.spec.template.spec.containers.first.image, web); //! there may be none
