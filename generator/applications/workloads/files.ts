import type { ConfigMap } from '#kinds/kubernetes/core/v1';
import { given } from '../../core/json.ts';
import { readText } from '../files.ts';
import { contentHash } from './content-hash.ts';
import { metadata, type Subject } from './subject.ts';
import { configName } from './volumes.ts';

function contents({ options, context }: Subject): Readonly<Record<string, string>> | undefined {
  if (options.files === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(options.files).map(([name, content]) => [
      name,
      typeof content === 'string' ? content : readText(context.files, content.project),
    ]),
  );
}

/** The ConfigMap of `files`. */
export function files(subject: Subject): readonly ConfigMap[] {
  const data = contents(subject);
  if (data === undefined) return [];
  return [
    given<ConfigMap>({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(subject, { name: configName(subject.name) }),
      data,
    }),
  ];
}

/** Another content is another template: the pods are rolled. */
export function filesHash(subject: Subject): string | undefined {
  const data = contents(subject);
  return data === undefined ? undefined : contentHash(data, 16);
}
