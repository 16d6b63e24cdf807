import { isRecord } from '../../core/json.ts';
import { identityOf } from '../identity.ts';
import type { ValidateOptions } from '../options.ts';
import { generatedIn } from '../references/makers.ts';
import { postBuildOf } from '../substitution/variables.ts';
import type { Fine } from './fine.ts';
import { type GivenFile, judgeFile, type ReadFile, readFile } from './judge-file.ts';
import { hasFindings, type Validated } from './validated.ts';

/** A file judged by itself, and what of it matters to other files. */
export interface Alone {
  readonly validated: Validated;
  /** Definitions of custom resources. */
  readonly definitions: readonly unknown[];
  /** Says what Flux substitutes, in whatever files. */
  readonly substitutes: boolean;
  /** What is in it, as the server reads it. */
  readonly values: readonly unknown[];
  /** What kustomize makes of it: `ConfigMap/name`. */
  readonly generated: readonly string[];
  /** The kinds in it that a definition may be of: `group/Kind`. */
  readonly kinds: readonly string[];
}

/** Reads a file and judges it. Its objects are kept for what they say of each other, not its text. */
export function judgeAlone(given: GivenFile, options: ValidateOptions, fine: Fine | undefined): Alone {
  const text = given.text();
  const file = readFile(given, text);
  const values = file.objects.map(({ value }) => value);
  return {
    validated: judged(file, text, options, fine),
    definitions: values.some(isDefinition) ? values.filter(isDefinition) : none,
    substitutes: values.some((value) => postBuildOf(value) !== undefined),
    values,
    generated: file.kustomizations.flatMap(({ value }) => generatedIn(value)),
    kinds: values.some(isCustom) ? values.filter(isCustom).map(kindOf) : none,
  };
}

/** Judged now, unless it was fine before. What kustomize says depends on how a file is called, and on what lies beside it. */
function judged(file: ReadFile, text: string, options: ValidateOptions, fine: Fine | undefined): Validated {
  const key = file.kustomizations.length === 0 ? fine?.keyOf(text) : undefined;
  if (key !== undefined && fine?.has(key) === true) return judgedBefore(file);
  const validated = judgeFile(file, [], options, true);
  if (key !== undefined && !hasFindings(validated)) fine?.add(key);
  return validated;
}

function judgedBefore({ given, objects, skipped, findings }: ReadFile): Validated {
  return {
    file: given.name,
    objects: objects.map(({ value }) => ({ resource: identityOf(value), findings: none })),
    skipped,
    findings,
  };
}

/** One for all: of ten thousand files nearly every one has it. */
const none: readonly never[] = Object.freeze([]);

type Fields = Readonly<Record<string, unknown>>;

export function isDefinition({ kind }: Fields): boolean {
  return kind === 'CustomResourceDefinition';
}

/** Groups of the server's own have no dot, or are called as if they were custom ones. */
function isCustom({ apiVersion }: Fields): boolean {
  const text = String(apiVersion);
  const slash = text.indexOf('/');
  return slash >= 0 && text.lastIndexOf('.', slash) >= 0;
}

function kindOf({ apiVersion, kind }: Fields): string {
  const text = String(apiVersion);
  return `${text.slice(0, text.indexOf('/'))}/${kind}`;
}

/** `group/Kind` of a definition. */
export function definedKind(definition: unknown): string {
  const spec = isRecord(definition) ? definition.spec : undefined;
  const names = isRecord(spec) ? spec.names : undefined;
  return isRecord(spec) && isRecord(names) ? `${spec.group}/${names.kind}` : '';
}
