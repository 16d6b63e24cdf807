import type { ChangeRule } from './change.ts';
import * as content from './rules/content.ts';
import * as others from './rules/others.ts';
import * as pods from './rules/pods.ts';
import * as services from './rules/services.ts';
import * as storage from './rules/storage.ts';
import * as workloads from './rules/workloads.ts';

/** What the server refuses to change, by name; in the order in which people meet the kinds. */
export const changeRules: ReadonlyMap<string, ChangeRule> = new Map(
  Object.entries({ ...workloads, ...pods, ...services, ...content, ...storage, ...others }),
);
