import { finding } from '../../core/codes.ts';
import type { Finding, Place } from '../../core/finding.ts';
import { readableDefinitions } from '../../patch/custom.ts';
import { identityOf } from '../identity.ts';
import { kustomizationMistakes } from '../kustomize/check.ts';
import type { Look } from '../kustomize/files.ts';
import type { ValidateOptions } from '../options.ts';
import { fieldPath } from '../path.ts';
import { isAsked } from '../sieve/asked.ts';
import { judge } from '../subject.ts';
import type { Lookup } from '../substitution/expression.ts';
import { complaintsOf, type Manifest, type RuleSubject, type UserRule } from '../user-rules.ts';
import { type FoundObject, placesIn, readObjects } from './read.ts';
import { type ScopedFile, substitutions } from './scopes.ts';
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

export interface JudgeFilesOptions extends ValidateOptions {
  readonly rules?: readonly UserRule[] | undefined;
}

interface Read extends ScopedFile {
  readonly given: GivenFile;
  readonly objects: readonly FoundObject[];
  readonly kustomizations: readonly FoundObject[];
  readonly skipped: number;
  readonly findings: readonly Finding[];
}

/**
 * What will be found wrong with files: of each object as its Flux Kustomization would apply it, where that is among them; by the
 * definitions that are among them too.
 */
export function judgeFiles(given: readonly GivenFile[], options: JudgeFilesOptions): readonly Validated[] {
  const files = given.map(read);
  const brought = files.flatMap(({ values }) => values.filter(isDefinition));
  const crds = [...(options.crds ?? []), ...readableDefinitions(brought)];
  const said = { ...options, crds };
  const variablesOf = substitutions(files);
  const judged = files.map((file) => judgedFile(file, variablesOf(file), said));
  return withComplaints(judged, files, said);
}

function read(given: GivenFile): Read {
  const { objects, kustomizations, skipped, findings } = readObjects(given.text(), given.name);
  return {
    given,
    path: given.path,
    objects,
    kustomizations,
    values: objects.map(({ value }) => value),
    kustomization: kustomizations[0]?.value,
    skipped,
    findings,
  };
}

function isDefinition(value: unknown): boolean {
  return (value as { readonly kind?: unknown }).kind === 'CustomResourceDefinition';
}

function judgedFile(file: Read, variables: readonly Lookup[], options: JudgeFilesOptions): Validated {
  const places = placesOf(file.given);
  const objects = file.objects.map(({ value, place, prefix }): ValidatedObject => {
    const findings = judgements(value, variables, options);
    return {
      resource: identityOf(value),
      findings: findings.map((each) => ({ ...each, source: places(place, prefix, each) })),
    };
  });
  const own = file.kustomizations.flatMap(({ value, place }) =>
    kustomizationMistakes(value, file.given.look)
      .filter(({ code }) => isAsked(code, options))
      .map(({ code, message, pointer, fix }) => {
        const resource = { ...identityOf(value), kind: 'Kustomization' };
        const made = finding(code, message, {
          resource,
          path: fieldPath(pointer),
          pointer,
          ...(fix && { fix }),
        });
        return { ...made, source: places(place, '', made) };
      }),
  );
  return { file: file.given.name, objects, skipped: file.skipped, findings: [...file.findings, ...own] };
}

/** With each set of variables; what is wrong with several of them is said once. */
function judgements(
  object: unknown,
  variables: readonly Lookup[],
  options: JudgeFilesOptions,
): readonly Finding[] {
  if (variables.length < 2) return judge({ object, variables: variables[0] }, options).findings;
  const all = variables.flatMap((each) => judge({ object, variables: each }, options).findings);
  return [...new Map(all.map((each) => [`${each.code} ${each.pointer} ${each.message}`, each])).values()];
}

/** Where findings are in a file, which is read again for the first of them only. */
function placesOf({ text, name }: GivenFile): (place: Place, prefix: string, found: Finding) => Place {
  let find: ReturnType<typeof placesIn> | undefined;
  return (place, prefix, { pointer = '' }) => {
    find ??= placesIn(text(), name);
    return find(place, prefix + pointer);
  };
}

/** What rules of the user add; over all objects at once. */
function withComplaints(
  judged: readonly Validated[],
  files: readonly Read[],
  { rules = [], ...options }: JudgeFilesOptions,
): readonly Validated[] {
  if (rules.length === 0) return judged;
  const subjects = new Map<RuleSubject, readonly [file: number, object: number]>();
  for (const [file, { objects, given }] of files.entries())
    for (const [index, { value }] of objects.entries()) {
      const resource = identityOf(value);
      const subject = {
        object: value as unknown as Manifest,
        resource,
        kubernetes: options.kubernetes,
        file: given.name,
      };
      subjects.set(subject, [file, index]);
    }
  const added = new Map<string, Finding[]>();
  for (const { subject, finding: found } of complaintsOf([...subjects.keys()], rules, options)) {
    const at = subject === undefined ? undefined : subjects.get(subject);
    const key = at === undefined ? '0' : at.join(' ');
    added.set(key, [...(added.get(key) ?? []), found]);
  }
  return judged.map((validated, file) => {
    const { objects, given } = files[file] as Read;
    const places = placesOf(given);
    const whole = file === 0 ? (added.get('0') ?? []) : [];
    return {
      ...validated,
      findings: [...validated.findings, ...whole],
      objects: validated.objects.map((each, index) => {
        const { place, prefix } = objects[index] as FoundObject;
        const more = added.get(`${file} ${index}`) ?? [];
        return {
          ...each,
          findings: [
            ...each.findings,
            ...more.map((found) => ({ ...found, source: places(place, prefix, found) })),
          ],
        };
      }),
    };
  });
}
