import type { Rule } from '../rules/rule.ts';
import * as fields from './fields.ts';
import * as names from './names.ts';

/** What the server takes and warns of, or its documentation does: by name. */
export const deprecationRules: ReadonlyMap<string, Rule> = new Map(Object.entries({ ...fields, ...names }));
