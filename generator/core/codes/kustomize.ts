/** What kustomize says of its own files. */
export const kustomizeCodes = {
  'kustomize/unknown-field': {
    severity: 'error',
    meaning: 'A kustomization file has a field that kustomize does not know.',
    cure: 'Use one of the fields the message names.',
  },
  'kustomize/wrong-type': {
    severity: 'error',
    meaning: 'A field of a kustomization file holds a value of another type than kustomize reads there.',
    cure: 'Write the type the message asks for.',
  },
  'kustomize/not-allowed': {
    severity: 'error',
    meaning:
      'A field of a kustomization file holds a value, or stands beside a field, that kustomize refuses.',
    cure: 'Do what the message says.',
  },
  'kustomize/missing-file': {
    severity: 'error',
    meaning: 'A kustomization file lists a file or folder that is not there.',
    cure: 'Correct the path; it is seen from the folder of the kustomization file.',
  },
  'kustomize/deprecated-field': {
    severity: 'warning',
    meaning: 'A kustomization file uses a field that kustomize has replaced.',
    cure: 'Use the field the message names; kustomize edit fix does it.',
  },
} as const;
