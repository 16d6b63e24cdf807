// What every bench needs: processes timed in turns, medians, sizes.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Runs every candidate in turns, so that a busy machine slows all of them alike.
 * @template {string} Name
 * @param {Record<Name, () => number>} candidates each answers what it measured
 * @param {number} rounds
 * @returns {Record<Name, number>} medians
 */
export function inTurns(candidates, rounds) {
  const names = /** @type {Name[]} */ (Object.keys(candidates));
  const measured = new Map(names.map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round < rounds; round++)
    for (const name of names) measured.get(name)?.push(candidates[name]());
  return /** @type {Record<Name, number>} */ (
    Object.fromEntries(names.map((name) => [name, median(measured.get(name) ?? [])]))
  );
}

/** Milliseconds of a whole process. @param {readonly string[]} argv @param {string} cwd */
export function wall(argv, cwd) {
  const before = performance.now();
  const { status, stderr } = spawnSync(process.execPath, argv, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - before;
}

/** What a module prints as a number. @param {string} code @param {string} cwd */
export function printed(code, cwd) {
  return Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd, encoding: 'utf8' }),
  );
}

/** Bytes of all files below a folder. @param {string} folder @param {RegExp} [only] */
export function bytes(folder, only = /./) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && only.test(entry.name))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** One line: what, the value, its goal. @param {string} what @param {string} value @param {string} [goal] */
export function line(what, value, goal) {
  process.stdout.write(
    `${what.padEnd(52)} ${value.padStart(22)}${goal === undefined ? '' : `   goal ${goal}`}\n`,
  );
}

/** @param {number} value */
export const mb = (value) => `${(value / 1_000_000).toFixed(2)} MB`;
/** @param {number} value */
export const ms = (value) => (value < 1000 ? `${value.toFixed(1)} ms` : `${(value / 1000).toFixed(2)} s`);
