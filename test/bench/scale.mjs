// The whole program beside its peers on one workload, whole processes in turns; then as the fleet grows.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurns, line, mb, ms, wall } from './measure.mjs';
import { project } from './synth.mjs';
import { kubeconform, schemas } from './validate.mjs';
import { fleet, oneCluster } from './workload.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'dist', 'generator', 'run', 'bin.js');

/** @param {string} temporary @param {boolean} short */
export async function scaleBench(temporary, short) {
  const folder = project(temporary, 'workload', oneCluster);
  const peers = installed();
  const theirs = kubeconform();
  const facts = join(temporary, 'workload-schemas');
  await schemas(facts);
  if (peers === undefined) line('peers', 'they cannot be installed here');
  /** @type {Record<number, { first: number, full: number }>} */
  const grown = {};
  for (const count of short ? [1000, 10_000] : [1000, 10_000, 40_000]) {
    const run = (/** @type {string[]} */ ...argv) =>
      wall([bin, 'synth', '--quiet', '--set', `count=${count}`, ...argv], folder);
    // Set aside, not removed: for some seconds file systems make new files slowly where many were removed.
    let asides = 0;
    const gone = () => {
      if (existsSync(join(folder, 'out')))
        renameSync(join(folder, 'out'), join(temporary, `aside-${count}-${asides++}`));
    };
    gone();
    run();
    run('--check');
    let level = 0;
    /** @type {Record<string, () => number>} */
    const candidates = {
      again: () => run('--check'),
      full: () => run('--check', '--no-cache'),
      ...(theirs === undefined ? {} : { kubeconform: () => judged(theirs, facts, folder) }),
      ...(peers === undefined || count > 10_000
        ? {}
        : {
            cdk8s: () => wall([join(peers, 'cdk8s.mjs'), String(count), join(temporary, 'cdk8s')], peers),
            kosko: () => koskoed(peers, count),
          }),
      first: () => {
        gone();
        return run();
      },
      one: () => run('--set', `level=l${++level}`),
      back: () => run(),
    };
    const found = inTurns(candidates, short || count > 10_000 ? 3 : 7);
    grown[count] = { first: found.first, full: found.full };
    line(`synth of ${count} resources, first write`, ms(found.first));
    line(`synth --check, everything anew`, ms(found.full));
    line(`synth --check, nothing changed`, ms(found.again), count === 10_000 ? '≤ 0.35 s' : undefined);
    line(`synth, one application changed`, ms(found.one));
    if (peers !== undefined && count <= 10_000) {
      line(`cdk8s, one file a chart, no checks`, ms(found.cdk8s));
      line(`kosko's engine, its own checks, no files`, ms(found.kosko));
      const ratio = (/** @type {number} */ value) => `${value.toFixed(2)} ×`;
      if (count === 1000) line('first write / cdk8s', ratio(found.first / found.cdk8s), '≤ 0.9 ×');
      else {
        line('first write / cdk8s', ratio(found.first / found.cdk8s), '≤ 0.6 ×');
        line('check, everything anew / cdk8s', ratio(found.full / found.cdk8s), '≤ 0.25 ×');
        line('check, nothing changed / cdk8s', ratio(found.again / found.cdk8s), '≤ 0.25 ×');
      }
      if (theirs !== undefined) {
        const both = found.kosko + found.kubeconform;
        line('kubeconform, the files that were written', ms(found.kubeconform));
        line('check, everything anew / kosko + kubeconform', ratio(found.full / both), '≤ 1.0 ×');
        line('check, nothing changed / kosko + kubeconform', ratio(found.again / both), '≤ 1.0 ×');
      }
    }
    if (count === 10_000) {
      gone();
      line('peak memory, first write', mb(peak(folder, temporary, '--set', 'count=10000')), '≤ 250 MB');
      line(
        'peak memory, everything anew',
        mb(peak(folder, temporary, '--set', 'count=10000', '--check', '--no-cache')),
        '≤ 250 MB',
      );
    }
  }
  const [ten, forty] = [grown[10_000], grown[40_000]];
  if (ten !== undefined && forty !== undefined) {
    line('growth, 10,000 → 40,000, first write', `${(forty.first / ten.first).toFixed(2)} ×`, '≤ 4.4 ×');
    line('growth, 10,000 → 40,000, everything anew', `${(forty.full / ten.full).toFixed(2)} ×`, '≤ 4.4 ×');
  }
  for (const clusters of short ? [20] : [50, 100, 200]) growing(temporary, clusters);
}

/** Memory as the number of clusters grows. @param {string} temporary @param {number} clusters */
function growing(temporary, clusters) {
  const folder = project(temporary, `fleet-${clusters}`, fleet(clusters));
  const resources = clusters * 504;
  const first = peak(folder, temporary);
  const anew = peak(folder, temporary, '--check', '--no-cache');
  const again = peak(folder, temporary, '--check');
  const goal = clusters === 200 ? '≤ 1 GB' : undefined;
  line(`${clusters} clusters, ${resources} resources, peak memory`, `${mb(first)}, ${mb(anew)} anew`, goal);
  line(`the same, nothing changed`, mb(again));
  line(
    `the same, time of everything anew`,
    ms(wall([bin, 'synth', '--quiet', '--check', '--no-cache'], folder)),
  );
  rmSync(folder, { recursive: true, force: true });
}

/** The most memory a whole process has had. @param {string} folder @param {string} temporary @param {...string} argv */
function peak(folder, temporary, ...argv) {
  const said = join(temporary, 'peak.txt');
  const code = `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(${JSON.stringify(said)}, String(process.resourceUsage().maxRSS)));`;
  wall(
    ['--import', `data:text/javascript,${encodeURIComponent(code)}`, bin, 'synth', '--quiet', ...argv],
    folder,
  );
  return Number(readFileSync(said, 'utf8')) * 1024;
}

/** @param {string} program @param {string} facts @param {string} folder */
function judged(program, facts, folder) {
  const argv = [
    '-strict',
    '-ignore-missing-schemas',
    '-schema-location',
    `${facts}/{{.ResourceKind}}{{.KindSuffix}}.json`,
  ];
  const before = performance.now();
  // What is kustomize's, and what says who owns a file, is none of its business.
  const { status, stderr } = spawnSync(
    program,
    [...argv, '-ignore-filename-pattern', '(kustomization.yaml|/owned/)', join(folder, 'out')],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`kubeconform ended with ${status}: ${stderr}`);
  return performance.now() - before;
}

/** @param {string} peers @param {number} count */
function koskoed(peers, count) {
  const before = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['kosko.mjs'], {
    cwd: peers,
    env: { ...process.env, COUNT: String(count) },
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`kosko ended with ${status}: ${stderr}`);
  return performance.now() - before;
}

/** The peers, installed once outside the repository; undefined where they cannot be. */
function installed() {
  const here = fileURLToPath(new URL('./peers', import.meta.url));
  const key = createHash('sha256').update(readFileSync(join(here, 'package-lock.json')));
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'plimsoll');
  const folder = join(cache, `bench-peers-${key.digest('hex').slice(0, 16)}`);
  if (!existsSync(folder)) {
    const beside = `${folder}.${process.pid}`;
    mkdirSync(beside, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) cpSync(join(here, name), join(beside, name));
    const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: beside,
      stdio: 'ignore',
    });
    if (status !== 0) {
      rmSync(beside, { recursive: true, force: true });
      return undefined;
    }
    renameSync(beside, folder);
  }
  cpSync(here, folder, { recursive: true });
  return folder;
}
