import { isRecord } from '../../core/json.ts';
import type { Fields } from '../rules/fields.ts';
import type { Standing, Wanted } from './standing.ts';

interface Maker {
  readonly kind: string;
  readonly names: (fields: Fields, name: string) => readonly string[];
  /** It makes them in every namespace. */
  readonly everywhere?: true;
}

/** Objects of which a controller makes others, by their kinds. */
const makers: Readonly<Record<string, Maker>> = {
  // external-secrets
  ExternalSecret: {
    kind: 'Secret',
    names: (fields, name) => [fields.in('spec').in('target').text('name') || name],
  },
  // sealed-secrets
  SealedSecret: {
    kind: 'Secret',
    names: (fields, name) => [fields.in('spec').in('template').in('metadata').text('name') || name],
  },
  // cert-manager
  Certificate: { kind: 'Secret', names: (fields) => [fields.in('spec').text('secretName')] },
  Ingress: { kind: 'Secret', names: certificates },
  // sops-secrets-operator
  SopsSecret: {
    kind: 'Secret',
    names: (fields) =>
      fields
        .in('spec')
        .each('secretTemplates')
        .map((each) => each.text('name')),
  },
  // trust-manager
  Bundle: { kind: 'ConfigMap', names: (_, name) => [name], everywhere: true },
  // Each pod of a set has a claim of each template.
  StatefulSet: { kind: 'PersistentVolumeClaim', names: claims },
};

/** What will be there because an object is: `Secret/shop/db`; without a namespace: in all of them. */
export function made(standing: Standing): readonly string[] {
  const maker = Object.hasOwn(makers, standing.kind) ? makers[standing.kind] : undefined;
  if (maker === undefined) return [];
  const place = maker.everywhere === true ? '' : `${standing.namespace}/`;
  return maker.names(standing.fields, standing.name).map((name) => `${maker.kind}/${place}${name}`);
}

function claims(fields: Fields, set: string): readonly string[] {
  const spec = fields.in('spec');
  const pods = Array.from({ length: Math.min(100, spec.number('replicas') ?? 1) }, (_, index) => index);
  return spec.each('volumeClaimTemplates').flatMap((each) => {
    const template = each.in('metadata').text('name');
    return pods.map((pod) => `${template}-${set}-${pod}`);
  });
}

/** cert-manager makes the Secrets of an Ingress that names an issuer. */
function certificates(fields: Fields): readonly string[] {
  const annotations = fields.in('metadata').entries('annotations');
  if (
    !annotations.some(([key]) => /^cert-manager\.io\/(cluster-)?issuer$|^kubernetes\.io\/tls-acme$/.test(key))
  )
    return [];
  return fields
    .in('spec')
    .each('tls')
    .map((each) => each.text('secretName'));
}

/** What kustomize makes: the names of its generators. */
export function generatedIn(kustomization: unknown): readonly string[] {
  if (!isRecord(kustomization)) return [];
  const names = (field: string, kind: string): readonly string[] => {
    const list = kustomization[field];
    return (Array.isArray(list) ? list : []).filter(isRecord).map(({ name }) => `${kind}/${String(name)}`);
  };
  return [...names('configMapGenerator', 'ConfigMap'), ...names('secretGenerator', 'Secret')];
}

/** The engines' own as well: they are there before what they apply. */
const namespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'flux-system', 'argocd'];

const roles = ['cluster-admin', 'admin', 'edit', 'view'];

const given: Readonly<Record<string, (wanted: Wanted) => boolean>> = {
  Namespace: ({ name }) => namespaces.includes(name),
  ConfigMap: ({ name }) => name === 'kube-root-ca.crt',
  ServiceAccount: ({ name }) => name === 'default',
  PriorityClass: ({ name }) => name.startsWith('system-'),
  ClusterRole: ({ name }) => name.startsWith('system:') || roles.includes(name),
  Role: ({ name }) => name.startsWith('system:') || name === 'extension-apiserver-authentication-reader',
  Service: ({ name, namespace }) =>
    (namespace === 'default' && name === 'kubernetes') ||
    (namespace === 'kube-system' && name === 'kube-dns'),
  // flux bootstrap
  GitRepository: ({ name }) => name === 'flux-system',
  OCIRepository: ({ name }) => name === 'flux-system',
  Kustomization: ({ name }) => name === 'flux-system',
  Secret: ({ name, namespace }) => name === 'flux-system' && namespace === 'flux-system',
  AppProject: ({ name }) => name === 'default',
};

/** What every cluster has. */
export function givenBy(wanted: Wanted): boolean {
  return Object.hasOwn(given, wanted.kind) && given[wanted.kind]?.(wanted) === true;
}
