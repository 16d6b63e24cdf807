import { isRecord } from '../../core/json.ts';
import type { Fields } from '../rules/fields.ts';
import type { Standing, Wanted } from './standing.ts';

type Maker = (fields: Fields, standing: Standing) => readonly string[];

/** Objects of which a controller makes others: `kind`, and what it makes. */
const makers: Readonly<Record<string, Maker>> = {
  // external-secrets
  ExternalSecret: (fields, { name }) => ['Secret', fields.in('spec').in('target').text('name') || name],
  // sealed-secrets
  SealedSecret: (fields, { name }) => [
    'Secret',
    fields.in('spec').in('template').in('metadata').text('name') || name,
  ],
  // cert-manager
  Certificate: (fields) => ['Secret', fields.in('spec').text('secretName')],
  // sops-secrets-operator
  SopsSecret: (fields) =>
    fields
      .in('spec')
      .each('secretTemplates')
      .flatMap((each) => ['Secret', each.text('name')]),
  // trust-manager: a ConfigMap in every namespace
  Bundle: (_, { name }) => ['ConfigMap', name],
  // Each pod of a set has a claim of each template.
  StatefulSet: (fields, { name }) =>
    fields
      .in('spec')
      .each('volumeClaimTemplates')
      .flatMap((each) =>
        Array.from({ length: Math.min(100, fields.in('spec').number('replicas') ?? 1) }, (_, index) => [
          'PersistentVolumeClaim',
          `${each.in('metadata').text('name')}-${name}-${index}`,
        ]).flat(),
      ),
};

/** What will be there because an object is: `Secret/shop/db`; without a namespace: in all of them. */
export function made(standing: Standing): readonly string[] {
  const { kind, namespace, fields } = standing;
  if (kind === 'Ingress') return certificates(fields, namespace);
  const maker = Object.hasOwn(makers, kind) ? makers[kind] : undefined;
  if (maker === undefined) return [];
  const pairs = maker(fields, standing);
  return pairs.flatMap((each, index) =>
    index % 2 === 0 ? [`${each}/${kind === 'Bundle' ? '' : `${namespace}/`}${pairs[index + 1]}`] : [],
  );
}

/** cert-manager makes the Secrets of an Ingress that names an issuer. */
function certificates(fields: Fields, namespace: string): readonly string[] {
  const annotations = fields.in('metadata').entries('annotations');
  if (
    !annotations.some(([key]) => /^cert-manager\.io\/(cluster-)?issuer$|^kubernetes\.io\/tls-acme$/.test(key))
  )
    return [];
  return fields
    .in('spec')
    .each('tls')
    .map((each) => `Secret/${namespace}/${each.text('secretName')}`);
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
