import { subjectOf } from '../../../generator/patch/subject.ts';
import { fieldPath } from '../../../generator/validate/path.ts';
import { ruleMistakesOf } from '../../../generator/validate/rules/plan.ts';
import { namedRules } from '../../../generator/validate/rules/rules.ts';

/** The paths of which one rule alone says something. */
export function saidBy(name: string, object: object, kubernetes: string): readonly string[] {
  const rule = namedRules.get(name);
  const { facts, releases } = subjectOf(object, { kubernetes });
  if (rule === undefined || facts === undefined)
    throw new Error(`there is no rule ${name}, or no kind for it`);
  return ruleMistakesOf(structuredClone(object), facts, releases, [rule]).map(
    ({ path, pointer }) => path ?? fieldPath(pointer),
  );
}
