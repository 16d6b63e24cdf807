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
} as const;
