/** What a value must be: a text, a list of something, a map of something, a structure with these fields. */
export type Shape =
  | 'text'
  | 'truth'
  | 'number'
  | 'anything'
  | readonly [Shape]
  | { readonly '*': Shape }
  | { readonly [field: string]: Shape };

const texts: Shape = ['text'];
const map: Shape = { '*': 'text' };
const identity = { group: 'text', version: 'text', kind: 'text', name: 'text', namespace: 'text' } as const;
const selector: Shape = { ...identity, labelSelector: 'text', annotationSelector: 'text' };
const options: Shape = { labels: map, annotations: map, disableNameSuffixHash: 'truth', immutable: 'truth' };
const patch: Shape = { path: 'text', patch: 'text', target: selector, options: { '*': 'truth' } };
const image: Shape = { name: 'text', newName: 'text', newTag: 'text', tagSuffix: 'text', digest: 'text' };
const generator = {
  name: 'text',
  namespace: 'text',
  behavior: 'text',
  files: texts,
  envs: texts,
  env: 'text',
  literals: texts,
  options,
} as const;
const fieldOptions: Shape = { delimiter: 'text', index: 'number', encoding: 'text', create: 'truth' };

/** The fields of a Kustomization or Component, as kustomize 5 reads them (sigs.k8s.io/kustomize/api v0.20.1). */
export const kustomizationFields: Readonly<Record<string, Shape>> = {
  apiVersion: 'text',
  kind: 'text',
  metadata: { name: 'text', namespace: 'text', labels: map, annotations: map },
  openapi: map,
  namePrefix: 'text',
  nameSuffix: 'text',
  namespace: 'text',
  commonLabels: map,
  labels: [
    {
      pairs: map,
      includeSelectors: 'truth',
      includeTemplates: 'truth',
      fields: [{ group: 'text', version: 'text', kind: 'text', path: 'text', create: 'truth' }],
    },
  ],
  commonAnnotations: map,
  patchesStrategicMerge: texts,
  patchesJson6902: [patch],
  patches: [patch],
  images: [image],
  imageTags: [image],
  replacements: [
    {
      path: 'text',
      source: { ...identity, fieldPath: 'text', options: fieldOptions },
      sourceValue: 'text',
      targets: [{ select: selector, reject: [selector], fieldPaths: texts, options: fieldOptions }],
    },
  ],
  replicas: [{ name: 'text', count: 'number' }],
  vars: [{ name: 'text', objref: { ...identity, apiVersion: 'text' }, fieldref: { fieldPath: 'text' } }],
  sortOptions: { order: 'text', legacySortOptions: { orderFirst: texts, orderLast: texts } },
  resources: texts,
  components: texts,
  crds: texts,
  bases: texts,
  configMapGenerator: [generator],
  secretGenerator: [{ ...generator, type: 'text' }],
  helmGlobals: { chartHome: 'text', configHome: 'text' },
  helmCharts: [
    {
      name: 'text',
      version: 'text',
      repo: 'text',
      releaseName: 'text',
      namespace: 'text',
      nameTemplate: 'text',
      valuesFile: 'text',
      additionalValuesFiles: texts,
      valuesInline: { '*': 'anything' },
      valuesMerge: 'text',
      apiVersions: texts,
      kubeVersion: 'text',
      includeCRDs: 'truth',
      skipHooks: 'truth',
      skipTests: 'truth',
      debug: 'truth',
      devel: 'truth',
    },
  ],
  helmChartInflationGenerator: [
    {
      chartHome: 'text',
      chartName: 'text',
      chartRepoName: 'text',
      chartRepoUrl: 'text',
      chartVersion: 'text',
      extraArgs: texts,
      helmBin: 'text',
      helmHome: 'text',
      releaseName: 'text',
      releaseNamespace: 'text',
      values: 'text',
      valuesLocal: { '*': 'anything' },
      valuesMerge: 'text',
    },
  ],
  generatorOptions: options,
  configurations: texts,
  generators: texts,
  transformers: texts,
  validators: texts,
  buildMetadata: texts,
};

/** Fields that kustomize still reads, and what took their place. */
export const replaced: Readonly<Record<string, string>> = {
  bases: 'resources',
  commonLabels: 'labels',
  imageTags: 'images',
  patchesJson6902: 'patches',
  patchesStrategicMerge: 'patches',
  vars: 'replacements',
  helmChartInflationGenerator: 'helmCharts',
};

/** Values of which only these mean something, by a path with `*` for every item. */
export const allowed: readonly (readonly [path: string, values: readonly string[]])[] = [
  ['configMapGenerator.*.behavior', ['create', 'replace', 'merge']],
  ['secretGenerator.*.behavior', ['create', 'replace', 'merge']],
  ['sortOptions.order', ['fifo', 'legacy']],
  ['buildMetadata.*', ['managedByLabel', 'originAnnotations', 'transformerAnnotations']],
];
