import { finding } from '../core/codes.ts';
import { isRecord } from '../core/json.ts';
import { PatchError } from '../core/problem.ts';
import { joinApiVersion, type KindFacts, kindIn } from '../facts/kinds.ts';
import { factsOfCustom } from '../facts/published/custom.ts';
import type { RawCustomResource } from '../facts/published/raw.ts';
import { wrongCustomResource } from '../facts/published/wrong.ts';
import { readManifests } from '../manifest/read.ts';
import { isProjectRelease } from './project-releases.ts';

type Kinds = ReadonlyMap<string, KindFacts>;

const read = new WeakMap<object, Kinds>();
const texts = new Map<string, Kinds>();

/** The facts of a kind among definitions that were given; each is read once, however often it is given. */
export function customKind(
  crds: readonly unknown[],
  apiVersion: string,
  kind: string,
): KindFacts | undefined {
  for (const crd of crds) {
    if (isProjectRelease(crd)) continue;
    const found = kindsOf(crd).get(`${apiVersion} ${kind}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Those of some definitions that can be read. */
export function readableDefinitions(crds: readonly unknown[]): readonly unknown[] {
  return crds.filter((crd) => {
    try {
      return kindsOf(crd).size > 0;
    } catch {
      return false;
    }
  });
}

function kindsOf(crd: unknown): Kinds {
  if (typeof crd === 'string') {
    const known = texts.get(crd) ?? kindsOfText(crd);
    if (texts.size < 200) texts.set(crd, known);
    return known;
  }
  if (!isRecord(crd)) throw unreadable('a definition is neither an object nor a text');
  const known = read.get(crd) ?? kindsOfObject(crd);
  read.set(crd, known);
  return known;
}

function kindsOfText(text: string): Kinds {
  const { documents, findings } = readManifests(text, 'crds');
  const [broken] = findings;
  if (broken !== undefined) throw unreadable(broken.message);
  return new Map(documents.flatMap(({ value }) => (isRecord(value) ? [...kindsOfObject(value)] : [])));
}

function kindsOfObject(object: Readonly<Record<string, unknown>>): Kinds {
  if (object.kind !== 'CustomResourceDefinition') return new Map();
  const wrong = wrongCustomResource(object);
  if (wrong !== undefined) throw unreadable(wrong.message);
  const file = factsOfCustom(object as unknown as RawCustomResource);
  return new Map(
    file.kinds.flatMap(({ group, version, kind }) => {
      const apiVersion = joinApiVersion(group, version);
      const facts = kindIn(file, apiVersion, kind);
      return facts === undefined ? [] : [[`${apiVersion} ${kind}`, facts] as const];
    }),
  );
}

function unreadable(why: string): PatchError {
  return new PatchError([finding('patch/unreadable', `crds: ${why}`)]);
}
