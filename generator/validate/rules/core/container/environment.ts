import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import {
  fileKey,
  label1123,
  looseVariableName,
  noStepsUp,
  type Syntax,
  subdomain,
  variableName,
} from '../../syntax.ts';
import { required } from '../../vocabulary/required.ts';
import { miswritten, written } from '../../vocabulary/written.ts';

const strict = { until: '1.31' };
const loose = { since: '1.32' };

function named(syntax: Syntax): (variable: Fields) => void {
  return (variable) => written(variable, 'name', syntax);
}

export const variableNames: Rule = rule('core#EnvVar', named(looseVariableName), loose);
export const strictVariableNames: Rule = rule('core#EnvVar', named(variableName), strict);

export const variableNamed: Rule = rule('core#EnvVar', (variable) => required(variable, 'name'));

const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];

/** A variable has a value, or exactly one source of one. */
export const variableSource: Rule = rule('core#EnvVarSource', (source) => {
  const given = sources.filter((name) => source.has(name));
  const said = (what: string): void => source.refuse({ code: 'api/conflict', what });
  if (given.length === 0)
    said('says no source: it has configMapKeyRef, secretKeyRef, fieldRef or resourceFieldRef');
  else if (source.parent?.text('value') !== '') said('may not be set beside value');
  else if (given.length > 1) said(`has more than one source: ${given.join(' and ')}`);
});

function prefixed(syntax: Syntax): (source: Fields) => void {
  return (source) => written(source, 'prefix', syntax);
}

export const prefixes: Rule = rule('core#EnvFromSource', prefixed(looseVariableName), loose);
export const strictPrefixes: Rule = rule('core#EnvFromSource', prefixed(variableName), strict);

/** Variables are taken from one ConfigMap or one Secret. */
export const variablesFrom: Rule = rule('core#EnvFromSource', (source) => {
  const given = ['configMapRef', 'secretRef'].filter((name) => source.has(name));
  if (given.length === 1) return;
  const what =
    given.length === 0
      ? 'has an item without configMapRef or secretRef'
      : 'has an item with both configMapRef and secretRef';
  source.parent?.refuse({ code: 'api/conflict', what }, 'envFrom');
});

export const variablesFromName: Rule = rule(['core#ConfigMapEnvSource', 'core#SecretEnvSource'], (source) => {
  required(source, 'name');
  const name = source.text('name');
  // A name may be the beginning of one here.
  const wrong = name === '' ? undefined : subdomain(name.replace(/-$/, 'a'));
  if (wrong !== undefined) source.refuse(miswritten(name, wrong), 'name');
});

export const keySelectors: Rule = rule(
  ['core#ConfigMapKeySelector', 'core#SecretKeySelector'],
  (selector) => {
    required(selector, 'name', 'key');
    written(selector, 'name', subdomain);
    written(selector, 'key', fileKey, 'api/bad-format');
  },
);

export const fileKeySelectors: Rule = rule('core#FileKeySelector', (selector) => {
  required(selector, 'key', 'volumeName', 'path');
  written(selector, 'key', looseVariableName, 'api/bad-format');
  written(selector, 'volumeName', label1123);
  written(selector, 'path', noStepsUp, 'api/bad-format');
});
