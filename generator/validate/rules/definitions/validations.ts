import { isRecord, own } from '../../../core/json.ts';
import { withoutTexts } from '../../cel/dialect.ts';
import { checkedExpression } from '../../cel/engine.ts';
import type { Mistake } from '../../complaint.ts';
import { leadsSomewhere, unknownField } from './fields.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The CEL rules of a schema: each can be read, and says what it is to say. */
export function validations(
  schema: Fields,
  pointer: string,
  release: string | undefined,
): readonly Mistake[] {
  const found = own(schema, 'x-kubernetes-validations');
  if (!Array.isArray(found)) return [];
  return found
    .filter(isRecord)
    .flatMap((rule, index) => one(rule, `${pointer}/x-kubernetes-validations/${index}`, schema, release));
}

function one(rule: Fields, pointer: string, schema: Fields, release: string | undefined): readonly Mistake[] {
  const { rule: expression, message, messageExpression, reason, fieldPath } = rule;
  const say = (code: Mistake['code'], name: string, sentence: string): Mistake => ({
    code,
    pointer: `${pointer}/${name}`,
    message: sentence,
  });
  const mistakes: Mistake[] = [];
  if (typeof expression !== 'string' || expression.trim() === '')
    mistakes.push(say('api/missing-field', 'rule', 'rule is required'));
  else mistakes.push(...wrongRule(expression, schema, release, say));
  if (typeof fieldPath === 'string' && fieldPath !== '' && !leadsSomewhere(fieldPath, schema))
    mistakes.push(
      say('api/bad-format', 'fieldPath', `fieldPath ${fieldPath} leads to no field of the schema`),
    );
  if (typeof messageExpression === 'string' && messageExpression !== '')
    mistakes.push(
      ...unreadable(
        checkedExpression(messageExpression, release).wrong,
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

/** A rule comes to yes or no, and speaks of fields that there are. */
function wrongRule(
  expression: string,
  schema: Fields,
  release: string | undefined,
  say: Say,
): readonly Mistake[] {
  const { wrong, type } = checkedExpression(expression, release);
  const unknown = unknownField(expression, schema);
  return [
    ...unreadable(wrong, expression, 'rule', say),
    ...(type !== undefined && type !== 'bool' && type !== 'dyn'
      ? [say('api/bad-rule', 'rule', `rule comes to a ${type}, not to true or false: ${expression}`)]
      : unknown === undefined
        ? []
        : [say('api/bad-rule', 'rule', `there is no field ${unknown}: ${expression}`)]),
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
