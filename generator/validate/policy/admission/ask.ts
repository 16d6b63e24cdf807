import { evaluated, type Outcome } from '../../cel/engine.ts';
import type { Fields } from '../../rules/fields.ts';
import type { AdmittedObject } from './request.ts';

/** Why an object is denied. */
export interface Answer {
  readonly message: string;
}

type Names = Readonly<Record<string, unknown>>;

/** What a policy says of an object, with one set of parameters. What only the server knows is let pass. */
export function ask(policy: Fields, { names, facts }: AdmittedObject, params: unknown): readonly Answer[] {
  const asked = names();
  const known: Names = { ...asked, params, self: asked.object };
  const failing = policy.text('failurePolicy') !== 'Ignore';
  const conditions = policy.each('matchConditions').map((each) => outcome(each.text('expression'), known));
  // One that is false decides; one that cannot be told leaves it open.
  if (conditions.some((each) => each.kind === 'value' && each.value !== true)) return [];
  if (conditions.some(({ kind }) => kind === 'undecided')) return [];
  const broken = conditions.find((each) => each.kind === 'error');
  if (broken?.kind === 'error') return failing ? [{ message: `a match condition fails: ${broken.why}` }] : [];
  const variables = withVariables(policy, known);
  return policy.each('validations').flatMap((each) => {
    const expression = each.text('expression');
    const found = variables.of(expression);
    if (found.kind === 'value') return found.value === false ? [{ message: messageOf(each, variables) }] : [];
    if (found.kind === 'undecided' || !failing) return [];
    return [{ message: `${shown(expression)} fails of this ${facts.kind}: ${found.why}` }];
  });
}

interface Variables {
  of(expression: string): Outcome;
}

/** Variables are worked out one after the other; what names one that failed fails as well. */
function withVariables(policy: Fields, known: Names): Variables {
  const values: Record<string, unknown> = Object.create(null);
  const failed = new Map<string, Exclude<Outcome, { kind: 'value' }>>();
  const of = (expression: string): Outcome => {
    for (const [, name = ''] of expression.matchAll(/\bvariables\.(\w+)/g)) {
      const why = failed.get(name);
      if (why !== undefined) return why;
    }
    return outcome(expression, { ...known, variables: values });
  };
  for (const each of policy.each('variables')) {
    const found = of(each.text('expression'));
    if (found.kind === 'value') values[each.text('name')] = found.value;
    else failed.set(each.text('name'), found);
  }
  return { of };
}

/** Who asks, and what they may do, is known to the server alone; of a namespace that is not rendered nothing is. */
const unknown = /\bauthorizer\b|\brequest\.(?:userInfo|options|uid)\b/;

function outcome(expression: string, names: Names): Outcome {
  if (unknown.test(expression)) return { kind: 'undecided' };
  if (names.namespaceObject === undefined && /\bnamespaceObject\b/.test(expression))
    return { kind: 'undecided' };
  return evaluated(expression, names);
}

function messageOf(validation: Fields, variables: Variables): string {
  const made = validation.has('messageExpression')
    ? variables.of(validation.text('messageExpression'))
    : undefined;
  if (made?.kind === 'value' && typeof made.value === 'string' && made.value.trim() !== '') return made.value;
  return validation.text('message') || `failed expression: ${shown(validation.text('expression'))}`;
}

function shown(expression: string): string {
  return expression.replace(/\s+/g, ' ').trim();
}
