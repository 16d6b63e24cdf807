/** What the server takes, and a team may not want. */
export const policyCodes = {
  'policy/plain-secret': {
    severity: 'warning',
    meaning: 'A Secret holds its values as they are: whoever reads the repository knows them.',
    cure: 'Encrypt it (SOPS), seal it (SealedSecret), or let a store fill it (ExternalSecret); else skip it: validate.skip.',
  },
  'policy/image-tag': {
    severity: 'error',
    meaning:
      'An image has no tag, or the tag latest: nobody knows what will run. Asked where validate.policy.images is tag.',
    cure: 'Name a version, or a digest; pins.yaml keeps both.',
  },
  'policy/image-digest': {
    severity: 'error',
    meaning:
      'An image is named without a digest, and a tag may be moved. Asked where validate.policy.images is digest.',
    cure: 'Pin it: plimsoll pin, or name:tag@sha256:….',
  },
  'policy/pod-security': {
    severity: 'error',
    meaning:
      'A pod is not what the Pod Security Standard of its namespace asks for. Asked where validate.policy.podSecurity says so.',
    cure: 'Set what the message says; or give the namespace another level, by label or in validate.policy.podSecurity.namespaces.',
  },
  'policy/missing-resources': {
    severity: 'error',
    meaning: 'A container does not say what it takes. Asked where validate.policy.resources is set.',
    cure: 'Say it, or let a LimitRange of the namespace say it.',
  },
  'policy/missing-probe': {
    severity: 'error',
    meaning:
      'Nobody asks a container whether it is ready, or lives. Asked where validate.policy.probes is set.',
    cure: 'Add the probe that the message names.',
  },
  'policy/wildcard-role': {
    severity: 'error',
    meaning:
      "A role is for '*': whatever there is, and whatever there will be. Asked where validate.policy.roles is set.",
    cure: 'List verbs, kinds and groups.',
  },
  'policy/escalating-role': {
    severity: 'error',
    meaning:
      'A role or binding lets its holder become more than they are, or is for nearly everybody. Asked where validate.policy.roles is set.',
    cure: 'Take it away; where it is needed say why in validate.ignore.',
  },
  'policy/default-token': {
    severity: 'error',
    meaning:
      'A pod runs as the default account, and is given its token. Asked where validate.policy.tokens is set.',
    cure: 'Say automountServiceAccountToken: false, of the pod or of the account default; or give it an account of its own.',
  },
  'policy/host-namespace': {
    severity: 'error',
    meaning:
      'A pod shares network, processes or memory with its node. Asked where validate.policy.hostNamespaces is set.',
    cure: 'Take it away; where it is needed say why in validate.ignore.',
  },
  'policy/admission': {
    severity: 'error',
    meaning:
      'A ValidatingAdmissionPolicy of the render, by one of its bindings, denies an object of the render. Asked where validate.policy.admission is set.',
    cure: 'Change the object as the message of the policy says, or except it in the policy or its binding.',
  },
  'policy/admission-warning': {
    severity: 'warning',
    meaning: 'The same, of a binding that only warns.',
    cure: 'Change the object as the message of the policy says.',
  },
} as const;
