// Objects that are fine, of kinds that nobody has a real one of: those of the cases of rules.
import { cases } from '../validate/rules/cases.mjs';

export const samples = Object.values(cases)
  .filter(([, , kubernetes]) => kubernetes === undefined)
  .map(([fine]) => fine);
