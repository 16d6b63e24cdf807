import { schemaOfKind } from '../../../facts/release-schema.ts';
import { subjectOf } from '../../../patch/subject.ts';
import { celValue } from '../../cel/values.ts';
import { groupOf } from '../../identity.ts';
import type { ValidateOptions } from '../../options.ts';
import type { Member } from '../../references/standing.ts';
import type { Fields } from '../../rules/fields.ts';
import { labelsIn, matches } from '../../rules/vocabulary/selectors.ts';
import { type AdmittedObject, isNamespaced } from './request.ts';

/** What a policy is asked with: once without parameters, or once with each that the binding names. Those that are not rendered may be in the cluster. */
export function paramsOf(
  policy: Fields,
  binding: Fields,
  object: AdmittedObject,
  members: readonly Member[],
  options: ValidateOptions,
): readonly unknown[] {
  if (!policy.has('paramKind') || !binding.has('paramRef')) return [null];
  const [kind, ref] = [policy.in('paramKind'), binding.in('paramRef')];
  const group = groupOf(kind.text('apiVersion'));
  const found = members.filter((each) => each.group === group && each.kind === kind.text('kind'));
  const [first] = found;
  const facts = first && subjectOf(first.object, options).facts;
  const namespaced = facts !== undefined && isNamespaced(facts);
  const namespace = ref.text('namespace') || object.member.namespace;
  const near = namespaced ? found.filter((each) => each.namespace === namespace) : found;
  const named = ref.has('name')
    ? near.filter((each) => each.name === ref.text('name'))
    : near.filter(({ fields }) => matches(ref.in('selector'), labelsIn(fields.in('metadata'))));
  return named.map((each) => {
    const { facts, releases } = subjectOf(each.object, options);
    return celValue(each.object, facts && schemaOfKind(facts, releases));
  });
}
