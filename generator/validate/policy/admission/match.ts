import type { Fields } from '../../rules/fields.ts';
import { matches, selectsAll } from '../../rules/vocabulary/selectors.ts';
import type { AdmittedObject } from './request.ts';

/** Whether it is about an object that is made. What depends on what is not rendered is not. */
export function isMatched(constraints: Fields, object: AdmittedObject, needsRules = true): boolean {
  const exact = constraints.text('matchPolicy') === 'Exact';
  const meets = (rule: Fields): boolean => isMet(rule, object, exact);
  if (constraints.each('excludeResourceRules').some(meets)) return false;
  const rules = constraints.each('resourceRules');
  if ((needsRules || rules.length > 0) && !rules.some(meets)) return false;
  return (
    isIn(constraints.in('namespaceSelector'), object) && isLabelled(constraints.in('objectSelector'), object)
  );
}

function isMet(rule: Fields, { member, facts, plural, namespaced }: AdmittedObject, exact: boolean): boolean {
  const allows = (name: string, value: string): boolean => {
    const values = rule.texts(name);
    return values.includes('*') || values.includes(value);
  };
  const scope = rule.text('scope');
  const resources = rule.texts('resources');
  const names = rule.texts('resourceNames');
  return (
    allows('apiGroups', member.group) &&
    // Without more being said an object is converted to the version that the policy is for.
    (!exact || allows('apiVersions', facts.version)) &&
    allows('operations', 'CREATE') &&
    (resources.includes('*') || resources.includes('*/*') || resources.includes(plural)) &&
    (names.length === 0 || names.includes(member.name)) &&
    (scope === '' || scope === '*' || (scope === 'Namespaced') === namespaced)
  );
}

/** Objects of the whole cluster are in no namespace: every selector of namespaces takes them. */
function isIn(selector: Fields, { around, namespaced, member }: AdmittedObject): boolean {
  if (selectsAll(selector) || (!namespaced && member.kind !== 'Namespace')) return true;
  return around !== undefined && matches(selector, around);
}

function isLabelled(selector: Fields, { labels }: AdmittedObject): boolean {
  return selectsAll(selector) || matches(selector, labels);
}
