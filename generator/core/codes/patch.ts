/** Codes of paths and patches. */
export const patchCodes = {
  'patch/unknown-field': {
    severity: 'error',
    meaning: 'A path names a field that the schema does not have.',
    cure: 'Use one of the fields the message lists.',
  },
  'patch/no-such-item': {
    severity: 'error',
    meaning: 'A path selects a list item that the object does not have.',
    cure: 'Select one of the items the message lists, or insert the item first.',
  },
  'patch/not-a-list': {
    severity: 'error',
    meaning: 'A path selects an item of something that is not a list.',
    cure: 'Drop the selector, or apply it to the list itself.',
  },
  'patch/wrong-shape': {
    severity: 'error',
    meaning: 'The object holds another kind of value at a step of the path.',
    cure: 'Correct the object, or the path.',
  },
  'patch/bad-path': {
    severity: 'error',
    meaning: 'The text of a path cannot be read.',
    cure: "Write fields with dots, items as [name=web] or [0], and quote keys that hold dots: labels['app.kubernetes.io/name'].",
  },
  'patch/test-failed': {
    severity: 'error',
    meaning: 'A patch expects a value that the object does not have.',
    cure: 'Bring the patch up to date with the object, or drop the test.',
  },
} as const;
