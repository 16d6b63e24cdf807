// What `validateObjects` says of documents that a real API server has judged, by kind of mutation.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(process.env.PLIMSOLL_SHARED ?? join(root, '..', 'shared'), 'oracle');

/** The sets of documents that are at hand: built-in kinds, custom resources. */
export const sets = ['builtin', 'custom'].filter((name) => existsSync(join(folder, `${name}.jsonl.gz`)));

/** @param {string} set */
export function documents(set) {
  return gunzipSync(readFileSync(join(folder, `${set}.jsonl.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The built-in documents with what an older server says of them, as far as it serves their kinds. */
export function olderDocuments() {
  const file = join(folder, 'verdicts-1.33.json.gz');
  if (!existsSync(file)) return [];
  const verdicts = JSON.parse(gunzipSync(readFileSync(file)).toString());
  return documents('builtin')
    .filter(({ id }) => verdicts[id] === 'accepted' || verdicts[id] === 'rejected')
    .map((document) => ({ ...document, verdict: verdicts[document.id] }));
}

/**
 * @param {readonly { doc: unknown, verdict: string, mutation?: string }[]} judged
 * @param {(objects: readonly unknown[]) => readonly { index: number, severity: string }[]} validate
 */
export function score(judged, validate) {
  const refused = new Set(
    validate(judged.map(({ doc }) => doc))
      .filter(({ severity }) => severity === 'error')
      .map(({ index }) => index),
  );
  const rows = new Map();
  const wrong = [];
  judged.forEach(({ verdict, mutation = 'as found' }, index) => {
    const row = rows.get(mutation) ?? { caught: 0, missed: 0, passed: 0, falseAlarms: 0 };
    rows.set(mutation, row);
    const said = refused.has(index);
    row[verdict === 'rejected' ? (said ? 'caught' : 'missed') : said ? 'falseAlarms' : 'passed']++;
    if (said !== (verdict === 'rejected')) wrong.push(index);
  });
  const all = [...rows.values()].reduce((sum, row) => ({
    caught: sum.caught + row.caught,
    missed: sum.missed + row.missed,
    passed: sum.passed + row.passed,
    falseAlarms: sum.falseAlarms + row.falseAlarms,
  }));
  return { rows, all, wrong, agreement: (all.caught + all.passed) / judged.length };
}
