import { isRecord, own } from '../../../core/json.ts';
import { checkedExpression, type Names } from '../../cel/check.ts';
import { withoutTexts } from '../../cel/dialect.ts';
import type { Mistake } from '../../complaint.ts';
import { leadsSomewhere, unknownField } from './fields.ts';
import { shapeOf } from './shape.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The CEL rules of a schema: each can be read, and says what it is to say. */
export function validations(
  schema: Fields,
  pointer: string,
  release: string | undefined,
  root: boolean,
): readonly Mistake[] {
  const found = own(schema, 'x-kubernetes-validations');
  if (!Array.isArray(found)) return [];
  return found
    .filter(isRecord)
    .flatMap((rule, index) =>
      one(rule, `${pointer}/x-kubernetes-validations/${index}`, { schema, release, root }),
    );
}

/** Where a rule stands. */
interface At {
  readonly schema: Fields;
  readonly release: string | undefined;
  readonly root: boolean;
}

function one(rule: Fields, pointer: string, at: At): readonly Mistake[] {
  const { schema } = at;
  const { rule: expression, message, messageExpression, reason, fieldPath } = rule;
  const say = (code: Mistake['code'], name: string, sentence: string): Mistake => ({
    code,
    pointer: `${pointer}/${name}`,
    message: sentence,
  });
  const mistakes: Mistake[] = [];
  if (typeof expression !== 'string' || expression.trim() === '')
    mistakes.push(say('api/missing-field', 'rule', 'rule is required'));
  else mistakes.push(...wrongRule(expression, rule, at, say));
  if (typeof fieldPath === 'string' && fieldPath !== '' && !leadsSomewhere(fieldPath, schema))
    mistakes.push(
      say('api/bad-format', 'fieldPath', `fieldPath ${fieldPath} leads to no field of the schema`),
    );
  if (typeof messageExpression === 'string' && messageExpression !== '')
    mistakes.push(
      ...unreadable(
        checkedExpression(messageExpression, at.release, namesOf(messageExpression, rule, at)).wrong,
        messageExpression,
        'messageExpression',
        say,
      ),
    );
  if (typeof message === 'string' && /\n/.test(message))
    mistakes.push(say('api/bad-format', 'message', 'message has more than one line'));
  if (typeof message === 'string' && message !== '' && message.trim() === '')
    mistakes.push(say('api/missing-field', 'message', 'message is blank'));
  if (
    typeof rule.optionalOldSelf === 'boolean' &&
    typeof expression === 'string' &&
    !/\boldSelf\b/.test(withoutTexts(expression))
  )
    mistakes.push(
      say('api/conflict', 'optionalOldSelf', 'optionalOldSelf is for rules that speak of oldSelf'),
    );
  // What is none of the reasons there are is said by the schema; to that an empty text is none at all.
  if (reason === '') mistakes.push(say('api/not-allowed', 'reason', 'reason is empty'));
  return mistakes;
}

type Say = (code: Mistake['code'], name: string, sentence: string) => Mistake;

/** What a rule knows: the value, and what it was. */
function namesOf(expression: string, rule: Fields, { schema, root }: At): Names {
  const words = new Set(withoutTexts(expression).match(/[A-Za-z_]\w*/g));
  const self = shapeOf(schema, (name) => words.has(name), root) ?? 'dyn';
  return { self, oldSelf: rule.optionalOldSelf === true ? { optional: self } : self };
}

/** A rule comes to yes or no, and speaks of fields that there are. */
function wrongRule(expression: string, rule: Fields, at: At, say: Say): readonly Mistake[] {
  const unknown = unknownField(expression, at.schema);
  if (unknown !== undefined)
    return [say('api/bad-rule', 'rule', `there is no field ${unknown}: ${expression}`)];
  const { wrong, type } = checkedExpression(expression, at.release, namesOf(expression, rule, at));
  return [
    ...unreadable(wrong, expression, 'rule', say),
    ...(type === undefined || type === 'bool'
      ? []
      : [say('api/bad-rule', 'rule', `rule comes to ${type}, not to true or false: ${expression}`)]),
  ];
}

function unreadable(
  wrong: string | undefined,
  expression: string,
  name: string,
  say: Say,
): readonly Mistake[] {
  return wrong === undefined
    ? []
    : [say('api/bad-rule', name, `${name} cannot be read: ${wrong}: ${expression}`)];
}
