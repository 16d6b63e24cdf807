import { finding } from '../../core/codes.ts';
import { isRecord, own } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { splitApiVersion } from '../../facts/kinds.ts';
import { kindOf } from '../../paths/kind-of.ts';
import { selects, type TargetOptions } from '../../paths/target.ts';

/** Which objects of a file are meant. */
export interface Reference extends TargetOptions {
  /** Of any version. */
  readonly group?: string;
  readonly apiVersion?: string;
  /** A kind, its plural or a short name, in any case. */
  readonly kind?: string;
  /** As it was written. */
  readonly text: string;
}

/** `deployment/web`, `deployment.apps/shop/web` (with its namespace), `deployment[app=web]`, `deployment` (all of them). */
export function readReference(text: string): Reference {
  const [, full, first, second, labels] =
    /^([A-Za-z][\w.-]*)(?:\/([^/[\]]+))?(?:\/([^/[\]]+))?(?:\[(.*)\])?$/.exec(text) ?? [];
  if (full === undefined)
    throw new PatchError([
      finding('patch/bad-path', `${JSON.stringify(text)} names no object`, {
        fix: 'write kind/name, kind/namespace/name, kind[label=value] or kind',
      }),
    ]);
  const dot = full.indexOf('.');
  const name = second ?? first;
  return {
    kind: dot < 0 ? full : full.slice(0, dot),
    ...(dot < 0 ? {} : { group: full.slice(dot + 1) }),
    ...(second === undefined || first === undefined ? {} : { namespace: first }),
    ...(name === undefined || name === '*' ? {} : { name }),
    ...(labels === undefined ? {} : { labels }),
    text,
  };
}

export function isMeant({ kind, group, apiVersion, ...selection }: Reference, object: unknown): boolean {
  if (!isRecord(object)) return false;
  const [version, called] = [own(object, 'apiVersion'), own(object, 'kind')];
  if (typeof version !== 'string' || typeof called !== 'string') return false;
  return (
    (apiVersion === undefined || apiVersion === version) &&
    (group === undefined || group === splitApiVersion(version).group) &&
    (kind === undefined || isCalled(kind, version, called)) &&
    selects(selection, object)
  );
}

function isCalled(wanted: string, apiVersion: string, kind: string): boolean {
  const lower = wanted.toLowerCase();
  if (lower === kind.toLowerCase()) return true;
  const facts = kindOf({ apiVersion, kind })?.facts;
  return facts !== undefined && (facts.plural === lower || facts.shortNames?.includes(lower) === true);
}

/** An object as a reference would name it: `deployment/shop/web`. */
export function nameOf(object: unknown): string {
  if (!isRecord(object)) return 'a document that is no object';
  const [kind, metadata] = [own(object, 'kind'), own(object, 'metadata')];
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  const parts = [typeof kind === 'string' ? kind.toLowerCase() : 'an object without kind', namespace, name];
  return parts.filter((part) => typeof part === 'string').join('/');
}
