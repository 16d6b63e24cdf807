import type { Mistake } from '../complaint.ts';
import type { ValidateOptions } from '../options.ts';
import type { Member } from '../references/standing.ts';
import type { Fields } from '../rules/fields.ts';
import { type Answer, ask } from './admission/ask.ts';
import { isMatched } from './admission/match.ts';
import { paramsOf } from './admission/params.ts';
import { type AdmittedObject, admitted, exempt } from './admission/request.ts';
import type { Surroundings } from './surroundings.ts';

/** What the policies of a render say of its objects, as their bindings have them asked: one question an object. */
export type Admission = (member: Member) => readonly Mistake[];

interface Bound {
  readonly policy: Fields;
  readonly binding: Fields;
}

const group = 'admissionregistration.k8s.io';

/** Undefined where nothing is bound. Custom parameters are found among the objects, whatever version they are written in. */
export function admissionOf(
  members: readonly Member[],
  around: Surroundings,
  options: ValidateOptions,
): Admission | undefined {
  const ofKind = (kind: string): readonly Member[] =>
    members.filter((each) => each.group === group && each.kind === kind);
  const policies = new Map(ofKind('ValidatingAdmissionPolicy').map((each) => [each.name, each.fields]));
  const bound = ofKind('ValidatingAdmissionPolicyBinding').flatMap(
    ({ fields: binding }): readonly Bound[] => {
      const policy = policies.get(binding.in('spec').text('policyName'));
      return policy === undefined ? [] : [{ policy, binding }];
    },
  );
  if (bound.length === 0) return undefined;
  return (member) => {
    if (exempt(member)) return [];
    const object = admitted(member, around, options);
    if (object === undefined) return [];
    return bound.flatMap((each) => judged(each, object, members, options));
  };
}

function judged(
  { policy, binding }: Bound,
  object: AdmittedObject,
  members: readonly Member[],
  options: ValidateOptions,
): readonly Mistake[] {
  const spec = policy.in('spec');
  const actions = binding.in('spec').texts('validationActions');
  const code = actions.includes('Deny') ? 'policy/admission' : 'policy/admission-warning';
  if (!actions.includes('Deny') && !actions.includes('Warn')) return [];
  if (!isMatched(spec.in('matchConstraints'), object)) return [];
  const narrowed = binding.in('spec').in('matchResources');
  if (!narrowed.empty && !isMatched(narrowed, object, false)) return [];
  const params = paramsOf(spec, binding.in('spec'), object, members, options);
  const answers = params.flatMap((each) => ask(spec, object, each));
  const by = `${nameOf(policy)} (by ${nameOf(binding)})`;
  return [...new Set(answers.map(({ message }: Answer) => message))].map((message) => ({
    code,
    pointer: '',
    message: `the policy ${by} denies it: ${message}`,
  }));
}

function nameOf(fields: Fields): string {
  return fields.in('metadata').text('name');
}
