import { readManifests } from '../../manifest/read.ts';
import type { ApplicationConfig } from '../../model/model.ts';
import type { ProjectFiles } from '../../model/project-files.ts';
import type { DocumentSchema } from '../../validate/schema/document.ts';
import { readText } from '../files.ts';
import { mistakes, wrong } from '../option.ts';
import { shippedSchema } from './envelope.ts';
import { shippedKinds } from './kinds.ts';

export type Make<Options> = (options: Options) => ApplicationConfig;

/** A kind of applications that others write down in files. */
export interface FileKind<Options> {
  /** What it is called there. */
  readonly kind: string;
  readonly make: Make<Options>;
  /** Of a file, as `plimsoll schemas application` prints it; or where in the project that is. */
  readonly schema: DocumentSchema | string;
}

export interface Readable<Options> {
  readonly kind: string;
  readonly make: Make<Options>;
  readonly schema: DocumentSchema;
}

/** A kind with its schema: a shipped one is known by its function. */
export function readable<Options>(
  kind: Make<Options> | FileKind<Options>,
  files: ProjectFiles,
): Readable<Options> {
  if (typeof kind !== 'function')
    return { ...kind, schema: typeof kind.schema === 'string' ? schemaAt(kind.schema, files) : kind.schema };
  const [name] = Object.entries(shippedKinds).find(([, make]) => make === (kind as unknown)) ?? [];
  if (name !== undefined) return { kind: name, make: kind, schema: shippedSchema(name) };
  mistakes([
    wrong(
      `nothing is known of what ${kind.name || 'the function'} can be told`,
      "give { kind: 'Shop', make, schema }: plimsoll schemas application FILE#FUNCTION prints the schema",
    ),
  ]);
  throw new Error('unreachable');
}

const parsed = new Map<string, DocumentSchema>();

function schemaAt(path: string, files: ProjectFiles): DocumentSchema {
  const text = readText(files, path);
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const value = readManifests(text, path).documents[0]?.value as DocumentSchema;
  parsed.set(text, value);
  return value;
}
