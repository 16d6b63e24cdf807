import type { Code } from '../../core/codes.ts';
import { finding } from '../../core/codes.ts';
import { PatchError } from '../../core/problem.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';

/** Where in an object a patch is merging: the schema there, and the path for messages. */
export interface Place {
  readonly schema: ReleaseSchema | undefined;
  readonly path: string;
}

export type Fields = Readonly<Record<string, unknown>>;

/** How the server merges a field: strategy, key, and what is known of what is below. */
export interface FieldMerge {
  readonly strategy: string;
  readonly retainKeys: boolean;
  readonly mergeKey: string | undefined;
  readonly place: Place;
}

/** Into a field that both sides have. The server looks it up in its types, and refuses what is not there. */
export function mergeOf({ schema, path }: Place, name: string): FieldMerge {
  const field = schema?.structure === true ? schema.field(name) : undefined;
  const below = path === '' ? name : `${path}.${name}`;
  if (field === undefined) {
    const why =
      schema === undefined || schema.open
        ? 'nothing is known of what is in there'
        : schema.structure
          ? `there is no such field`
          : 'it is a map of objects';
    throw refuse('patch/not-mergeable', `${below}: the server cannot merge here, ${why}`, below);
  }
  const { strategy = '', mergeKey } = field.node;
  const strategies = strategy.split(',');
  return {
    strategy: strategies.find((each) => each !== 'retainKeys') ?? '',
    retainKeys: strategies.includes('retainKeys'),
    mergeKey,
    place: { schema: field, path: below },
  };
}

/** Of a list's items. */
export function inside({ schema, path }: Place): Place {
  return { schema: schema?.items(), path: `${path}[]` };
}

export function refuse(code: Code, message: string, path: string): PatchError {
  return new PatchError([finding(code, message, { path })]);
}
