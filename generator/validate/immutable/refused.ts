import type { Releases } from '../../facts/json-schema.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import { within } from '../../facts/range.ts';
import { schemaOfKind } from '../../facts/release-schema.ts';
import { subjectOf } from '../../patch/subject.ts';
import { transitionMistakes } from '../cel/rules.ts';
import type { Mistake } from '../complaint.ts';
import type { ValidateOptions } from '../options.ts';
import { Fields } from '../rules/fields.ts';
import { fillIn, ruleMistakesOf } from '../rules/plan.ts';
import { normal } from '../schema/normal.ts';
import { isTooDeep } from '../survey.ts';
import { Change, type ChangeRule } from './change.ts';
import { merged } from './merged.ts';
import { changeRules } from './rules.ts';

/** What the server would refuse to change of an object that it has taken. */
export function refusedChanges(
  before: unknown,
  after: unknown,
  options: ValidateOptions,
  rules: Iterable<ChangeRule> = changeRules.values(),
): readonly Mistake[] {
  if (isTooDeep(before) || isTooDeep(after)) return none;
  const { facts, releases } = subjectOf(after, options);
  if (facts === undefined) return none;
  const schema = schemaOfKind(facts, releases);
  // What it was is read as it is written now: fields that may not change are called the same in all versions.
  const was = normal(before, schema, facts.custom) as object;
  if (facts.custom) return transitionMistakes(was, normal(after, schema, true), schema);
  const said = structuredClone(was);
  fillIn(was, facts, releases);
  const is = merged(was, said, normal(after, schema, false)) as object;
  fillIn(is, facts, releases);
  const mistakes: Mistake[] = [];
  const change = new Change(
    new Fields(was, { facts, release: releases.kubernetes, mistakes: [] }),
    new Fields(is, { facts, release: releases.kubernetes, mistakes }),
  );
  const release = releases.kubernetes ?? facts.file.releases.at(-1) ?? '';
  const kind = `${facts.group}#${facts.kind}`;
  for (const each of rules) if (each.on.includes(kind) && within(each, release)) each.check(change);
  return mistakes.length > 0
    ? mistakes
    : leftOver(is, normal(after, schema, false) as object, facts, releases);
}

const none: readonly Mistake[] = Object.freeze([]);

/**
 * What the server once filled in, and nobody speaks of, is still there when the change is applied on the server's side: it may not go
 * with what is new. What is wrong with the object by itself is said elsewhere.
 */
function leftOver(live: object, alone: object, facts: KindFacts, releases: Releases): readonly Mistake[] {
  // Of a service the server itself takes away what does not go with its new type.
  if (facts.kind === 'Service') return none;
  const known = new Set(
    ruleMistakesOf(alone, facts, releases).map(({ code, pointer }) => `${code} ${pointer}`),
  );
  return ruleMistakesOf(live, facts, releases)
    .filter(({ code, pointer }) => !known.has(`${code} ${pointer}`))
    .map(({ pointer, path, message }) => ({
      code: 'immutable/left-over',
      pointer,
      ...(path === undefined ? {} : { path }),
      message: `${message}; it is still there from before, as the server filled it in`,
      fix: 'write the field as it is in a commit before, so that taking it out takes it away; or replace the object instead of applying it',
    }));
}
