import type { WritePlan } from '../../generator/write/plan.ts';

/** A plan that changes nothing. */
export const nothingToWrite: WritePlan = {
  create: [],
  update: [],
  delete: [],
  unchanged: [],
  bookkeeping: [],
  parts: [],
  findings: [],
};
