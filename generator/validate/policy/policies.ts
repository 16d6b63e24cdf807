import { policyCodes } from '../../core/codes/policy.ts';
import type { Releases } from '../../facts/json-schema.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import { schemaOfKind } from '../../facts/release-schema.ts';
import { subjectOf } from '../../patch/subject.ts';
import type { Mistake } from '../complaint.ts';
import { identityOf } from '../identity.ts';
import type { ValidateOptions } from '../options.ts';
import type { Found, Placed } from '../references/references.ts';
import { type Member, membersOf } from '../references/standing.ts';
import { worldsIn } from '../references/worlds.ts';
import { ruleMistakesOf } from '../rules/plan.ts';
import type { Rule } from '../rules/rule.ts';
import { said } from '../said.ts';
import { normal } from '../schema/normal.ts';
import { isAnyAsked, isAsked } from '../sieve/asked.ts';
import { isTooDeep } from '../survey.ts';
import { admissionOf } from './admission.ts';
import { hostRules } from './hosts.ts';
import { imageRules } from './images.ts';
import type { PolicyConfig } from './options.ts';
import { type Standard, standardRules } from './pod-security/levels.ts';
import { probeRules, usualProbes } from './probes.ts';
import { resourceRules, usualResources } from './resources.ts';
import { roleRules } from './roles.ts';
import { Surroundings, standardFor } from './surroundings.ts';
import { tokenRules } from './tokens.ts';

/** What a team does not want of objects, in each of the clusters that they are for; nothing where it named no policy. */
export function policyFindings(placed: readonly Placed[], options: ValidateOptions): readonly Found[] {
  const { policy } = options;
  if (policy === undefined || !isAnyAsked(policyCodes, options)) return [];
  const members = membersOf(placed.map(({ object }) => object));
  return clustersIn(members, placed).flatMap((mine) => {
    const around = new Surroundings(mine);
    const admission = policy.admission === true ? admissionOf(mine, around, options) : undefined;
    return mine.flatMap((member) => {
      const found = [...broken(member, policy, around, options), ...(admission?.(member) ?? [])];
      return found
        .filter(({ code }) => isAsked(code, options))
        .map((mistake) => ({ index: member.index, finding: said(mistake, identityOf(member.object)) }));
    });
  });
}

/** What is applied together; objects that nobody tells apart are taken for one cluster. */
function clustersIn(members: readonly Member[], placed: readonly Placed[]): readonly (readonly Member[])[] {
  const worlds = worldsIn(members, ({ index }) => placed[index]?.path).map(({ members: mine }) => mine);
  const known = new Set(worlds.flat());
  const others = members.filter((each) => !known.has(each));
  return others.length === 0 ? worlds : [...worlds, others];
}

function broken(
  { object, namespace }: Member,
  policy: PolicyConfig,
  around: Surroundings,
  options: ValidateOptions,
): readonly Mistake[] {
  if (isTooDeep(object)) return [];
  const { facts, releases } = subjectOf(object, options);
  if (facts === undefined || facts.custom) return [];
  const circumstances = {
    silent: around.isSilent(namespace),
    filled: around.filled(namespace),
    standard: standardIn(namespace, policy, around, releases.kubernetes ?? facts.file.releases.at(-1) ?? ''),
  };
  return asked(object, facts, releases, rulesFor(policy, circumstances));
}

function standardIn(
  namespace: string,
  { podSecurity }: PolicyConfig,
  around: Surroundings,
  release: string,
): Standard | undefined {
  return podSecurity === undefined
    ? undefined
    : standardFor(namespace, around.labels(namespace), podSecurity, release);
}

function asked(
  object: object,
  facts: KindFacts,
  releases: Releases,
  rules: readonly Rule[],
): readonly Mistake[] {
  const read = normal(object, schemaOfKind(facts, releases), false);
  return ruleMistakesOf(read as object, facts, releases, rules);
}

/** What of the surroundings of an object matters to policies. */
interface Circumstances {
  readonly silent: boolean;
  readonly filled: readonly string[];
  readonly standard: Standard | undefined;
}

const known = new WeakMap<PolicyConfig, Map<string, readonly Rule[]>>();

/** The same list for the same circumstances: what is made of it is made once. */
function rulesFor(policy: PolicyConfig, circumstances: Circumstances): readonly Rule[] {
  const made = known.get(policy) ?? new Map<string, readonly Rule[]>();
  known.set(policy, made);
  const key = JSON.stringify(circumstances);
  const rules = made.get(key) ?? rulesOf(policy, circumstances);
  made.set(key, rules);
  return rules;
}

function rulesOf(policy: PolicyConfig, { silent, filled, standard }: Circumstances): readonly Rule[] {
  const { images, resources, probes, roles, tokens, hostNamespaces } = policy;
  return [
    ...(images === undefined ? [] : imageRules(images)),
    ...(standard === undefined ? [] : standardRules(standard)),
    ...(resources === undefined
      ? []
      : resourceRules(resources === true ? usualResources : resources, filled)),
    ...(probes === undefined ? [] : probeRules(probes === true ? usualProbes : probes)),
    ...(roles === true ? roleRules : []),
    ...(tokens === true && !silent ? tokenRules : []),
    ...(hostNamespaces === true ? hostRules : []),
  ];
}
