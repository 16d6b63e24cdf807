import { finding } from '../../core/codes.ts';
import type { Finding, Place } from '../../core/finding.ts';
import { readManifests } from '../../manifest/read.ts';
import type { ProjectFiles } from '../../model/project-files.ts';
import { placesIn } from '../../validate/files/read.ts';
import { fieldPath } from '../../validate/path.ts';
import { documentMistakes } from '../../validate/schema/document.ts';
import { readText } from '../files.ts';
import type { Readable } from './file-kind.ts';

export interface FileApplication<Options> {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly options: Options;
  readonly place: Place;
}

function byPlace({ source: a }: Finding, { source: b }: Finding): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}

/** The applications of a file; what is wrong with them is said with its line. */
export function applicationsIn<Options>(
  file: string,
  { kind, schema }: Readable<Options>,
  files: ProjectFiles,
  wrong: Finding[],
): readonly FileApplication<Options>[] {
  const text = readText(files, file);
  const { documents, findings } = readManifests(text, file);
  wrong.push(...findings);
  return documents.flatMap(({ value, place }) => {
    const mistakes = documentMistakes(schema, value);
    if (mistakes.length > 0) {
      const at = placesIn(text, file);
      const found = mistakes.map(({ message, pointer, fix }) =>
        finding('build/bad-application-file', `${kind}: ${message}`, {
          path: fieldPath(pointer),
          pointer,
          source: at(place, pointer),
          ...(fix === undefined ? {} : { fix }),
        }),
      );
      wrong.push(...found.toSorted(byPlace));
      return [];
    }
    const { metadata, spec } = value as {
      readonly metadata: { readonly name: string; readonly namespace?: string };
      readonly spec: Options;
    };
    return [{ name: metadata.name, namespace: metadata.namespace, options: spec, place }];
  });
}
