import type { Finding } from '../../core/finding.ts';
import { readableDefinitions } from '../../patch/custom.ts';
import { identityOf } from '../identity.ts';
import type { ValidateOptions } from '../options.ts';
import { complaintsOf, type Manifest, type RuleSubject, type UserRule } from '../user-rules.ts';
import { definedKind, isDefinition, judgeAlone } from './judge-alone.ts';
import { type GivenFile, judgeFile, placesOf, type ReadFile, readFile } from './judge-file.ts';
import type { FoundObject } from './read.ts';
import { type ScopedFile, substitutions } from './scopes.ts';
import type { Validated } from './validated.ts';

export interface JudgeFilesOptions extends ValidateOptions {
  readonly rules?: readonly UserRule[] | undefined;
}

/**
 * What will be found wrong with files: of each object as its Flux Kustomization would apply it, where that is among them; by the
 * definitions that are among them too. Files are judged one by one, and again only where another file matters to them.
 */
export function judgeFiles(
  given: readonly GivenFile[],
  { rules = [], ...options }: JudgeFilesOptions,
): readonly Validated[] {
  const alone = rules.length > 0 ? undefined : given.map((each) => judgeAlone(each, options));
  if (alone === undefined || alone.some(({ substitutes }) => substitutes))
    return together(given, options, rules);
  const definitions = readableDefinitions(alone.flatMap((each) => each.definitions));
  if (definitions.length === 0) return alone.map(({ validated }) => validated);
  const defined = new Set(definitions.map(definedKind));
  const said = { ...options, crds: [...(options.crds ?? []), ...definitions] };
  return alone.map(({ validated, kinds }, index) =>
    kinds.some((kind) => defined.has(kind))
      ? judgeFile(readFile(given[index] as GivenFile), [], said)
      : validated,
  );
}

/** All files at once: what one says of others is known. */
function together(
  given: readonly GivenFile[],
  options: ValidateOptions,
  rules: readonly UserRule[],
): readonly Validated[] {
  const files = given.map(readFile);
  const scoped = new Map(files.map((file) => [file, scopedFile(file)]));
  const brought = files.flatMap(({ objects }) => objects.map(({ value }) => value).filter(isDefinition));
  const said = { ...options, crds: [...(options.crds ?? []), ...readableDefinitions(brought)] };
  const variablesOf = substitutions([...scoped.values()]);
  const judged = files.map((file) => judgeFile(file, variablesOf(scoped.get(file) as ScopedFile), said));
  return withComplaints(judged, files, said, rules);
}

function scopedFile({ given, objects, kustomizations }: ReadFile): ScopedFile {
  return {
    path: given.path,
    values: objects.map(({ value }) => value),
    kustomization: kustomizations[0]?.value,
  };
}

/** What rules of the user add; over all objects at once. What is about none of them stands with the first file. */
function withComplaints(
  judged: readonly Validated[],
  files: readonly ReadFile[],
  options: ValidateOptions,
  rules: readonly UserRule[],
): readonly Validated[] {
  if (rules.length === 0) return judged;
  const about = new Map<RuleSubject, FoundObject>();
  for (const { objects, given } of files)
    for (const found of objects) {
      const { value } = found;
      const subject = {
        object: value as unknown as Manifest,
        resource: identityOf(value),
        kubernetes: options.kubernetes,
      };
      about.set({ ...subject, file: given.name }, found);
    }
  const added = new Map<FoundObject | undefined, Finding[]>();
  for (const { subject, finding } of complaintsOf([...about.keys()], rules, options)) {
    const found = subject && about.get(subject);
    added.set(found, [...(added.get(found) ?? []), finding]);
  }
  return judged.map((validated, file) => {
    const { objects, given } = files[file] as ReadFile;
    const places = placesOf(given);
    return {
      ...validated,
      findings: [...validated.findings, ...(file === 0 ? (added.get(undefined) ?? []) : [])],
      objects: validated.objects.map((each, index) => {
        const found = objects[index] as FoundObject;
        const more = (added.get(found) ?? []).map((one) => ({
          ...one,
          source: places(found.place, found.prefix, one),
        }));
        return more.length === 0 ? each : { ...each, findings: [...each.findings, ...more] };
      }),
    };
  });
}
