import { didYouMean } from '../../core/suggest.ts';
import type { Fields } from '../rules/fields.ts';
import { mustBeThere } from './say.ts';
import type { Standing, Workload } from './standing.ts';
import { called, type World } from './world.ts';

/** A Service: the pods it selects, and the ports it names of theirs. */
export function services(world: World): void {
  for (const service of world.of('Service')) {
    const spec = service.fields.in('spec');
    const wanted = spec.entries('selector');
    if (service.group !== '' || wanted.length === 0 || spec.text('type') === 'ExternalName') continue;
    const found = world
      .candidates(service.namespace, wanted)
      .filter(({ labels }) => wanted.every(([key, value]) => labels[key] === value));
    if (found.length === 0) selectsNothing(world, service, spec, 'selector', wanted);
    else {
      ports(spec, found);
      several(spec, found);
    }
  }
}

/** Says of a selector that it meets nobody, and what is near. */
export function selectsNothing(
  world: World,
  { kind, namespace, name }: Standing,
  from: Fields,
  field: string,
  wanted: readonly (readonly [key: string, value: unknown])[],
): void {
  if (world.isExternal(kind, namespace, name)) return;
  const near = wanted.map(([key, value]) => world.labelled(namespace, key, value)[0]).find(Boolean);
  from.refuse(
    {
      code: 'references/selects-nothing',
      what: 'selects no pod that is rendered',
      fix:
        near === undefined
          ? `if its pods are made elsewhere: external: ['${kind}/${namespace}/${name}']`
          : `the ${called(near)} has ${labelled(near.labels)}`,
    },
    field,
  );
}

function labelled(labels: Readonly<Record<string, unknown>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join(', ');
}

/** A port that is called by name has to be one of a container. */
function ports(spec: Fields, found: readonly Workload[]): void {
  const names = new Set(found.flatMap(({ pod }) => namedPorts(pod)));
  for (const port of spec.each('ports')) {
    const target = port.text('targetPort');
    if (target === '' || names.has(target)) continue;
    port.refuse(
      {
        code: 'references/no-such-port',
        what: `names the port ${target}, which no container of the ${called(found[0] as Workload)} has`,
        fix: didYouMean(target, [...names]) ?? 'name a port of the container, or write its number',
      },
      'targetPort',
    );
  }
}

function namedPorts(pod: Fields): readonly string[] {
  return [...pod.each('containers'), ...pod.each('initContainers')].flatMap((container) =>
    container.each('ports').map((port) => port.text('name')),
  );
}

/** Two workloads behind one selector: the traffic of one goes to the other. */
function several(spec: Fields, found: readonly Workload[]): void {
  const [first, second] = found;
  if (first === undefined || second === undefined) return;
  spec.refuse(
    {
      code: 'references/shared-selector',
      what: `selects the pods of the ${called(first)} and of the ${called(second)}`,
      fix: 'select by a label that only one of them has',
    },
    'selector',
  );
}

const routes = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];

/** What sends to a Service: the Service is there, and has the port. */
export function backends(world: World): void {
  for (const ingress of world.of('Ingress')) {
    if (ingress.group !== 'networking.k8s.io') continue;
    const spec = ingress.fields.in('spec');
    const paths = spec.each('rules').flatMap((rule) => rule.in('http').each('paths'));
    for (const backend of [spec.in('defaultBackend'), ...paths.map((path) => path.in('backend'))]) {
      const service = backend.in('service');
      const port = service.in('port');
      toService(world, ingress.namespace, service, port.has('number') ? [port, 'number'] : [port, 'name']);
    }
    mustBeThere(
      world,
      { kind: 'IngressClass', name: spec.text('ingressClassName') },
      spec,
      'ingressClassName',
    );
    for (const tls of spec.each('tls')) secret(world, ingress.namespace, tls, 'secretName');
  }
  for (const kind of routes) for (const route of world.of(kind)) routed(world, route);
  for (const kind of ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'])
    for (const configuration of world.of(kind))
      for (const webhook of configuration.fields.each('webhooks'))
        called443(world, webhook.in('clientConfig'));
  for (const definition of world.of('CustomResourceDefinition'))
    called443(world, definition.fields.in('spec').in('conversion').in('webhook').in('clientConfig'));
  for (const service of world.of('APIService')) called443(world, service.fields.in('spec'));
}

function secret(world: World, namespace: string, from: Fields, field: string): void {
  mustBeThere(world, { group: '', kind: 'Secret', namespace, name: from.text(field) }, from, field);
}

/** Of a webhook: a Service and its port, 443 if it says none. */
function called443(world: World, client: Fields): void {
  const service = client.in('service');
  const namespace = service.text('namespace') || 'default';
  toService(world, namespace, service, [service, 'port'], 443);
}

function routed(world: World, route: Standing): void {
  const spec = route.fields.in('spec');
  for (const parent of spec.each('parentRefs')) {
    if ((parent.text('kind') || 'Gateway') !== 'Gateway') continue;
    const namespace = parent.text('namespace') || route.namespace;
    const wanted = {
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      namespace,
      name: parent.text('name'),
    };
    if (!mustBeThere(world, wanted, parent, 'name')) continue;
    const names = world
      .only(wanted)
      ?.fields.in('spec')
      .each('listeners')
      .map((each) => each.text('name'));
    const section = parent.text('sectionName');
    if (names === undefined || section === '' || names.includes(section)) continue;
    parent.refuse(
      {
        code: 'references/no-such-port',
        what: `names the listener ${section}, which the ${called(wanted)} does not have`,
        fix: didYouMean(section, names),
      },
      'sectionName',
    );
  }
  const rules = spec.each('rules');
  const mirrors = rules.flatMap((rule) =>
    rule.each('filters').map((each) => each.in('requestMirror').in('backendRef')),
  );
  for (const backend of [...rules.flatMap((rule) => rule.each('backendRefs')), ...mirrors]) {
    if (backend.text('group') !== '' || (backend.text('kind') || 'Service') !== 'Service') continue;
    toService(world, backend.text('namespace') || route.namespace, backend, [backend, 'port']);
  }
}

/** A Service by name, and one of its ports by number or name. */
function toService(
  world: World,
  namespace: string,
  from: Fields,
  [place, field]: readonly [Fields, string],
  otherwise?: number,
): void {
  const wanted = { group: '', kind: 'Service', namespace, name: from.text('name') };
  if (!mustBeThere(world, wanted, from, 'name')) return;
  const spec = world.only(wanted)?.fields.in('spec');
  const port = place.get(field) ?? otherwise;
  if (spec === undefined || port === undefined || spec.text('type') === 'ExternalName') return;
  const known = spec.each('ports').flatMap((each) => [each.get('port'), each.get('name')]);
  if (known.includes(port)) return;
  place.refuse(
    {
      code: 'references/no-such-port',
      what: `names the port ${String(port)}, which the ${called(wanted)} does not have`,
      fix: didYouMean(String(port), known.filter((each) => each !== undefined).map(String)),
    },
    field,
  );
}
