/** What the API server refuses, as `validate` says it. */
export const apiCodes = {
  'api/unknown-field': {
    severity: 'error',
    meaning: 'An object has a field that its kind does not have in this version.',
    cure: 'Use one of the fields the message lists.',
  },
  'api/wrong-type': {
    severity: 'error',
    meaning: 'A field holds a value of another type than the server reads there.',
    cure: 'Write the type the message asks for; quote numbers and words like yes where a text is asked for.',
  },
  'api/bad-format': {
    severity: 'error',
    meaning: 'A text is not written as the server reads it: a quantity, a time, base64.',
    cure: 'Write it as the message shows.',
  },
  'api/out-of-range': {
    severity: 'error',
    meaning: 'A number, or the length of a text, list or map, is out of bounds.',
    cure: 'Stay within the bounds the message names.',
  },
  'api/not-allowed': {
    severity: 'error',
    meaning: 'A field holds a value that is none of those the schema allows.',
    cure: 'Use one of the values the message lists.',
  },
  'api/missing-field': {
    severity: 'error',
    meaning: 'A field that the schema requires is not there.',
    cure: 'Add the field.',
  },
  'api/bad-name': {
    severity: 'error',
    meaning:
      'A name, prefix of a name, namespace or finalizer is not written as the server wants it for this kind.',
    cure: 'Write it as the message says.',
  },
  'api/bad-label': {
    severity: 'error',
    meaning: 'A label, its value, or the key of an annotation is not written as the server wants it.',
    cure: 'Write keys as domain/name, and names and values with letters, digits, - _ and ., at most 63 characters.',
  },
  'api/not-unique': {
    severity: 'error',
    meaning: 'Two items of a list are the same, or have the same keys, where the schema wants each once.',
    cure: 'Keep one of the two.',
  },
  'api/conflict': {
    severity: 'error',
    meaning: 'A field is set that another field excludes, or two that do not go together.',
    cure: 'Keep the one the message speaks of, take the other away.',
  },
  'api/not-found': {
    severity: 'error',
    meaning: 'A part of an object names another part of it that is not there, as a volumeMount its volume.',
    cure: 'Correct the name, or add what it names.',
  },
  'api/selector-mismatch': {
    severity: 'error',
    meaning: 'A workload selects pods by labels that the pods of its own template do not have.',
    cure: 'Give the template the labels of the selector.',
  },
  'api/bad-expression': {
    severity: 'error',
    meaning: 'An expression of an admission policy or webhook is no CEL that the server can compile.',
    cure: 'Correct the expression as the message says.',
  },
  'api/no-match': {
    severity: 'error',
    meaning: 'A value fits none, or more than one, of the alternatives of its schema.',
    cure: 'Look at what the alternatives require, and keep to one.',
  },
  'api/rule-failed': {
    severity: 'error',
    meaning: 'A custom resource breaks a rule (x-kubernetes-validations) of its definition.',
    cure: 'Read the rule, or the sentence of its author, in the message.',
  },
  'api/unknown-kind': {
    severity: 'error',
    meaning: 'An object is of a kind that no schema is known for in this version.',
    cure: 'Correct apiVersion and kind, or give the CustomResourceDefinition (--crds, plimsoll import).',
  },
  'api/not-served': {
    severity: 'error',
    meaning: 'A version of the API is off in an API server that nobody told to serve it.',
    cure: 'Use a version that is on, or say serve: [group/version] in the config.',
  },
  'api/unreadable': {
    severity: 'error',
    meaning: 'A file cannot be read as YAML or JSON.',
    cure: 'Correct it at the place the message names.',
  },
  'api/not-structural': {
    severity: 'error',
    meaning: 'The schema in a CustomResourceDefinition is not structural: the server refuses the definition.',
    cure: 'Do what the message says: a type at every place, and nothing that shapes a value within allOf, anyOf, oneOf and not.',
  },
  'api/bad-rule': {
    severity: 'error',
    meaning:
      'A rule (x-kubernetes-validations) of a CustomResourceDefinition is no CEL that the server can read.',
    cure: 'Correct the expression; it knows self, and oldSelf for rules about changes.',
  },
  'api/gated-field': {
    severity: 'warning',
    meaning:
      'A field is dropped by an API server whose feature gates are the usual ones: its gate is off by default in this version.',
    cure: 'Take it away, or turn the feature gate on and skip this code.',
  },
} as const;
