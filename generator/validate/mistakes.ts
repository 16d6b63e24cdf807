import { isRecord } from '../core/json.ts';
import type { Releases } from '../facts/json-schema.ts';
import { type KindFacts, splitApiVersion } from '../facts/kinds.ts';
import { within } from '../facts/range.ts';
import { schemaOfKind } from '../facts/release-schema.ts';
import { subjectOf } from '../patch/subject.ts';
import { ruleMistakes } from './cel/rules.ts';
import type { Mistake } from './complaint.ts';
import { deprecationOf } from './deprecations/kinds.ts';
import { deprecationRules } from './deprecations/rules.ts';
import { isTooDeep } from './depth.ts';
import { identityOf } from './identity.ts';
import type { ValidateOptions } from './options.ts';
import { ruleMistakesOf } from './rules/plan.ts';
import type { Rule } from './rules/rule.ts';
import { rules } from './rules/rules.ts';
import { unseenIn } from './rules/unseen.ts';
import { validatorOf } from './schema/compile.ts';
import { withReleases } from './schema/elsewhere.ts';
import { mistakesOf } from './schema/errors.ts';
import { gatedMistakes } from './schema/gated.ts';
import { listMistakes } from './schema/lists.ts';
import { normal } from './schema/normal.ts';

/** What the API server would refuse of one object; one that is owned by nobody else may be changed. */
export function mistakesIn(object: unknown, options: ValidateOptions, owned: boolean): readonly Mistake[] {
  if (isTooDeep(object))
    return [{ code: 'api/unreadable', pointer: '', message: 'the object nests too deep to be read' }];
  const { apiVersion, kind } = identityOf(object);
  const { facts, releases } = subjectOf(object, options);
  const release = releases.kubernetes;
  if (facts === undefined) return [unknownKind(apiVersion, kind)];
  const absent = notServed(facts, release, options.serve ?? []);
  if (absent !== undefined) return [absent];
  const ending = deprecationOf(facts, release);
  const mistakes = structureAndRules(object, facts, releases, owned);
  return ending === undefined ? mistakes : [...mistakes, ending];
}

/** What is wrong with an object whose kind is served. */
function structureAndRules(
  object: unknown,
  facts: KindFacts,
  releases: Releases,
  owned: boolean,
): readonly Mistake[] {
  const release = releases.kubernetes;
  const { kind } = facts;
  const schema = schemaOfKind(facts, releases);
  const read = normal(object, schema, facts.custom, owned);
  const validator = validatorOf(facts, releases);
  const structure = validator.isValid(read)
    ? []
    : mistakesOf(validator.errors(read), kind === 'Secret' ? isSecret : undefined).map((each) =>
        withReleases(each, facts),
      );
  // Rules see what the server does: without what is behind a gate.
  const gated = facts.custom
    ? none
    : gatedMistakes(read, schema, release ?? facts.file.releases.at(-1) ?? '');
  const broken = isRecord(read) ? ruleMistakesOf(read, facts, releases, asked) : none;
  const seen = structure.filter((each) => !isBehindGate(each, gated));
  const unseen = unseenIn(facts, release);
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

/** The server's own, and what it only warns of. */
const asked: readonly Rule[] = [...rules, ...deprecationRules.values()];

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

function unknownKind(apiVersion: string, kind: string): Mistake {
  const message = `there is no kind ${kind || '(none)'} in ${apiVersion || '(no apiVersion)'}`;
  return {
    code: 'api/unknown-kind',
    pointer: '/kind',
    message,
    fix: 'correct apiVersion and kind, or give its CustomResourceDefinition (--crds)',
  };
}

/** A kind that this release does not have, or that nobody has turned on. */
function notServed(
  facts: KindFacts,
  release: string | undefined,
  serve: readonly string[],
): Mistake | undefined {
  const { apiVersion, kind, custom, since, until, offByDefault, replacement, unserved } = facts;
  if (custom)
    return unserved === true
      ? {
          code: 'api/not-served',
          pointer: '/apiVersion',
          message: `the definition of ${kind} does not serve ${splitApiVersion(apiVersion).version}`,
        }
      : undefined;
  const asked = release ?? facts.file.releases.at(-1);
  if (asked !== undefined && !within(facts, asked)) {
    const when = since === undefined ? '' : ` since ${since}`;
    const last = until === undefined ? '' : ` until ${until}`;
    const message = `Kubernetes ${asked} has no ${kind} in ${apiVersion}: it is there${when}${last}`;
    return {
      code: 'api/unknown-kind',
      pointer: '/apiVersion',
      message,
      ...(replacement === undefined ? {} : { fix: `use ${replacement}` }),
    };
  }
  if (offByDefault !== true || serve.includes(apiVersion)) return undefined;
  const message = `${apiVersion} is off by default: an API server serves it only when told to`;
  return {
    code: 'api/not-served',
    pointer: '/apiVersion',
    message,
    fix: `say serve: ['${apiVersion}'] where it is on`,
  };
}
