import { finding } from '../core/codes.ts';
import type { Place, ResourceIdentity } from '../core/finding.ts';
import { equal, isRecord, own } from '../core/json.ts';
import { type Origin, placeOf } from '../core/origin.ts';
import { joinPath } from '../core/path.ts';
import { Problem } from '../core/problem.ts';
import { didYouMean } from '../core/suggest.ts';
import { type FieldChange, fieldChanges } from '../difference/fields.ts';
import { withoutSecrets } from '../difference/secrets.ts';
import type { Step } from '../evaluate/steps.ts';
import { type BundleAt, bundlesOf } from '../model/walk.ts';
import { readPointer } from '../patch/json/pointer.ts';
import { subjectOf } from '../patch/subject.ts';
import { atLine } from '../patch/yaml/at-line.ts';
import type { RenderedObject } from '../pipeline/objects.ts';
import { plainText } from '../pipeline/texts.ts';
import { identityOf } from '../validate/identity.ts';
import { fieldPath } from '../validate/path.ts';
import type { ProjectRender } from './render-project.ts';

/** What is asked for. */
export type Asked =
  /** A line of a file; a path below the output. */
  | { readonly file: string; readonly line: number }
  /** An object by kind and name, in any cluster or in one. */
  | { readonly kind: string; readonly namespace: string | undefined; readonly name: string };

/** A place in the stacks that an object comes from. */
export interface Cause {
  readonly what: 'cluster' | 'node' | 'bundle' | 'application' | 'around' | 'overlay' | 'patch';
  readonly name: string;
  readonly place: Place | undefined;
  /** What it changed: of the field that was asked for, or of the object. */
  readonly changes: readonly FieldChange[];
}

export interface Why {
  readonly resource: ResourceIdentity;
  readonly cluster: string;
  readonly file: string;
  /** The field on the line, with its value. */
  readonly field?: { readonly path: string; readonly value: unknown };
  readonly causes: readonly Cause[];
}

/** The lines of stacks behind a line of the output, or behind an object, in every cluster that has it. */
export function why(
  { objects, files, project }: ProjectRender,
  asked: Asked,
  clusters: readonly string[],
): readonly Why[] {
  const base = project.config.layout.base ?? '';
  const of = (each: RenderedObject, pointer: string | undefined): Why => whyOf(each, pointer, base);
  if (!('line' in asked)) {
    const found = objects.filter(
      (each) => isCalled(each, asked) && (clusters.length === 0 || clusters.includes(each.cluster.name)),
    );
    if (found.length === 0) throw new Problem([notMade(asked, objects)]);
    return found.map((each) => of(each, undefined));
  }
  const file = files.get(asked.file);
  const at = file === undefined ? undefined : atLine(plainText(file.content), asked.file, asked.line);
  if (file === undefined || at === undefined) throw new Problem([noLine(asked, files.keys())]);
  const mine = objects.filter(({ path }) => path === asked.file);
  // Of a file that is copied nobody knows which object is where: it is all of one application.
  const found = mine.find(({ index }) => index === at.document) ?? mine[0];
  if (found === undefined) throw new Problem([noLine(asked, files.keys())]);
  return [of(found, found.index === undefined ? undefined : at.pointer)];
}

function whyOf(each: RenderedObject, pointer: string | undefined, base: string): Why {
  const { object, cluster, resource, path } = each;
  const at = resource?.at ?? bundleBehind(each);
  const value = pointer === undefined ? undefined : valueAt(object, pointer);
  const field =
    pointer === undefined || pointer === ''
      ? {}
      : { field: masked(object, { path: fieldPath(pointer), after: value }) };
  return {
    resource: identityOf(object),
    cluster: cluster.name,
    file: joinPath(base, path),
    ...field,
    causes: [
      cause('cluster', cluster.name, cluster.origin),
      ...(at === undefined
        ? []
        : [
            ...at.nodes.map((node) => cause('node', node.name, node.origin)),
            ...[...at.umbrellas, at.bundle].map((bundle) => cause('bundle', bundle.name, bundle.origin)),
          ]),
      ...(resource === undefined ? [] : stepsOf(resource.steps, resource.application, pointer)),
    ],
  };
}

/** An object of the engine is called as the bundle that it stands for. */
function bundleBehind({ object, cluster }: RenderedObject): BundleAt | undefined {
  const { name } = identityOf(object);
  return [...bundlesOf(cluster)].find(({ bundle }) => bundle.name === name);
}

function masked(object: unknown, change: FieldChange): NonNullable<Why['field']> {
  return { path: change.path, value: withoutSecrets(object, change).after };
}

/** The application, and what changed what it answered: all of it, or what was asked for. */
function stepsOf(
  steps: readonly Step[],
  {
    name,
    config,
    origin,
  }: { readonly name: string; readonly config: { readonly kind: string }; readonly origin: Origin },
  pointer: string | undefined,
): readonly Cause[] {
  const first = cause('application', `${name} (${config.kind})`, origin);
  return [
    first,
    ...steps.slice(1).flatMap(({ by, origin: at, object }, index) => {
      const before = (steps[index] as Step).object;
      const changes = changesIn(before, object, pointer);
      return changes.length === 0 || by === 'application' ? [] : [{ ...cause(by, '', at), changes }];
    }),
  ];
}

function changesIn(before: unknown, after: unknown, pointer: string | undefined): readonly FieldChange[] {
  if (pointer !== undefined) {
    const [was, is] = [valueAt(before, pointer), valueAt(after, pointer)];
    if (equal(was, is)) return [];
    return [
      withoutSecrets(after, {
        path: fieldPath(pointer),
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      }),
    ];
  }
  const { schema } = subjectOf(after, {});
  return fieldChanges(before, after, schema).map((each) => withoutSecrets(after, each));
}

function cause(what: Cause['what'], name: string, origin: Origin): Cause {
  return { what, name, place: placeOf(origin), changes: [] };
}

function valueAt(object: unknown, pointer: string): unknown {
  return (readPointer(pointer) ?? []).reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)];
    return isRecord(value) ? own(value, name) : undefined;
  }, object);
}

function isCalled({ object }: RenderedObject, asked: Extract<Asked, { readonly kind: string }>): boolean {
  const { kind, namespace, name } = identityOf(object);
  return (
    kind.toLowerCase() === asked.kind.toLowerCase() &&
    name === asked.name &&
    (asked.namespace === undefined || asked.namespace === namespace)
  );
}

function notMade(
  { kind, namespace, name }: Extract<Asked, { readonly kind: string }>,
  objects: readonly RenderedObject[],
): ReturnType<typeof finding> {
  const said = [kind, ...(namespace === undefined ? [] : [namespace]), name].join('/');
  const names = objects.map(({ object }) => {
    const identity = identityOf(object);
    return `${identity.kind}/${identity.name ?? ''}`;
  });
  const hint = didYouMean(`${kind}/${name}`, [...new Set(names)]);
  return finding('cli/no-such-resource', `no stack makes ${said}`, hint === undefined ? {} : { fix: hint });
}

function noLine(
  { file, line }: { readonly file: string; readonly line: number },
  files: Iterable<string>,
): ReturnType<typeof finding> {
  const hint = didYouMean(file, [...files]);
  return finding(
    'cli/no-such-resource',
    `the stacks make no line ${line} of ${file}`,
    hint === undefined ? {} : { fix: hint },
  );
}
