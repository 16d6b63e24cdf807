import { isRecord } from '../../core/json.ts';
import type { ValidateOptions } from '../options.ts';
import { postBuildOf } from '../substitution/variables.ts';
import { type GivenFile, judgeFile, readFile } from './judge-file.ts';
import type { Validated } from './validated.ts';

/** A file judged by itself, and what of it matters to other files. */
export interface Alone {
  readonly validated: Validated;
  /** Definitions of custom resources. */
  readonly definitions: readonly unknown[];
  /** Says what Flux substitutes, in whatever files. */
  readonly substitutes: boolean;
  /** The kinds in it that a definition may be of: `group/Kind`. */
  readonly kinds: readonly string[];
}

/** Reads a file, judges it, and keeps no more of it: most files have nothing to do with each other. */
export function judgeAlone(given: GivenFile, options: ValidateOptions): Alone {
  const file = readFile(given);
  const values = file.objects.map(({ value }) => value);
  return {
    validated: judgeFile(file, [], options),
    definitions: values.filter(({ kind }) => kind === 'CustomResourceDefinition'),
    substitutes: values.some((value) => postBuildOf(value) !== undefined),
    kinds: values.length === 0 ? [] : values.flatMap(customKind),
  };
}

function customKind({ apiVersion, kind }: Readonly<Record<string, unknown>>): readonly string[] {
  const text = String(apiVersion);
  const slash = text.indexOf('/');
  // Groups of the server's own have no dot, or belong to it.
  if (slash < 0 || text.lastIndexOf('.', slash) < 0) return [];
  return [`${text.slice(0, slash)}/${kind}`];
}

/** `group/Kind` of a definition. */
export function definedKind(definition: unknown): string {
  const spec = isRecord(definition) ? definition.spec : undefined;
  const names = isRecord(spec) ? spec.names : undefined;
  return isRecord(spec) && isRecord(names) ? `${spec.group}/${names.kind}` : '';
}
