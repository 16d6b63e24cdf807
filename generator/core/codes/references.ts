/** What objects say of each other, and of what is around them. */
export const referenceCodes = {
  'references/unknown-variable': {
    severity: 'warning',
    meaning:
      'An object asks for a variable that its Flux Kustomization does not substitute: it becomes empty.',
    cure: 'Add it to postBuild.substitute, give it a default (${name:=value}), or write $${name} for the text itself.',
  },
  'references/bad-substitution': {
    severity: 'error',
    meaning:
      'A text holds ${…} that Flux cannot read, or that leaves no YAML behind: it applies nothing of the Kustomization then.',
    cure: 'Write $${ for the text itself, or annotate the object with kustomize.toolkit.fluxcd.io/substitute: disabled.',
  },
  'references/no-such-object': {
    severity: 'warning',
    meaning: 'An object names another that is not among what is rendered; it may be in the cluster.',
    cure: 'Render it, correct the name, or say that it is there: validate.external in the config, or --external Kind/namespace/name.',
  },
  'references/no-such-key': {
    severity: 'error',
    meaning:
      'An object asks for a key that the rendered ConfigMap or Secret does not hold: its pods would not start.',
    cure: 'Add the key, correct its name, or make the reference optional.',
  },
  'references/no-such-port': {
    severity: 'error',
    meaning:
      'An object names a port that the rendered Service, container or Gateway does not have: nothing would get there.',
    cure: 'Name one that there is, or add it.',
  },
  'references/selects-nothing': {
    severity: 'warning',
    meaning:
      'A Service, a budget or a network policy selects no pods that are rendered; they may be in the cluster.',
    cure: 'Correct the selector or the labels of the template; if the pods are made elsewhere, name the object in validate.external.',
  },
  'references/shared-selector': {
    severity: 'warning',
    meaning:
      'One selector takes the pods of two workloads: each would count, or get the traffic of, the other one.',
    cure: 'Give each workload a label of its own, and select by it.',
  },
  'references/scaled-twice': {
    severity: 'error',
    meaning: 'Two autoscalers scale one workload, each against the other.',
    cure: 'Take one away.',
  },
  'references/no-definition': {
    severity: 'warning',
    meaning: 'Definitions of custom resources are rendered, and none of this kind; it may be in the cluster.',
    cure: 'Render its CustomResourceDefinition, or name the kind in validate.external.',
  },
  'references/circle': {
    severity: 'error',
    meaning: 'Kustomizations or HelmReleases wait for each other: none of them would ever be ready.',
    cure: 'Take one of them out of dependsOn.',
  },
  'references/no-such-path': {
    severity: 'warning',
    meaning:
      'A Flux Kustomization or an Argo CD Application is told to read a folder that is not there, although others of its source are.',
    cure: 'Correct the path, which counts from the root of the repository; or add the folder.',
  },
  'references/not-permitted': {
    severity: 'error',
    meaning:
      'An Application is in a rendered AppProject that does not allow its source or its destination: Argo CD would apply nothing.',
    cure: 'Let the project allow it (sourceRepos, destinations), or put the Application into another one.',
  },
  'references/over-quota': {
    severity: 'error',
    meaning:
      'All pods together, replicas and the maximum of autoscalers counted, may ask for more than the rendered ResourceQuota allows.',
    cure: 'Raise the quota, or lower replicas, maxima or requests.',
  },
  'references/over-limit': {
    severity: 'error',
    meaning:
      'A container takes more or less than the rendered LimitRange of its namespace allows: its pods would be refused.',
    cure: 'Change the resources of the container, or the LimitRange.',
  },
} as const;
