import type { Finding, Place } from '../../core/finding.ts';
import { identityOf } from '../identity.ts';
import { kustomizationMistakes } from '../kustomize/check.ts';
import type { Look } from '../kustomize/files.ts';
import type { ValidateOptions } from '../options.ts';
import { said } from '../said.ts';
import { isAsked } from '../sieve/asked.ts';
import { judge } from '../subject.ts';
import type { Lookup } from '../substitution/expression.ts';
import { type FoundObject, type FoundObjects, placesIn, readObjects } from './read.ts';
import type { Validated, ValidatedObject } from './validated.ts';

/** A file to be judged. */
export interface GivenFile {
  /** As it is called in findings. */
  readonly name: string;
  /** Where it is on disk, absolute; undefined of standard input. */
  readonly path: string | undefined;
  /** Its text; asked for again where something is found. */
  readonly text: () => string;
  /** What kustomize sees from its folder. */
  readonly look: Look;
}

export interface ReadFile extends FoundObjects {
  readonly given: GivenFile;
}

export function readFile(given: GivenFile, text: string = given.text()): ReadFile {
  return { given, ...readObjects(text, given.name) };
}

/** What will be found wrong with a file, with each set of variables that its objects are applied with; what is read for this alone is owned. */
export function judgeFile(
  file: ReadFile,
  variables: readonly Lookup[],
  options: ValidateOptions,
  owned = false,
): Validated {
  const { given, skipped, findings } = file;
  const places = placesOf(given);
  const objects = file.objects.map(({ value, place, prefix }): ValidatedObject => {
    const found = judgements(value, variables, options, owned);
    return {
      resource: identityOf(value),
      findings:
        found.length === 0 ? none : found.map((each) => ({ ...each, source: places(place, prefix, each) })),
    };
  });
  if (file.kustomizations.length === 0) return { file: given.name, objects, skipped, findings };
  const own = file.kustomizations.flatMap((each) => kustomizationFindings(each, given, options, places));
  return { file: given.name, objects, skipped, findings: [...findings, ...own] };
}

/** One for all: of ten thousand files nearly every one has it. */
const none: readonly Finding[] = Object.freeze([]);

function kustomizationFindings(
  { value, place }: FoundObject,
  { look }: GivenFile,
  options: ValidateOptions,
  places: ReturnType<typeof placesOf>,
): readonly Finding[] {
  const resource = { ...identityOf(value), kind: 'Kustomization' };
  return kustomizationMistakes(value, look)
    .filter(({ code }) => isAsked(code, options))
    .map((mistake) => {
      const made = said(mistake, resource);
      return { ...made, source: places(place, '', made) };
    });
}

/** What is wrong with several sets of variables is said once. */
function judgements(
  object: unknown,
  variables: readonly Lookup[],
  options: ValidateOptions,
  owned: boolean,
): readonly Finding[] {
  if (variables.length < 2) return judge({ object, variables: variables[0], owned }, options).findings;
  const all = variables.flatMap((each) => judge({ object, variables: each }, options).findings);
  return [...new Map(all.map((each) => [`${each.code} ${each.pointer} ${each.message}`, each])).values()];
}

/** Of a longer text only the beginning of each object is said. */
const longest = 8_000_000;

/** Where findings are in a file, which is read again for the first of them only. */
export function placesOf({ text, name }: GivenFile): (place: Place, prefix: string, found: Finding) => Place {
  let find: ReturnType<typeof placesIn> | undefined;
  return (place, prefix, { pointer = '' }) => {
    find ??= placesIn(text(), name, longest);
    return find(place, prefix + pointer);
  };
}
