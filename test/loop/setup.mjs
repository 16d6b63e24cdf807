// What both loops have in common: what they are asked, whose objects they begin with, how they report.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { documents, sets } from '../oracle/score.mjs';
import { schemasIn } from './mutate.mjs';
import { samples } from './samples.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const shared = process.env.PLIMSOLL_SHARED ?? join(root, '..', 'shared');

/** @param {string} text */
export const print = (text) => process.stdout.write(`${text}\n`);

/** The options of a run, and the schemas of its version; ends it where those are not there. @param {string} count */
export function setUp(count) {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: count },
      seed: { type: 'string', default: '1' },
      version: { type: 'string', default: '1.36.3' },
      kind: { type: 'string' },
      examples: { type: 'boolean', default: false },
      save: { type: 'string' },
    },
  });
  const folder = join(shared, 'kubernetes', values.version);
  if (!existsSync(folder)) {
    print('skipped: the published schemas are not beside the repository');
    process.exit(0);
  }
  const kubernetes = values.version.split('.').slice(0, 2).join('.');
  return { values, kubernetes, schemas: schemasIn(folder) };
}

/** Real manifests, and samples of what nobody keeps, of the kinds that are served and asked for. @param {Set<string>} served @param {string} [kind] */
export function candidatesOf(served, kind) {
  const found = sets.includes('builtin')
    ? documents('builtin')
        .filter(({ mutation }) => mutation === undefined)
        .map(({ doc }) => doc)
    : [];
  return [...samples, ...found].filter(
    (each) => served.has(`${each.apiVersion} ${each.kind}`) && (kind === undefined || each.kind === kind),
  );
}

/** @param {readonly any[]} list */
export function grouped(list) {
  const made = new Map();
  for (const each of list) {
    const key = `${each.apiVersion} ${each.kind}`;
    if (made.has(key)) made.get(key).push(each);
    else made.set(key, [each]);
  }
  return made;
}

/** @param {number} part @param {number} whole */
export const percent = (part, whole) => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;

/** Without what differs from one to the next. @param {unknown} text */
export function bare(text) {
  return String(text)
    .replace(/\[[^\]]*\]/g, '[]')
    .replace(/"[^"]*"/g, '"…"')
    .replace(/\d+/g, 'N')
    .slice(0, 140);
}
