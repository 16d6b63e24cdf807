import { define, isRecord, own } from '../core/json.ts';
import { groupOf, identityOf } from '../validate/identity.ts';
import type { FieldChange } from './fields.ts';
import { fileKind } from './placed.ts';

/** Stands for what nobody is to read: that it changed is said, not what it holds. */
export const masked = '***';

/** A change of an object's field without what may be secret in it. */
export function withoutSecrets(object: unknown, change: FieldChange): FieldChange {
  const { path } = change;
  const show = holdsSecrets(object, path) ? hideAll : hideNamed;
  const name = /(?:^|[.[=,'])([\w-]+)['\]]*$/.exec(path)?.[1] ?? '';
  // The value of a variable: its name stands before it.
  const variable = name === 'value' ? (/\[name='?([\w.-]+)'?\]\.value$/.exec(path)?.[1] ?? '') : '';
  const shown = (value: unknown): unknown =>
    (isTelling(name) || isTelling(variable)) && typeof value === 'string' ? masked : show(value);
  return {
    path,
    ...('before' in change ? { before: shown(change.before) } : {}),
    ...('after' in change ? { after: shown(change.after) } : {}),
  };
}

/** Fields that hold nothing but secrets. */
function holdsSecrets(object: unknown, path: string): boolean {
  if (path.includes('last-applied-configuration')) return true;
  const { apiVersion, kind } = identityOf(object);
  if (kind === fileKind) return isRecord(object) && own(object, 'secret') === true;
  if (groupOf(apiVersion) === 'kustomize.config.k8s.io') return /^secretGenerator\b/.test(path);
  return kind === 'Secret' && groupOf(apiVersion) === '' && /^(data|stringData)\b/.test(path);
}

function hideAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideAll);
  if (isRecord(value)) return mapped(value, hideAll);
  return value === undefined ? value : masked;
}

/** Only what is called by a name that tells. */
function hideNamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideNamed);
  if (!isRecord(value)) return value;
  const named = isTelling(String(own(value, 'name') ?? ''));
  return mapped(value, (each, key) =>
    typeof each === 'string' && (isTelling(key) || (named && key === 'value')) ? masked : hideNamed(each),
  );
}

function isTelling(name: string): boolean {
  return /(^|[a-z_.-])(password|passwd|secret|token|api[_-]?key|private[_-]?key|credentials)$/i.test(name);
}

function mapped(
  map: Readonly<Record<string, unknown>>,
  show: (value: unknown, key: string) => unknown,
): object {
  const shown = {};
  for (const [key, value] of Object.entries(map)) define(shown, key, show(value, key));
  return shown;
}
