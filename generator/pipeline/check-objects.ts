import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { definedAt } from '../core/origin.ts';
import { joinPath } from '../core/path.ts';
import { metadataOf } from '../evaluate/metadata.ts';
import type { FileSet } from '../layout/file-set.ts';
import type { ClusterModel } from '../model/model.ts';
import { readableDefinitions } from '../patch/custom.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { kindOf } from '../paths/kind-of.ts';
import { findingsBetween } from '../validate/between.ts';
import { identityOf } from '../validate/identity.ts';
import type { ValidateOptions } from '../validate/options.ts';
import { generatedIn } from '../validate/references/makers.ts';
import { judge } from '../validate/subject.ts';
import type { Lookup } from '../validate/substitution/expression.ts';
import { isExempt, substitute } from '../validate/substitution/substitute.ts';
import { finderIn, lookupOf, postBuildOf } from '../validate/substitution/variables.ts';
import { complaintsOf, type Manifest, type RuleSubject, type UserRule } from '../validate/user-rules.ts';
import type { RenderedObject } from './objects.ts';

export interface CheckOptions extends Omit<ValidateOptions, 'kubernetes'> {
  /** Where the output is in the repository: the beginning of `source.file`. */
  readonly base?: string;
  /** Everything that is rendered: what kustomize makes of it will be there too. */
  readonly files?: FileSet;
  /** Of the project's own. */
  readonly rules?: readonly UserRule[];
}

/** What API servers would say of a render, each in its cluster's version; of the engines' own objects too. */
export function checkObjects(
  objects: readonly RenderedObject[],
  { rules = [], ...options }: CheckOptions = {},
): readonly Finding[] {
  const complaints = new Complaints(rules, options);
  const byCluster = grouped(objects, ({ cluster }) => cluster);
  const findings = [...byCluster].flatMap(([cluster, mine]) =>
    checkCluster(cluster, mine, options, complaints),
  );
  return [...findings, ...complaints.ofFleet()];
}

/** The same of one cluster, and what rules of the project say of its objects; of the fleet they speak once they have seen all. */
export function checkCluster(
  cluster: ClusterModel,
  mine: readonly RenderedObject[],
  { base = '', files, isMine = () => true, ...options }: ClusterOptions,
  complaints: Complaints,
): readonly Finding[] {
  const made = [...(files?.values() ?? [])].filter((file) => file.cluster === cluster.name);
  const generated = made.flatMap(({ documents }) => documents.flatMap(generatedIn));
  const variables = variablesOf(mine);
  const said = optionsFor(cluster, mine, options);
  const applied: unknown[] = [];
  const own = mine.flatMap((each) => {
    if (!isMine(each.path)) {
      applied.push(asApplied([each], variables)[0]);
      return [];
    }
    const { object, findings: found } = judge({ object: each.object, variables: variables(each) }, said);
    applied.push(object);
    return found
      .filter(({ code }) => code !== 'api/unknown-kind' || isKnown(each.object))
      .map((finding): Finding => ({ ...finding, ...placeOf(each, base) }));
  });
  const placed = applied.map((object) => ({ object }));
  const found = findingsBetween(placed, said, generated);
  const between = found.flatMap(({ index, finding }): readonly Finding[] => {
    const about = mine[index] as RenderedObject;
    return isMine(about.path) ? [{ ...finding, ...placeOf(about, base) }] : [];
  });
  const shown = mine.filter(({ path }) => isMine(path));
  const judged =
    shown.length === mine.length ? applied : applied.filter((_, index) => isMine(mine[index]?.path ?? ''));
  return [...own, ...between, ...complaints.of(shown, judged)];
}

export interface ClusterOptions extends Omit<CheckOptions, 'rules'> {
  /** Whether what is in a file is spoken of; the rest is there for what refers to it. */
  readonly isMine?: ((path: string) => boolean) | undefined;
}

/** What rules of the project say. Objects are kept only where a rule is about all of them. */
export class Complaints {
  readonly #alone: readonly UserRule[];
  readonly #together: readonly UserRule[];
  readonly #options: Omit<CheckOptions, 'rules'>;
  readonly #subjects = new Map<RuleSubject, RenderedObject>();

  constructor(rules: readonly UserRule[], options: Omit<CheckOptions, 'rules'>) {
    this.#alone = rules.filter((rule) => rule.fleet === undefined);
    this.#together = rules.filter((rule) => rule.fleet !== undefined);
    this.#options = options;
  }

  /** Of objects as they will be applied. */
  of(objects: readonly RenderedObject[], applied: readonly unknown[]): readonly Finding[] {
    if (this.#alone.length + this.#together.length === 0) return [];
    const { base = '' } = this.#options;
    const subjects = new Map(
      objects.map((each, index) => [subjectOf(each, applied[index], base), each] as const),
    );
    if (this.#together.length > 0) for (const [subject, each] of subjects) this.#subjects.set(subject, each);
    return this.#said(subjects, this.#alone);
  }

  ofFleet(): readonly Finding[] {
    return this.#said(this.#subjects, this.#together);
  }

  #said(subjects: ReadonlyMap<RuleSubject, RenderedObject>, rules: readonly UserRule[]): readonly Finding[] {
    return complaintsOf([...subjects.keys()], rules, this.#options).map(({ subject, finding }): Finding => {
      const about = subject === undefined ? undefined : subjects.get(subject);
      return about === undefined ? finding : { ...finding, ...placeOf(about, this.#options.base ?? '') };
    });
  }
}

/** A cluster has a version, and definitions, of its own. */
export function optionsFor(
  { options: { kubernetes, serve } }: ClusterModel,
  objects: readonly RenderedObject[],
  options: Omit<ValidateOptions, 'kubernetes'>,
): ValidateOptions {
  const brought = objects.filter(({ object }) => object.kind === 'CustomResourceDefinition');
  return {
    ...options,
    kubernetes,
    crds: [...(options.crds ?? []), ...readableDefinitions(brought.map(({ object }) => object))],
    serve: [...(options.serve ?? []), ...(serve ?? [])],
  };
}

/** For rules of the user: the object as it will be applied. */
function subjectOf({ cluster, path }: RenderedObject, object: unknown, base: string): RuleSubject {
  return {
    object: object as Manifest,
    resource: identityOf(object),
    kubernetes: cluster.options.kubernetes,
    cluster: cluster.name,
    file: joinPath(base, path),
  };
}

/** Objects of one cluster as its engine applies them, each in its place: what Flux substitutes is substituted. */
export function asApplied(
  objects: readonly RenderedObject[],
  variables: (object: RenderedObject) => Lookup | undefined = variablesOf(objects),
): readonly KubernetesObject[] {
  return objects.map((each) => {
    const lookup = variables(each);
    return lookup === undefined || isExempt(each.object)
      ? each.object
      : (substitute(each.object, lookup).object as KubernetesObject);
  });
}

/** A kind that nobody knows was said when the stack was rendered, with what its author may do about it. */
function isKnown({ apiVersion, kind }: KubernetesObject): boolean {
  return kindOf({ apiVersion, kind }) !== undefined;
}

/** Its file in the repository, and its line in the stack. */
export function placeOf(
  { path, origin }: RenderedObject,
  base: string,
): Pick<Finding, 'source' | 'definition'> {
  return { source: { file: joinPath(base, path) }, ...definedAt(origin) };
}

/** What is put into the objects of a bundle before they are applied: its Flux Kustomization says so. */
function variablesOf(objects: readonly RenderedObject[]): (object: RenderedObject) => Lookup | undefined {
  const find = finderIn(objects.map(({ object }) => object));
  const lookups = new Map(
    objects.flatMap(({ object, bundle }) => {
      const postBuild = bundle === undefined ? postBuildOf(object) : undefined;
      const { name, namespace } = metadataOf(object);
      return postBuild === undefined ? [] : [[name, lookupOf(postBuild, namespace, find)] as const];
    }),
  );
  return ({ bundle }) => (bundle === undefined ? undefined : lookups.get(bundle.name));
}
