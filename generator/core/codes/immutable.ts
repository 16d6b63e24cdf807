/** What a change does to what is committed, and so to what runs. */
export const immutableCodes = {
  'immutable/fixed-field': {
    severity: 'error',
    meaning:
      'A field differs from what is committed, and the API server refuses to change it in an object that is there.',
    cure: 'Do what the message says; or have the engine delete it and make it anew: kustomize.toolkit.fluxcd.io/force: enabled (Flux), argocd.argoproj.io/sync-options: Replace=true,Force=true (Argo CD).',
  },
  'immutable/transition-rule': {
    severity: 'error',
    meaning:
      'A custom resource changes in a way that a rule of its definition forbids (x-kubernetes-validations with oldSelf).',
    cure: 'Keep the field as it was, or give the object a new name.',
  },
  'immutable/left-over': {
    severity: 'warning',
    meaning:
      "A field that the API server once filled in does not go with the change: applied on the server's side, the change is refused.",
    cure: 'Write the field as it is in a commit before: applied once, it is yours, and goes when you take it out. Or replace the object: kustomize.toolkit.fluxcd.io/force: enabled (Flux), argocd.argoproj.io/sync-options: Replace=true (Argo CD).',
  },
  'immutable/recreated': {
    severity: 'warning',
    meaning:
      'The engine is told to force a change that the API server refuses: it deletes the object and makes it anew.',
    cure: 'Be sure that it may be gone for a while, with what it holds; else take the force away.',
  },
  'immutable/destroyed': {
    severity: 'warning',
    meaning: 'An object with data, or with others in it, is no longer rendered: the engine prunes it.',
    cure: 'If it is to stay, annotate it first: kustomize.toolkit.fluxcd.io/prune: disabled, or argocd.argoproj.io/sync-options: Prune=false.',
  },
  'immutable/moved-owner': {
    severity: 'warning',
    meaning:
      'An object with data moves from one Kustomization or Application to another: the old one may delete it before the new one has it.',
    cure: 'Keep the old one from pruning it in a commit before: kustomize.toolkit.fluxcd.io/prune: disabled, or argocd.argoproj.io/sync-options: Prune=false.',
  },
} as const;
