// npm run loop [-- --count N --seed N --version 1.36.3 --kind Service --examples]: mutations of objects that are fine, judged by a real
// API server and by `validateObjects`; where the two differ is what is missing. Development only: its cases go into no rule.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { validateObjects } from 'plimsoll';
import { start } from '../server/server.mjs';
import { mutator, randomness } from './mutate.mjs';
import { samples } from './samples.mjs';
import { bare, candidatesOf, grouped, percent, print, setUp } from './setup.mjs';

const { values, kubernetes, schemas } = setUp('20000');

const server = await start(values.version);
const served = new Set(server.kinds);
const candidates = candidatesOf(served, values.kind);
const verdicts = await server.judgeAll(candidates);
const fine = candidates.filter((_, index) => verdicts[index].verdict === 'accepted');
const byKind = grouped(fine);
const without = [...served].filter((kind) => !byKind.has(kind) && /^(v1|.*\/v[0-9a-z]+) /.test(kind));
if (values.kind === undefined)
  print(
    `no object that is fine: ${without.filter((each) => !/Review|Binding$|Status$|TokenRequest|Eviction|Scale$|Options$/.test(each)).join(', ')}`,
  );
candidates.forEach((each, index) => {
  if (verdicts[index].verdict === 'rejected' && index < samples.length)
    print(`sample refused: ${each.kind} ${each.metadata?.name}: ${verdicts[index].message.slice(0, 300)}`);
});

const chance = randomness(Number(values.seed));
const mutate = mutator(schemas, chance);
const kinds = [...byKind.keys()];
const cases = [];
for (let tries = 0; cases.length < Number(values.count) && tries < 4 * Number(values.count); tries++) {
  const made = mutate(chance.pick(byKind.get(chance.pick(kinds))));
  if (made !== undefined) cases.push(made);
}
const answers = await server.judgeAll(cases.map(({ object }) => object));
await server.stop();
const ours = new Map();
for (const finding of validateObjects(
  cases.map(({ object }) => object),
  { kubernetes },
))
  if (finding.severity === 'error') ours.set(finding.index, [...(ours.get(finding.index) ?? []), finding]);

const groups = new Map();
let unasked = 0;
let [same, refused, caught, pathed, hit] = [0, 0, 0, 0, 0];
cases.forEach(({ object, steps }, index) => {
  const { verdict, causes, message } = answers[index];
  if (verdict === 'unserved') {
    unasked++;
    return;
  }
  // What only the address of the request decides.
  if (message.includes('does not match the namespace sent on the request')) {
    unasked++;
    return;
  }
  const said = ours.get(index);
  if (verdict === 'rejected') refused++;
  if ((verdict === 'rejected') === (said !== undefined)) {
    same++;
    if (said === undefined) return;
    caught++;
    const theirs = causes
      .filter(({ field }) => field !== undefined && field !== '<nil>')
      .map(({ field }) => field);
    if (theirs.length > 0) {
      pathed++;
      const paths = new Set(said.map(({ path }) => path));
      if (theirs.some((field) => paths.has(field))) hit++;
      else
        note(
          groups,
          `PATH ${object.kind} ${bare(theirs[0])} | ${bare([...paths][0])}`,
          object,
          steps,
          message,
        );
    }
    return;
  }
  const first =
    verdict === 'rejected'
      ? `MISS ${object.kind} ${bare(causes[0]?.field)}: ${bare(causes[0]?.message ?? message)}`
      : `ALARM ${object.kind} ${said[0].code} ${bare(said[0].path)}: ${bare(said[0].message)}`;
  note(
    groups,
    first,
    object,
    steps,
    verdict === 'rejected' ? message : said.map((each) => each.message).join('; '),
  );
});
for (const [key, { count, steps, object, message }] of [...groups].sort(
  ([, a], [, b]) => b.count - a.count,
)) {
  print(`${String(count).padStart(5)}  ${key}   [${steps.join('; ')}]`);
  if (values.examples)
    print(`       ${message.slice(0, 600)}\n       ${JSON.stringify(object).slice(0, 1500)}`);
}
const summary = `Kubernetes ${values.version}, seed ${values.seed}: ${cases.length - unasked} mutations of ${kinds.length} kinds; agreement ${percent(same, cases.length - unasked)}; caught ${percent(caught, refused)} of ${refused}; false alarms ${[...groups].filter(([key]) => key.startsWith('ALARM')).reduce((sum, [, { count }]) => sum + count, 0)}; paths ${percent(hit, pathed)} of ${pathed}`;
print(summary);
if (values.save !== undefined)
  writeFileSync(
    values.save,
    `${existsSync(values.save) ? readFileSync(values.save, 'utf8') : ''}${summary}\n`,
  );

function note(map, key, object, steps, message) {
  const known = map.get(key) ?? { count: 0, object, steps, message };
  known.count++;
  map.set(key, known);
}
