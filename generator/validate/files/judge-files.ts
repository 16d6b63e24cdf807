import type { Finding } from '../../core/finding.ts';
import { grouped } from '../../core/group.ts';
import { readableDefinitions } from '../../patch/custom.ts';
import { findingsBetween } from '../between.ts';
import { identityOf } from '../identity.ts';
import type { ValidateOptions } from '../options.ts';
import { generatedIn } from '../references/makers.ts';
import type { Lookup } from '../substitution/expression.ts';
import { isExempt, substitute } from '../substitution/substitute.ts';
import { complaintsOf, type Manifest, type RuleSubject, type UserRule } from '../user-rules.ts';
import type { Fine } from './fine.ts';
import { type Alone, definedKind, isDefinition, judgeAlone } from './judge-alone.ts';
import { type GivenFile, judgeFile, placesOf, type ReadFile, readFile } from './judge-file.ts';
import type { FoundObject } from './read.ts';
import { type ScopedFile, substitutions } from './scopes.ts';
import type { Validated } from './validated.ts';

export interface JudgeFilesOptions extends ValidateOptions {
  readonly rules?: readonly UserRule[] | undefined;
  /** What need not be judged again; what is found fine is added. */
  readonly fine?: Fine | undefined;
}

/**
 * What will be found wrong with files: of each object as its Flux Kustomization would apply it, where that is among them; by the
 * definitions that are among them too. Files are judged one by one, and again only where another file matters to them.
 */
export function judgeFiles(
  given: readonly GivenFile[],
  { rules = [], fine, ...options }: JudgeFilesOptions,
): readonly Validated[] {
  const alone = rules.length > 0 ? undefined : given.map((each) => judgeAlone(each, options, fine));
  if (alone === undefined || alone.some(({ substitutes }) => substitutes))
    return together(given, options, rules);
  const again = (file: number): ReadFile => readFile(given[file] as GivenFile);
  const definitions = readableDefinitions(alone.flatMap((each) => each.definitions));
  const defined = new Set(definitions.map(definedKind));
  const full = { ...options, crds: [...(options.crds ?? []), ...definitions] };
  const judged = alone.map(({ validated, kinds }, file) =>
    kinds.some((kind) => defined.has(kind)) ? judgeFile(again(file), [], full) : validated,
  );
  return withMore(judged, again, between(alone, given, options));
}

/** All files at once: what one says of others is known. */
function together(
  given: readonly GivenFile[],
  options: ValidateOptions,
  rules: readonly UserRule[],
): readonly Validated[] {
  const files = given.map((each) => readFile(each));
  const scoped = new Map(files.map((file) => [file, scopedFile(file)]));
  const brought = files.flatMap(({ objects }) => objects.map(({ value }) => value).filter(isDefinition));
  const full = { ...options, crds: [...(options.crds ?? []), ...readableDefinitions(brought)] };
  const variablesOf = substitutions([...scoped.values()]);
  const judged = files.map((file) => judgeFile(file, variablesOf(scoped.get(file) as ScopedFile), full));
  const known = files.map((file) => ({
    values: applied(file, variablesOf(scoped.get(file) as ScopedFile)),
    generated: file.kustomizations.flatMap(({ value }) => generatedIn(value)),
  }));
  return withMore(judged, (file) => files[file] as ReadFile, [
    ...between(known, given, options),
    ...complaints(files, full, rules),
  ]);
}

/** Objects as they are applied; what several Kustomizations apply, each with variables of its own, stays as it is written. */
function applied({ objects }: ReadFile, variables: readonly Lookup[]): readonly unknown[] {
  const [only, ...others] = variables;
  const values = objects.map(({ value }) => value);
  if (only === undefined || others.length > 0) return values;
  return values.map((value) => (isExempt(value) ? value : substitute(value, only).object));
}

function scopedFile({ given, objects, kustomizations }: ReadFile): ScopedFile {
  return {
    path: given.path,
    values: objects.map(({ value }) => value),
    kustomization: kustomizations[0]?.value,
  };
}

/** A finding that is made of more than one object: about which, in which file; about none of them it stands with the first file. */
interface More {
  readonly file: number;
  readonly object: number | undefined;
  readonly finding: Finding;
}

/** What objects say of each other that does not hold. */
function between(
  files: readonly Pick<Alone, 'values' | 'generated'>[],
  given: readonly GivenFile[],
  options: ValidateOptions,
): readonly More[] {
  const all = files.flatMap(({ values }, file) =>
    values.map((object) => ({ object, path: given[file]?.path })),
  );
  const generated = files.flatMap((each) => each.generated);
  const found = findingsBetween(all, options, generated);
  if (found.length === 0) return [];
  const places = files.flatMap(({ values }, file) => values.map((_, object) => ({ file, object })));
  return found.map(({ index, finding }) => ({
    ...(places[index] as { readonly file: number; readonly object: number }),
    finding,
  }));
}

/** What rules of the user add; over all objects at once. */
function complaints(
  files: readonly ReadFile[],
  options: ValidateOptions,
  rules: readonly UserRule[],
): readonly More[] {
  if (rules.length === 0) return [];
  const about = new Map<RuleSubject, Omit<More, 'finding'>>();
  files.forEach(({ objects, given }, file) => {
    objects.forEach(({ value }, object) => {
      const subject = {
        object: value as unknown as Manifest,
        resource: identityOf(value),
        kubernetes: options.kubernetes,
      };
      about.set({ ...subject, file: given.name }, { file, object });
    });
  });
  const nobody = { file: 0, object: undefined };
  return complaintsOf([...about.keys()], rules, options).map(({ subject, finding }) => ({
    ...((subject && about.get(subject)) ?? nobody),
    finding,
  }));
}

/** The same files with findings more, each with its place; a file that has none is not read for it. */
function withMore(
  judged: readonly Validated[],
  fileOf: (file: number) => ReadFile,
  more: readonly More[],
): readonly Validated[] {
  if (more.length === 0) return judged;
  const ofFile = grouped(more, ({ file }) => file);
  return judged.map((validated, file) => {
    const mine = ofFile.get(file);
    if (mine === undefined) return validated;
    const { given, objects } = fileOf(file);
    const places = placesOf(given);
    const own = grouped(mine, ({ object }) => object);
    return {
      ...validated,
      findings: [...validated.findings, ...(own.get(undefined) ?? []).map(({ finding }) => finding)],
      objects: validated.objects.map((each, index) => {
        const { place, prefix } = objects[index] as FoundObject;
        const added = (own.get(index) ?? []).map(({ finding }) => ({
          ...finding,
          source: places(place, prefix, finding),
        }));
        return added.length === 0 ? each : { ...each, findings: [...each.findings, ...added] };
      }),
    };
  });
}
