import type { NetworkPolicy } from '#kinds/kubernetes/networking.k8s.io/v1';
import { given } from '../../core/json.ts';
import type { MetricsOptions, Peer } from './options.ts';
import { metadata, type Subject } from './subject.ts';

type Spec = NonNullable<NetworkPolicy['spec']>;
type Inward = NonNullable<Spec['ingress']>[number];
type Outward = NonNullable<Spec['egress']>[number];
type Place = NonNullable<Inward['from']>[number];
type Port = NonNullable<Inward['ports']>[number];

export interface Reached {
  /** Who may call where nobody says otherwise. */
  readonly usual: readonly Peer[];
  readonly metrics?: MetricsOptions | undefined;
  /** Who is called in any case. */
  readonly called?: readonly Peer[];
}

/** Nobody calls and nobody is called but who is named; names are always resolved. */
export function networkPolicy(
  subject: Subject,
  { usual, metrics, called = [] }: Reached = { usual: [] },
): readonly NetworkPolicy[] {
  const { network } = subject.options;
  if (network === false) return [];
  const own = Object.keys(subject.ports);
  const from = network?.from ?? usual;
  const inward: readonly Inward[] = [
    ...from.map((peer) => given<Inward>({ from: places(peer), ports: ports(peer, own) })),
    ...(metrics === undefined ? [] : [readers(metrics, own[0])]),
  ];
  const outward: readonly Outward[] = [
    names,
    ...[...called, ...(network?.to ?? [])].map((peer) =>
      given<Outward>({ to: places(peer), ports: ports(peer, []) }),
    ),
  ];
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata(subject),
      spec: {
        podSelector: { matchLabels: subject.selector },
        policyTypes: ['Ingress', 'Egress'],
        ...(inward.length === 0 ? {} : { ingress: inward }),
        egress: outward,
      },
    },
  ];
}

/** DNS of the cluster, and of the cache that some clusters run on every node. */
const names: Outward = {
  to: [
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } },
    { ipBlock: { cidr: '169.254.20.10/32' } },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

function readers({ from = 'monitoring', port: asked }: MetricsOptions, first = 'http'): Inward {
  const port = asked ?? first;
  return { from: [inNamespace(from)], ports: [{ port }] };
}

/** Nobody named is everybody. */
function places(peer: Peer): readonly Place[] | undefined {
  return peer === 'anywhere' ? undefined : [place(peer)];
}

function place(peer: Exclude<Peer, 'anywhere'>): Place {
  if (peer === 'cluster') return { namespaceSelector: {} };
  if (peer === 'namespace') return { podSelector: {} };
  if ('cidr' in peer) {
    const { cidr, except } = peer;
    return { ipBlock: { cidr, ...(except === undefined ? {} : { except }) } };
  }
  const elsewhere = peer.namespace === undefined ? {} : inNamespace(peer.namespace);
  if ('app' in peer)
    return { ...elsewhere, podSelector: { matchLabels: { 'app.kubernetes.io/name': peer.app } } };
  if ('labels' in peer) return { ...elsewhere, podSelector: { matchLabels: peer.labels } };
  return elsewhere;
}

function inNamespace(name: string): Place {
  return {
    namespaceSelector: name === '*' ? {} : { matchLabels: { 'kubernetes.io/metadata.name': name } },
  };
}

function ports(peer: Peer, usual: readonly string[]): readonly Port[] | undefined {
  const named = (typeof peer === 'object' ? peer.ports : undefined) ?? usual;
  return named.length === 0 ? undefined : named.map((port) => ({ port }));
}
