import { isRecord, own } from '../../core/json.ts';
import { names } from './definitions/names.ts';
import { versions } from './definitions/versions.ts';
import type { Rule } from './rule.ts';

/** What the server says of a CustomResourceDefinition: its names, its versions, whether its schemas are structural, its rules. */
export const definitions: Rule = ({ object, facts }) => {
  if (facts.kind !== 'CustomResourceDefinition' || facts.group !== 'apiextensions.k8s.io') return [];
  const spec = own(object, 'spec');
  return isRecord(spec) ? [...names(object, spec), ...versions(spec)] : [];
};
