import { expect, it } from 'vitest';
import { kindFacts } from '../../generator/facts/kinds.ts';
import { schemaOfKind } from '../../generator/facts/release-schema.ts';
import { judgeFiles } from '../../generator/validate/files/judge-files.ts';
import { readObjects } from '../../generator/validate/files/read.ts';
import { findingsOf } from '../../generator/validate/files/validated.ts';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { patchedKinds } from '../support/patched-kinds.ts';
import { pick, type Random, randomOf, randomValue } from '../support/random-object.ts';

const custom = [
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['gateway.networking.k8s.io/v1', 'Gateway'],
  ['argoproj.io/v1alpha1', 'ApplicationSet'],
  ['monitoring.coreos.com/v1', 'Prometheus'],
] as const;

const kinds = [...patchedKinds, ...custom].map(([apiVersion, kind]) => {
  const facts = kindFacts(apiVersion, kind);
  if (facts === undefined) throw new Error(`${kind} is not known`);
  return { apiVersion, kind, schema: schemaOfKind(facts) };
});

const junk: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => Number.NaN,
  () => -1e308,
  () => 2n ** 70n,
  () => 'x'.repeat(5000),
  () => '\ud800',
  () => ({ ['__proto__']: { polluted: true } }),
  () => JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
  () => [[[[[]]]]],
  () => new Map([['a', 1]]),
  () => () => 1,
  () => Symbol('x'),
  () => new Date(0),
  () => Object.create(null) as unknown,
];

/** Something else at some places. */
function spoilt(value: unknown, random: Random): unknown {
  if (random() < 0.03) return pick(random, junk)();
  if (Array.isArray(value)) return value.map((item) => spoilt(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const fields: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) {
    const name =
      random() < 0.02 ? pick(random, ['__proto__', 'constructor', '', 'a/b', '~1', key.toUpperCase()]) : key;
    Object.defineProperty(fields, name, {
      value: spoilt(each, random),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return fields;
}

it('never falls over, whatever it is given: 20,000 objects with something else in them', {
  timeout: 120_000,
}, () => {
  const random = randomOf(31);
  let findings = 0;
  for (let round = 0; round < 20_000; round++) {
    const { apiVersion, kind, schema } = pick(random, kinds);
    const object = spoilt({ ...(randomValue(schema, random) as object), apiVersion, kind }, random);
    for (const { code, message } of validateObjects([object])) {
      findings++;
      if (!/^(api|policy|deprecations)\//.test(code) || message === '')
        expect({ code, message }).toBeUndefined();
    }
  }
  expect(findings).toBeGreaterThan(20_000);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

it('says of what nests without end that it does', () => {
  const cyclic: Record<string, unknown> = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  cyclic.self = cyclic;
  let deep: unknown = 1;
  for (let level = 0; level < 10_000; level++) deep = { deep };
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: deep };
  for (const each of [cyclic, object])
    expect(validateObjects([each])).toMatchObject([
      { code: 'api/unreadable', message: 'the object nests too deep to be read' },
    ]);
});

it('reads hostile texts in no time: laughs, depth, circles, broken bytes', () => {
  const laughs = Array.from(
    { length: 30 },
    (_, index) => `a${index}: &a${index} [${index === 0 ? 'ha' : `*a${index - 1}, *a${index - 1}`}]`,
  );
  const texts = [
    laughs.join('\n'),
    '['.repeat(100_000),
    '- '.repeat(50_000),
    'a: &a [*a]',
    '\0\ufeff\u2028',
    `a: "${'\\x'.repeat(1000)}"`,
    '%YAML 9.9\n---\n!!js/function x',
  ];
  const before = performance.now();
  for (const text of texts) {
    const { findings, objects } = readObjects(text, 'hostile.yaml');
    expect(objects).toEqual([]);
    for (const { code } of findings) expect(code).toBe('api/unreadable');
  }
  expect(performance.now() - before).toBeLessThan(5000);
});

it('takes files of many megabytes, or says that it does not, in time and memory', {
  timeout: 120_000,
}, () => {
  const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
  const keys = (value: string): string =>
    Array.from({ length: 300_000 }, (_, index) => `  k${index}: ${value}\n`).join('');
  const said = (text: string): readonly string[] => {
    const given = { name: 'a.yaml', path: undefined, text: () => text, look: () => undefined };
    return judgeFiles([given], {}).flatMap((each) =>
      findingsOf(each).map(({ code, message }) => `${code}: ${message}`),
    );
  };
  const before = process.memoryUsage().rss;
  const tooMuch = (bytes: number): string =>
    `api/out-of-range: all data take ${bytes} bytes, and may take 1048576`;
  expect(said(`${head}data:\n${keys('"a text of some length"')}`)).toEqual([tooMuch(6_300_000)]);
  expect(said(`${head}data:\n  a: "${'x'.repeat(20_000_000)}"\n`)).toEqual([tooMuch(20_000_000)]);
  expect(said(`${head}data:\n${keys('1')}`)).toEqual(['api/wrong-type: data.k0 is 1, not a text']);
  expect(said(`${head}data: # \u0001\n${keys('"a text of some length, and more"')}`)).toEqual([
    expect.stringMatching(
      /^api\/unreadable: \d+ million characters are too many for what is not plain YAML or JSON: split it$/,
    ),
  ]);
  expect(process.memoryUsage().rss - before).toBeLessThan(1_000_000_000);
});
