import { byText } from '../../generator/core/compare.ts';
import { splitApiVersion } from '../../generator/facts/kinds.ts';
import { joinLives } from '../normalise/lifecycle.ts';
import type { Lifecycle, LifecycleTable } from '../sources/raw.ts';
import type { Store } from './model.ts';

/** Kinds that left the API module altogether, so that no table derived from it knows them. */
const gone: LifecycleTable = {
  'admissionregistration.k8s.io/v1beta1': {
    MutatingWebhookConfiguration: {
      introduced: '1.9',
      deprecated: '1.16',
      removed: '1.22',
      replacement: 'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration',
    },
    ValidatingWebhookConfiguration: {
      introduced: '1.9',
      deprecated: '1.16',
      removed: '1.22',
      replacement: 'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration',
    },
  },
  'apiextensions.k8s.io/v1beta1': {
    CustomResourceDefinition: {
      introduced: '1.7',
      deprecated: '1.16',
      removed: '1.22',
      replacement: 'apiextensions.k8s.io/v1 CustomResourceDefinition',
    },
  },
  'apiregistration.k8s.io/v1beta1': {
    APIService: {
      introduced: '1.7',
      deprecated: '1.19',
      removed: '1.22',
      replacement: 'apiregistration.k8s.io/v1 APIService',
    },
  },
  'batch/v2alpha1': {
    CronJob: { introduced: '1.5', deprecated: '1.8', removed: '1.21', replacement: 'batch/v1 CronJob' },
  },
  'extensions/v1beta1': {
    PodSecurityPolicy: { introduced: '1.2', deprecated: '1.10', removed: '1.16' },
  },
  'policy/v1beta1': {
    PodSecurityPolicy: { introduced: '1.10', deprecated: '1.21', removed: '1.25' },
  },
  'rbac.authorization.k8s.io/v1alpha1': Object.fromEntries(
    ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].map((kind) => [
      kind,
      {
        introduced: '1.6',
        deprecated: '1.17',
        removed: '1.22',
        replacement: `rbac.authorization.k8s.io/v1 ${kind}`,
      },
    ]),
  ),
  'scheduling.k8s.io/v1alpha1': {
    PriorityClass: {
      introduced: '1.8',
      deprecated: '1.14',
      removed: '1.22',
      replacement: 'scheduling.k8s.io/v1 PriorityClass',
    },
  },
  'settings.k8s.io/v1alpha1': {
    PodPreset: { introduced: '1.6', deprecated: '1.19', removed: '1.20' },
  },
};

/** Kinds that no supported release has any more, but that manifests still name: what became of them. */
export function removedKinds({ lifecycle: known, builtin }: Store): LifecycleTable {
  const lifecycle = joinLives(gone, known);
  const table: Record<string, Record<string, Lifecycle>> = {};
  for (const apiVersion of Object.keys(lifecycle).sort(byText)) {
    const { group, version } = splitApiVersion(apiVersion);
    const present = new Set(builtin.get(`${group}/${version}`)?.kinds.map(({ kind }) => kind));
    const kinds = Object.entries(lifecycle[apiVersion] ?? {}).filter(
      ([kind, life]) => life.removed !== undefined && !present.has(kind) && !kind.endsWith('List'),
    );
    if (kinds.length > 0) table[apiVersion] = Object.fromEntries(kinds.sort(([a], [b]) => byText(a, b)));
  }
  return table;
}
