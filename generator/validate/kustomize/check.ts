import { isRecord, own } from '../../core/json.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Mistake } from '../complaint.ts';
import { below, fieldPath } from '../path.ts';
import { allowed, kustomizationFields, replaced } from './fields.ts';
import { type Look, missingFiles } from './files.ts';
import { misshapen } from './structure.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Kustomize's own kinds, or nothing at all, in a file of that name. */
export function isKustomization(value: unknown, file: string): value is Fields {
  if (!isRecord(value)) return false;
  const { apiVersion, kind } = value;
  if (typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/')) return true;
  // kustomize fills in either of the two.
  return (
    apiVersion === undefined &&
    (kind === undefined || kind === 'Kustomization' || kind === 'Component') &&
    /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(file)
  );
}

/** What kustomize would say of a kustomization file; `look` is how it sees files from the folder of this one. */
export function kustomizationMistakes(value: Fields, look: Look): readonly Mistake[] {
  return [
    ...identity(value),
    ...misshapen(value, kustomizationFields, ''),
    ...deprecated(value),
    ...allowed.flatMap(([path, values]) => notAllowed(value, path.split('.'), values, '')),
    ...patches(value),
    ...missingFiles(value, look),
  ];
}

/** Each of the two kinds has one version. */
const versions: Readonly<Record<string, string>> = {
  Kustomization: 'kustomize.config.k8s.io/v1beta1',
  Component: 'kustomize.config.k8s.io/v1alpha1',
};

function identity({ apiVersion, kind }: Fields): readonly Mistake[] {
  if (kind !== undefined && kind !== '' && (typeof kind !== 'string' || !Object.hasOwn(versions, kind))) {
    const message = `kind is ${JSON.stringify(kind)}: kustomize reads Kustomization and Component`;
    return [{ code: 'kustomize/not-allowed', pointer: '/kind', message }];
  }
  const wanted = versions[kind === 'Component' ? 'Component' : 'Kustomization'];
  if (apiVersion === undefined || apiVersion === '' || apiVersion === wanted) return [];
  const message = `apiVersion of a ${kind ?? 'Kustomization'} is ${wanted}, not ${JSON.stringify(apiVersion)}`;
  return [{ code: 'kustomize/not-allowed', pointer: '/apiVersion', message }];
}

function deprecated(value: Fields): readonly Mistake[] {
  return Object.keys(value)
    .filter((name) => Object.hasOwn(replaced, name) && value[name] !== null)
    .map((name) => ({
      code: 'kustomize/deprecated-field',
      pointer: below('', name),
      message: `${name} is deprecated: ${replaced[name]} took its place`,
      fix: 'kustomize edit fix rewrites it',
    }));
}

function notAllowed(
  value: unknown,
  [step, ...rest]: readonly string[],
  values: readonly string[],
  pointer: string,
): readonly Mistake[] {
  if (step === '*')
    return Array.isArray(value)
      ? value.flatMap((item, index) => notAllowed(item, rest, values, `${pointer}/${index}`))
      : [];
  if (step !== undefined)
    return isRecord(value) ? notAllowed(own(value, step), rest, values, below(pointer, step)) : [];
  if (typeof value !== 'string' || value === '' || values.includes(value)) return [];
  const hint = didYouMean(value, values);
  const message = `${fieldPath(pointer)} is ${JSON.stringify(value)}, which is none of ${values.join(', ')}`;
  return [{ code: 'kustomize/not-allowed', pointer, message, ...(hint === undefined ? {} : { fix: hint }) }];
}

/** A patch is given in one of two ways. */
function patches(value: Fields): readonly Mistake[] {
  return ['patches', 'patchesJson6902'].flatMap((name) => {
    const list = own(value, name);
    return (Array.isArray(list) ? list : []).flatMap((each, index): readonly Mistake[] => {
      if (!isRecord(each)) return [];
      const pointer = `/${name}/${index}`;
      const given = ['patch', 'path'].filter((key) => typeof each[key] === 'string' && each[key] !== '');
      if (given.length === 1) return [];
      const message = `${fieldPath(pointer)} has ${given.length === 0 ? 'neither patch nor path' : 'both patch and path'}: kustomize wants one of them`;
      return [{ code: 'kustomize/not-allowed', pointer, message }];
    });
  });
}
