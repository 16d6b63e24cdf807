import { isRecord } from '../core/json.ts';
import { ruleMistakes } from './cel/rules.ts';
import type { Mistake } from './complaint.ts';
import { kindOf, type ServedKind } from './kinds.ts';
import type { ValidateOptions } from './options.ts';
import { withReleases } from './schema/elsewhere.ts';
import { mistakesOf } from './schema/errors.ts';
import { listMistakes } from './schema/lists.ts';
import { normal } from './schema/normal.ts';
import { type Survey, surveyOf } from './survey.ts';

/** What the API server would refuse of one object; one that is owned by nobody else may be changed. */
export function mistakesIn(object: unknown, options: ValidateOptions, owned: boolean): readonly Mistake[] {
  const kind = kindOf(object, options);
  const survey = surveyOf(object, kind.wrong === undefined ? kind.gates?.names : undefined);
  if (survey.isTooDeep)
    return [{ code: 'api/unreadable', pointer: '', message: 'the object nests too deep to be read' }];
  if (kind.wrong !== undefined) return [kind.wrong];
  const mistakes = structureAndRules(object, kind, survey, owned);
  return kind.ending === undefined ? mistakes : [...mistakes, kind.ending];
}

/** What is wrong with an object whose kind is served. */
function structureAndRules(
  object: unknown,
  kind: ServedKind,
  { isPlain, isNamed }: Survey,
  owned: boolean,
): readonly Mistake[] {
  const { facts, schema, validator, rules, gates, unseen } = kind;
  // What nobody else holds, and is plain, need not be copied.
  const read = owned && isPlain && !facts.custom ? object : normal(object, schema, facts.custom);
  const structure = validator.isValid(read)
    ? none
    : mistakesOf(validator.errors(read), facts.kind === 'Secret' ? isSecret : undefined).map((each) =>
        withReleases(each, facts),
      );
  // Rules see what the server does: without what is behind a gate.
  const gated = isNamed && gates !== undefined ? gates.find(read) : none;
  const broken = isRecord(read) ? rules(read) : none;
  if (structure.length + broken.length + gated.length === 0 && !facts.custom) return none;
  const seen = structure.filter((each) => !isBehindGate(each, gated));
  if (unseen !== undefined)
    return [...seenOf(seen, unseen), ...gated, ...broken.filter(({ pointer }) => !unseen.test(pointer))];
  return [
    ...seen,
    ...(facts.custom ? listMistakes(read, schema) : gated),
    // The server asks rules of what its schema lets through.
    ...(facts.custom && structure.length === 0 ? ruleMistakes(read, schema) : []),
    ...(structure.length === 0 ? broken : broken.filter((each) => !structure.some(explains(each)))),
  ];
}

const none: readonly Mistake[] = Object.freeze([]);

/** Of what is dropped only decoding says something. */
function isBehindGate({ code, pointer }: Mistake, gated: readonly Mistake[]): boolean {
  if (code !== 'api/missing-field' && code !== 'api/not-allowed') return false;
  return gated.some((each) => pointer === each.pointer || pointer.startsWith(`${each.pointer}/`));
}

/** Decoding refuses what no rule looks at. */
function seenOf(structure: readonly Mistake[], unseen: RegExp): readonly Mistake[] {
  return structure.filter(
    ({ code, pointer }) =>
      !unseen.test(pointer) || (code !== 'api/missing-field' && code !== 'api/not-allowed'),
  );
}

/** Of a place whose structure is wrong already nothing else is said; nor that a field is missing where another is misspelt. */
function explains({ code, pointer }: Mistake): (said: Mistake) => boolean {
  const around = pointer.slice(0, pointer.lastIndexOf('/'));
  return (said) =>
    pointer === said.pointer ||
    pointer.startsWith(`${said.pointer}/`) ||
    (code === 'api/missing-field' &&
      said.code === 'api/unknown-field' &&
      said.pointer.slice(0, said.pointer.lastIndexOf('/')) === around);
}

/** What a Secret holds is said to nobody. */
function isSecret(pointer: string): boolean {
  return /^\/(data|stringData)\//.test(pointer);
}
