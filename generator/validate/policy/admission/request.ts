import type { Releases } from '../../../facts/json-schema.ts';
import type { KindFacts } from '../../../facts/kinds.ts';
import { schemaOfKind } from '../../../facts/release-schema.ts';
import { subjectOf } from '../../../patch/subject.ts';
import { celValue } from '../../cel/values.ts';
import { metadataMap } from '../../identity.ts';
import type { ValidateOptions } from '../../options.ts';
import type { Member } from '../../references/standing.ts';
import { fillIn } from '../../rules/plan.ts';
import { normal } from '../../schema/normal.ts';
import { isTooDeep } from '../../survey.ts';
import type { Surroundings } from '../surroundings.ts';

/** An object on its way through admission: what is known of it, and what expressions may name. */
export interface AdmittedObject {
  readonly member: Member;
  readonly facts: KindFacts;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Its own labels. */
  readonly labels: Readonly<Record<string, unknown>>;
  /** Of its namespace; undefined where that is not rendered. */
  readonly around: Readonly<Record<string, unknown>> | undefined;
  /** Worked out for the first policy that is about it. */
  readonly names: () => Names;
}

/** Policies are not asked of policies: nobody could mend one that denies its own mending. */
export function exempt({ group, kind }: Member): boolean {
  return group === 'admissionregistration.k8s.io' && /Policy(?:Binding)?$/.test(kind);
}

type Names = Readonly<Record<string, unknown>>;

/** Undefined of a kind that nobody knows. */
export function admitted(
  member: Member,
  around: Surroundings,
  options: ValidateOptions,
): AdmittedObject | undefined {
  const { object, group, kind, name, namespace } = member;
  const { facts, releases } = subjectOf(object, options);
  if (facts?.plural === undefined || isTooDeep(object)) return undefined;
  let names: Names | undefined;
  return {
    member,
    facts,
    plural: facts.plural,
    namespaced: isNamespaced(facts),
    labels: metadataMap(object, 'labels'),
    around: around.labels(group === '' && kind === 'Namespace' ? name : namespace),
    names: () => {
      names ??= named(member, facts, releases, around);
      return names;
    },
  };
}

export function isNamespaced({ scope }: KindFacts): boolean {
  return scope === 'Namespaced';
}

function named(
  { object, group, kind, name, namespace }: Member,
  facts: KindFacts,
  releases: Releases,
  around: Surroundings,
): Names {
  const { version, plural } = facts;
  const schema = schemaOfKind(facts, releases);
  const read = normal(object, schema, facts.custom) as object;
  if (!facts.custom) fillIn(read, facts, releases);
  const namespaced = isNamespaced(facts);
  return {
    object: celValue(read, schema),
    oldObject: null,
    namespaceObject: namespaced ? around.object(namespace) : null,
    request: {
      kind: { group, version, kind },
      resource: { group, version, resource: plural },
      operation: 'CREATE',
      name,
      namespace: namespaced ? namespace : '',
      dryRun: false,
    },
  };
}
