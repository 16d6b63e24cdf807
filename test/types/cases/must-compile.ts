// Every line of this file compiles; so do its assertions on what the types are.
import {
  applyPatch,
  applyPathPatch,
  convertPatch,
  diffObjects,
  describe,
  get,
  insert,
  type Kind,
  kindOf,
  type Path,
  type Paths,
  type PathDocument,
  patch,
  patchYaml,
  recommend,
  pointer,
  remove,
  set,
  text,
  update,
} from 'plimsoll';
import { Application } from 'plimsoll/crds/argoproj.io/v1alpha1';
import { HTTPRoute } from 'plimsoll/crds/gateway.networking.k8s.io/v1';
import { ImageUpdateAutomation } from 'plimsoll/crds/image.toolkit.fluxcd.io/v1';
import { AlertmanagerConfig, ScrapeConfig } from 'plimsoll/crds/monitoring.coreos.com/v1alpha1';
import { CustomResourceDefinition, type JSONSchemaProps } from 'plimsoll/kubernetes/apiextensions.k8s.io/v1';
import { Deployment, StatefulSet } from 'plimsoll/kubernetes/apps/v1';
import { ConfigMap, type Container, Pod, type PodSpec, Secret, Service } from 'plimsoll/kubernetes/core/v1';
import { Event } from 'plimsoll/kubernetes/events.k8s.io/v1';
import type { IntOrString, ObjectMeta, Quantity } from 'plimsoll/kubernetes/meta/v1';
import { Ingress } from 'plimsoll/kubernetes/networking.k8s.io/v1';
import { ClusterRole, RoleBinding } from 'plimsoll/kubernetes/rbac.authorization.k8s.io/v1';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function assert<_T extends true>(): void {}

const metadata = { name: 'web', labels: { 'app.kubernetes.io/name': 'web' } } as const satisfies ObjectMeta;
const container = { name: 'web', image: 'web:1', args: ['a', 'b'] } as const satisfies Container;
const spec: PodSpec = { containers: [container] };
export const quantities: readonly Quantity[] = ['1Gi', 1];
export const either: readonly IntOrString[] = ['http', 80];

// factories: readonly input, unions, maps, enums, embedded kinds, what the server fills in left out
export const web = Deployment({
  metadata,
  spec: { selector: { matchLabels: metadata.labels }, template: { metadata, spec } },
});
export const service = Service({
  metadata,
  spec: {
    type: 'ClusterIP',
    selector: metadata.labels,
    ports: [
      { port: 80, targetPort: 'http' },
      { port: 443, targetPort: 8443 },
    ],
  },
});
export const map = ConfigMap({ metadata, data: { key: 'value' } });
export const secret = Secret({ metadata, stringData: { key: 'value' }, type: 'example.com/any' });
export const pod = Pod({
  metadata,
  spec: {
    containers: [{ ...container, resources: { limits: { cpu: 1, memory: '1Gi', 'nvidia.com/gpu': 1 } } }],
  },
});
export const binding = RoleBinding({
  metadata,
  roleRef: { kind: 'Role', name: 'a' },
  subjects: [{ kind: 'User', name: 'b' }],
});
export const role = ClusterRole({
  metadata,
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
});
export const ingress = Ingress({
  metadata,
  spec: {
    rules: [
      {
        host: 'a',
        http: {
          paths: [
            { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } },
          ],
        },
      },
    ],
  },
});
export const database = StatefulSet({
  metadata,
  spec: {
    serviceName: 'db',
    selector: {},
    template: { spec },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    ],
  },
});
export const route = HTTPRoute({
  metadata,
  spec: { hostnames: ['a'], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
});
export const application = Application({
  metadata,
  spec: {
    project: 'default',
    destination: {},
    source: { repoURL: 'https://git.example.com', helm: { valuesObject: { any: { thing: [1] } } } },
  },
});
export const schema: JSONSchemaProps = {
  type: 'object',
  properties: { self: { items: { type: 'string' } } },
};
export const again = Deployment({ ...web, metadata: { ...web.metadata, namespace: 'shop' } });
const condition = { status: 'SomethingNew' };
export const reported = Deployment({ ...web, status: { conditions: [{ ...condition, type: 'Available' }] } });

// paths: what they lead to
const containers = Deployment.path.spec.template.spec.containers;
const image = containers.named('web').image;
assert<Same<typeof image, Path<Deployment, string>>>();
assert<Same<typeof web.apiVersion, 'apps/v1'>>();
export const lead: Path<Deployment, number> = Deployment.path.spec.replicas;
export const many: Paths<Deployment, string> = containers.each.image;
export const filtered: Paths<Deployment, string> = containers.where({ image: 'a' }).env.named('A').value;
export const port = containers.first.ports.item({ containerPort: 80 });
export const udp = containers.last.ports.item({ containerPort: 53, protocol: 'UDP' }).hostPort;
export const label: Path<Deployment, string> = Deployment.path.metadata.labels.key('app.kubernetes.io/name');
export const finalizer = Deployment.path.metadata.finalizers.item('example.com/a');
export const either2: Path<Service, IntOrString> = Service.path.spec.ports.item({ port: 80 }).targetPort;
export const named = Service.path.spec.ports.named('http').nodePort;
export const deep = CustomResourceDefinition.path.spec.versions
  .named('v1')
  .schema.openAPIV3Schema.properties.key('a').items;
export const open = Application.path.spec.source.helm.valuesObject.field('any').field('thing').at(0);
export const event = Event.path.regarding.name;

// fields called like members of ours
const filter = HTTPRoute.path.spec.rules.first.filters.first.requestHeaderModifier;
export const members = [
  filter.set.named('x').value,
  filter.remove.first,
  filter.field('set').end,
  Application.path.operation.sync.syncStrategy.apply.force,
  ImageUpdateAutomation.path.spec.update.path,
  AlertmanagerConfig.path.spec.receivers.first.emailConfigs.first.text,
  ScrapeConfig.path.spec.kubernetesSDConfigs.first.selectors.first.field,
  Deployment.path.metadata.name,
] as const;

// operations
assert<Same<ReturnType<typeof read>, string | undefined>>();
export function read(): string | undefined {
  return get(image, web);
}
export const all: readonly string[] = get(containers.each.image, web);
export const next: Deployment = set(image, web, 'web:2');
export const bare: Deployment = remove(Deployment.path.spec.replicas, web);
export const more: Deployment = update(Deployment.path.spec.replicas, web, (count) => count + 1);
export const sidecar: Deployment = insert(containers.after({ name: 'web' }), web, {
  name: 'log',
  image: 'log:1',
});
export const at: string = pointer(image, web);
export const ats: readonly string[] = pointer(containers.each, web);
export const written: string = text(image);
export const facts = describe(containers).list?.keys;
export const parsed = get(Deployment.path.parse('spec.replicas') as Path<Deployment, unknown>, web);
export const change = patch(Deployment, 'web')
  .set(image, 'a')
  .remove(containers.named('x'))
  .insert(containers.start, container)
  .test(lead, 1);
export const changed: Deployment = applyPathPatch(web, change);
export const lists = patch(Deployment, { namespace: 'shop', labels: { app: 'web' } })
  .append(containers, container)
  .prepend(containers.named('web').args, '--verbose')
  .insertBefore(containers.named('web'), container)
  .insertAfter(containers.first, container)
  .move(containers.named('web'), containers.end)
  .move(containers.named('web'), containers.after({ name: 'log' }));
export const strategic: Deployment = applyPatch(web, { type: 'strategic', patch: { spec: { replicas: 2 } } });
export const json: Deployment = applyPatch(web, { type: 'json', patch: [{ op: 'remove', path: '/spec/replicas' }] });
export const typed: Deployment = applyPatch(web, { type: 'path', patch: lists }, { kubernetes: '1.34' });
export const difference = diffObjects(web, next, { as: 'merge', paths: [image, 'spec.replicas'], crds: [] }).exact;
export const converted = convertPatch(web, { type: 'merge', patch: {} }, { to: 'json', guards: true }).why;
export const best = recommend(web, { target: next }).type;
export const document: PathDocument = { target: 'deployment/web', operations: [{ set: 'spec.replicas', value: 1 }] };
export const yaml: string = patchYaml('a: 1', [{ type: 'path', patch: document }, { type: 'path', patch: lists }]).text;
export const found = kindOf({ apiVersion: 'apps/v1', kind: 'Deployment' })?.facts.plural;
export const generic: Kind<Deployment> = Deployment;
