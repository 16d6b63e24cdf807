import { kindFacts } from '../facts/kinds.ts';
import { imported, type Kind, type KubernetesObject, kind } from './kind.ts';

const known = new Map<string, Kind<KubernetesObject>>();

/** A kind looked up at run time: factory, path and facts; undefined when neither shipped nor imported. */
export function kindOf({ apiVersion, kind: name }: KubernetesObject): Kind<KubernetesObject> | undefined {
  const key = `${apiVersion} ${name}`;
  const found = imported.get(key) ?? known.get(key);
  if (found !== undefined || kindFacts(apiVersion, name) === undefined) return found;
  const made = kind<KubernetesObject>(apiVersion, name);
  known.set(key, made);
  return made;
}
