/** What a release, or the next ones, will not have any more. */
export const deprecationCodes = {
  'deprecations/deprecated-kind': {
    severity: 'warning',
    meaning: 'The API of an object is deprecated in this release, or by its own definition.',
    cure: 'Write it in the version that the message names; its fields may differ.',
  },
  'deprecations/deprecated-field': {
    severity: 'warning',
    meaning:
      'A field, a value, a label of nodes or an annotation is deprecated in this release; it may do nothing any more.',
    cure: 'Write what the message says in its place.',
  },
  'deprecations/upgrade': {
    severity: 'error',
    meaning:
      'The API server takes an object today, and would refuse it in a release of the upgrade that was asked about.',
    cure: 'Change it before the cluster is upgraded: what the message says holds from the release that it names.',
  },
} as const;
