import { readGenerated } from '../../facts/location.ts';
import type { DocumentSchema } from '../../validate/schema/document.ts';

/** What applications in files are written in; a later one of them will be read beside this one. */
export const fileVersion = 'plimsoll/v1';

interface OptionSchema {
  readonly schema: DocumentSchema;
  readonly definitions: Readonly<Record<string, DocumentSchema>>;
}

const made = new Map<string, DocumentSchema>();

/** The schema of a file with an application of a shipped kind. */
export function shippedSchema(kind: string): DocumentSchema {
  const known = made.get(kind);
  if (known !== undefined) return known;
  const all = readGenerated('options.json') as Readonly<Record<string, OptionSchema>>;
  const options = all[kind] as OptionSchema;
  const schema = envelope(kind, options);
  made.set(kind, schema);
  return schema;
}

/** What is around the options: which kind in which version, a name, a namespace. */
export function envelope(kind: string, { schema, definitions }: OptionSchema): DocumentSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: kind,
    type: 'object',
    properties: {
      apiVersion: { const: fileVersion },
      kind: { const: kind },
      metadata: {
        type: 'object',
        properties: {
          name: { type: 'string', description: 'Of the application, and of its objects.' },
          namespace: { type: 'string', description: 'Default: that of the bundle.' },
        },
        required: ['name'],
        additionalProperties: false,
      },
      spec: schema,
    },
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    additionalProperties: false,
    $defs: definitions,
  };
}
