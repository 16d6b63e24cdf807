import type { Releases } from '../facts/json-schema.ts';
import { type KindFacts, splitApiVersion } from '../facts/kinds.ts';
import { within } from '../facts/range.ts';
import { type ReleaseSchema, schemaOfKind } from '../facts/release-schema.ts';
import { subjectOf } from '../patch/subject.ts';
import { imported } from '../paths/kind.ts';
import type { Mistake } from './complaint.ts';
import { deprecationOf } from './deprecations/kinds.ts';
import { deprecationRules } from './deprecations/rules.ts';
import { textIn } from './identity.ts';
import type { ValidateOptions } from './options.ts';
import { type Asker, askerOf } from './rules/plan.ts';
import type { Rule } from './rules/rule.ts';
import { rules } from './rules/rules.ts';
import { unseenIn } from './rules/unseen.ts';
import { type Validator, validatorOf } from './schema/compile.ts';
import { type Gates, gatesOf } from './schema/gated.ts';

/** A kind that there is not, or that is not served: nothing else is known of its objects. */
export interface UnservedKind {
  readonly wrong: Mistake;
}

/** What objects of a kind are asked. */
export interface ServedKind {
  readonly wrong?: undefined;
  readonly facts: KindFacts;
  readonly schema: ReleaseSchema;
  readonly validator: Validator;
  readonly rules: Asker;
  /** What is behind a feature gate that is off; of custom resources nothing is. */
  readonly gates: Gates | undefined;
  /** What this release does not look at. */
  readonly unseen: RegExp | undefined;
  /** That it is on its way out. */
  readonly ending: Mistake | undefined;
}

interface Known {
  /** Kinds may be imported as a program runs. */
  readonly imported: number;
  /** By apiVersion, by kind. */
  readonly kinds: Map<string, Map<string, UnservedKind | ServedKind>>;
}

const known = new WeakMap<ValidateOptions, Known>();

/** Worked out once a kind, however many objects there are of it. */
export function kindOf(object: unknown, options: ValidateOptions): UnservedKind | ServedKind {
  const [apiVersion, kind] = [textIn(object, 'apiVersion'), textIn(object, 'kind')];
  let all = known.get(options);
  if (all === undefined || all.imported !== imported.size) {
    all = { imported: imported.size, kinds: new Map() };
    known.set(options, all);
  }
  let ofVersion = all.kinds.get(apiVersion);
  if (ofVersion === undefined) {
    ofVersion = new Map();
    all.kinds.set(apiVersion, ofVersion);
  }
  let found = ofVersion.get(kind);
  if (found === undefined) {
    found = workedOut(object, apiVersion, kind, options);
    ofVersion.set(kind, found);
  }
  return found;
}

/** The server's own, and what it only warns of. */
const asked: readonly Rule[] = [...rules, ...deprecationRules.values()];

function workedOut(
  object: unknown,
  apiVersion: string,
  kind: string,
  options: ValidateOptions,
): UnservedKind | ServedKind {
  const { facts, releases } = subjectOf(object, options);
  if (facts === undefined) return { wrong: unknownKind(apiVersion, kind) };
  const wrong = notServed(facts, releases.kubernetes, options.serve ?? []);
  return wrong === undefined ? served(facts, releases) : { wrong };
}

function served(facts: KindFacts, releases: Releases): ServedKind {
  const release = releases.kubernetes;
  const schema = schemaOfKind(facts, releases);
  const newest = release ?? facts.file.releases.at(-1) ?? '';
  return {
    facts,
    schema,
    validator: validatorOf(facts, releases),
    rules: askerOf(facts, releases, asked),
    gates: facts.custom ? undefined : gatesOf(schema, newest),
    unseen: unseenIn(facts, release),
    ending: deprecationOf(facts, release),
  };
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
