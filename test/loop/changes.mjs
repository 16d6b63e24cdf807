// npm run loop:changes [-- --count N --seed N --version 1.36.3 --kind Job --examples]: objects that are applied to a real API server, and
// then changed; where the server and the rules about changes differ is what is missing. Development only: its cases go into no rule.
import { validateObjects } from 'plimsoll';
import { start } from '../server/server.mjs';
import { mutator, randomness } from './mutate.mjs';
import { bare, candidatesOf, grouped, percent, print, setUp } from './setup.mjs';

const { values, kubernetes, schemas } = setUp('5000');

/** What, once it is there, has a say in what else may be. */
const meddling =
  /Webhook|AdmissionPolicy|APIService|ResourceQuota|LimitRange|FlowSchema|PriorityLevel|Namespace|ServiceCIDR/;
const server = await start(values.version);
const candidates = candidatesOf(new Set(server.kinds), values.kind).filter(
  ({ kind, metadata }) => !meddling.test(kind) && typeof metadata?.name === 'string',
);

const chance = randomness(Number(values.seed));
const mutate = mutator(schemas, chance);
const byKind = grouped(candidates);
const kinds = [...byKind.keys()];
/** Objects that are there, by what they were made of; undefined: the server does not take it. */
const there = new Map();
const groups = new Map();
const names = new Set();
let [asked, same, refused, caught] = [0, 0, 0, 0];
for (let tries = 0; asked < Number(values.count) && tries < 6 * Number(values.count); tries++) {
  const seed = chance.pick(byKind.get(chance.pick(kinds)));
  if (!there.has(seed)) there.set(seed, await made(seed));
  const before = there.get(seed);
  const change = before === undefined ? undefined : mutate(before);
  if (change === undefined) continue;
  const after = { ...change.object, apiVersion: before.apiVersion, kind: before.kind };
  // Of metadata the server looks after the rest itself.
  const { labels, annotations } = after.metadata ?? {};
  after.metadata = { ...before.metadata, labels, annotations };
  // What is wrong with it by itself is not asked here.
  if (validateObjects([after], { kubernetes, only: ['api'] }).some(({ severity }) => severity === 'error'))
    continue;
  const { verdict, message = '' } = await server
    .apply(after, { dryRun: true })
    .catch(() => ({ verdict: 'unserved' }));
  // What no merge can read is said of no change.
  if (
    verdict === 'unserved' ||
    /failed to create typed patch|managedFields|resourceVersion|uid/.test(message)
  )
    continue;
  asked++;
  const said = validateObjects([after], { kubernetes, only: ['immutable'], before: [before] });
  if (verdict === 'rejected') refused++;
  if ((verdict === 'rejected') === said.length > 0) {
    same++;
    if (said.length > 0) caught++;
    continue;
  }
  const key = `${verdict === 'rejected' ? 'MISS' : 'ALARM'} ${after.kind} ${bare(message || said[0].message)}`;
  const known = groups.get(key) ?? { count: 0, steps: change.steps, before, after, message };
  known.count++;
  groups.set(key, known);
}
await server.stop();
for (const [key, { count, steps, before, after, message }] of [...groups].sort(
  ([, a], [, b]) => b.count - a.count,
)) {
  print(`${String(count).padStart(5)}  ${key.slice(0, 300)}   [${steps.join('; ')}]`);
  if (values.examples)
    print(
      `       ${message}\n       ${JSON.stringify(before).slice(0, 1200)}\n       ${JSON.stringify(after).slice(0, 1200)}`,
    );
}
const alarms = [...groups]
  .filter(([key]) => key.startsWith('ALARM'))
  .reduce((sum, [, { count }]) => sum + count, 0);
print(
  `Kubernetes ${values.version}, seed ${values.seed}: ${asked} changes of ${kinds.length} kinds; agreement ${percent(same, asked)}; caught ${percent(caught, refused)} of ${refused}; false alarms ${alarms}`,
);

/** Applied under a name of its own, where a name may be anything. @param {any} seed */
async function made({ ...seed }) {
  const fixed = [
    'CustomResourceDefinition',
    'IPAddress',
    'CSIDriver',
    'ClusterTrustBundle',
    'CertificateSigningRequest',
  ];
  let { name } = seed.metadata;
  for (let number = 2; names.has(`${seed.kind} ${name}`); number++) name = `${seed.metadata.name}-${number}`;
  if (fixed.includes(seed.kind)) name = seed.metadata.name;
  names.add(`${seed.kind} ${name}`);
  seed.metadata = { ...seed.metadata, name };
  delete seed.metadata.namespace;
  const { verdict } = await server.apply(seed, { dryRun: false }).catch(() => ({ verdict: 'unserved' }));
  return verdict === 'accepted' ? seed : undefined;
}
