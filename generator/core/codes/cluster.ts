/** Codes of a live cluster: whether it can be asked, and what it says. */
export const clusterCodes = {
  'cluster/no-client': {
    severity: 'error',
    meaning: 'The package that reaches clusters, @kubernetes/client-node, is not installed.',
    cure: 'npm install --save-dev @kubernetes/client-node',
  },
  'cluster/no-context': {
    severity: 'error',
    meaning: 'The kubeconfig cannot be read, or has no context for a cluster.',
    cure: 'Name it with --context, or in plimsoll.config.ts: contexts: { "prod-eu": "name in the kubeconfig" }.',
  },
  'cluster/unreachable': {
    severity: 'error',
    meaning:
      'The server does not answer: not at all, not in time, or with a certificate that is not trusted.',
    cure: 'Look at the address in the kubeconfig, the network and the VPN; `kubectl version` asks the same server.',
  },
  'cluster/unauthorized': {
    severity: 'error',
    meaning: 'The server does not know who asks (401): the token has expired, or the login has.',
    cure: 'Log in again, as for kubectl.',
  },
  'cluster/forbidden': {
    severity: 'error',
    meaning: 'Who asks may not (403). A dry run needs the rights of the change itself.',
    cure: 'Give the rights that `plimsoll cluster rbac` prints.',
  },
  'cluster/overloaded': {
    severity: 'error',
    meaning: 'The server was asked several times and is too busy, or fails (429, 5xx).',
    cure: 'Try again later, or with a smaller --concurrency.',
  },
  'cluster/refused': {
    severity: 'error',
    meaning: 'The API server, or an admission webhook or policy of the cluster, refuses the object.',
    cure: 'Change the object as the message says.',
  },
  'cluster/conflict': {
    severity: 'warning',
    meaning:
      'Somebody else manages a field of the object in the cluster, with another value. The engine would take it over.',
    cure: 'Leave the field out of the stack, or have the other manager leave it.',
  },
  'cluster/warning': {
    severity: 'warning',
    meaning: 'The server takes the object and warns of it: a deprecated API, a policy in warn mode.',
    cure: 'What the message says.',
  },
  'cluster/other-version': {
    severity: 'warning',
    meaning:
      'The cluster is of another Kubernetes version than its stack says, so that offline checks use other schemas.',
    cure: 'Correct kubernetes in the stack.',
  },
  'cluster/other-definition': {
    severity: 'warning',
    meaning: 'A definition of custom resources in the cluster is not the one that offline checks use.',
    cure: 'Import it from the cluster: plimsoll import --cluster NAME.',
  },
} as const;
