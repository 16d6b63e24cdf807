import { definitions } from './definitions.ts';
import { metadata } from './metadata.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order in which the server asks: what all objects have first, then what their kind is about. */
export const rules: readonly Rule[] = [metadata, definitions];
