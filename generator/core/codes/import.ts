/** Codes of schemas and what is imported from them. */
export const importCodes = {
  'import/unreadable': {
    severity: 'error',
    meaning: 'A source cannot be read as YAML or JSON.',
    cure: 'Correct the text at the place the message names.',
  },
  'import/unavailable': {
    severity: 'error',
    meaning: 'A source cannot be opened or fetched.',
    cure: 'Check the path, the address and the permissions.',
  },
  'import/checksum': {
    severity: 'error',
    meaning: 'A remembered source answers with other content than its sha256 in the lock.',
    cure: 'Pin a version in the address, or accept the new content by importing the source by its name.',
  },
  'import/unknown-format': {
    severity: 'error',
    meaning: 'A document is none of the formats that hold schemas.',
    cure: 'Give OpenAPI v3 or v2 documents, discovery documents or CustomResourceDefinitions.',
  },
  'import/nothing-found': {
    severity: 'error',
    meaning: 'A source holds no definition at all.',
    cure: 'Point to the folder or file that holds the schemas.',
  },
  'import/bad-crd': {
    severity: 'error',
    meaning: 'A CustomResourceDefinition lacks what every one needs; it is skipped, the others are imported.',
    cure: 'Correct the field that the message names.',
  },
  'import/no-schema': {
    severity: 'warning',
    meaning: 'A version of a CustomResourceDefinition carries no schema: its type is open.',
    cure: 'Give the version a structural openAPIV3Schema.',
  },
  'import/duplicate': {
    severity: 'error',
    meaning: 'Two sources of one import define the same kind differently.',
    cure: 'Import one of the two.',
  },
  'import/unknown-version': {
    severity: 'error',
    meaning: 'A Kubernetes version is asked for that no facts are shipped for.',
    cure: 'Use one of the versions the message lists, or import the OpenAPI documents of that version.',
  },
} as const;
