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
  'patch/bad-patch': {
    severity: 'error',
    meaning:
      'A patch is not what its form asks for: no list of operations, an operation without a value, an unknown one.',
    cure: 'Correct the patch at the place the message names.',
  },
  'patch/bad-pointer': {
    severity: 'error',
    meaning: 'A JSON Pointer, or an index in it, cannot be read.',
    cure: 'Begin with /, write ~1 for / and ~0 for ~ in names, indexes without leading zeros, and - for the end of a list.',
  },
  'patch/no-such-value': {
    severity: 'error',
    meaning: 'A JSON Patch speaks of a place where the object has nothing.',
    cure: 'Use one of the fields or indexes that the message lists; add makes what is missing.',
  },
  'patch/bad-directive': {
    severity: 'error',
    meaning:
      'A directive of a strategic merge patch is unknown, misplaced or does not fit the patch beside it.',
    cure: 'Use $patch: replace or delete, and list in $setElementOrder and $retainKeys all that the patch names.',
  },
  'patch/no-merge-key': {
    severity: 'error',
    meaning:
      'An item of a strategic merge patch, or of the list it meets, lacks the key by which the list merges.',
    cure: 'Give the item that key.',
  },
  'patch/not-mergeable': {
    severity: 'error',
    meaning:
      'A strategic merge patch goes where the server cannot merge: below a field that it does not know, into a map of objects, a list of lists.',
    cure: 'Replace the whole value, or use a JSON Patch.',
  },
  'patch/no-strategic': {
    severity: 'error',
    meaning: 'A strategic merge patch is meant for a custom resource: the server has none for those.',
    cure: 'Use a merge patch, or a JSON Patch where lists must keep their other items.',
  },
  'patch/unknown-kind': {
    severity: 'error',
    meaning: 'The patch needs the schema of a kind that is not known here.',
    cure: 'Give its CustomResourceDefinition (--crds), import it, or use a JSON Patch or merge patch.',
  },
  'patch/inexact': {
    severity: 'error',
    meaning: 'The form cannot say the change: applied, the patch would give another object.',
    cure: 'Use the form that the message recommends, or --allow-inexact.',
  },
  'patch/wrong-value': {
    severity: 'error',
    meaning: 'A patch puts a value where the schema asks for one of another type.',
    cure: 'Write a value as the message asks for.',
  },
  'patch/no-target': {
    severity: 'error',
    meaning: 'A patch selects no object.',
    cure: 'Correct the kind, name, namespace or labels of the target: the message lists what is there.',
  },
  'patch/ambiguous-target': {
    severity: 'error',
    meaning: 'A patch that names no object meets several.',
    cure: 'Say which one with --target kind/name, or in the patch itself.',
  },
  'patch/unknown-variable': {
    severity: 'error',
    meaning: 'A patch uses a variable that it does not declare, or that has no value.',
    cure: 'Declare it under variables, give it with --var name=value, or write $${ for the text itself.',
  },
  'patch/unreadable': {
    severity: 'error',
    meaning: 'A file with a patch, or the file to be patched, cannot be read as YAML or JSON.',
    cure: 'Correct it at the place the message names.',
  },
  'patch/alias-expanded': {
    severity: 'warning',
    meaning:
      'A value was written through an alias; the alias has become a copy of its own, so that only the target changes.',
    cure: 'Nothing, if only this place was to change; else patch the place that has the anchor.',
  },
  'patch/rewritten': {
    severity: 'warning',
    meaning:
      'A document is written in a way that cannot be edited in place; it was written anew, without its comments.',
    cure: 'Look at the result; a simpler layout of the document keeps its text.',
  },
} as const;
