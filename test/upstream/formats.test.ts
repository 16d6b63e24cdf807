import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringFormats } from '../../generator/validate/schema/string-formats.ts';
import { upstream } from './upstream.ts';

/** A good text of each format; what is asked are these, with pieces taken out, put in and repeated. */
const good: Readonly<Record<string, readonly string[]>> = {
  bsonobjectid: ['507f1f77bcf86cd799439011'],
  byte: ['YWJj', 'YQ==', 'YWI='],
  cidr: ['10.0.0.0/8', '2001:db8::/32', '010.0.0.1/08', '::ffff:1.2.3.4/96'],
  creditcard: ['4111-1111-1111-1111', '378282246310005'],
  date: ['2024-02-29', '0000-01-01', '2023-12-31'],
  'date-time': ['2024-02-29T23:59:59.5Z', '2023-01-01t00:00:00+02:00'],
  duration: ['1h30m', '3 days', '-1.5s', '10 min', '0', '.5us', '1h2', '5 wk', '1µs'],
  email: ['a@example.com', 'Ann <a.b+c@d>', 'x@y.z'],
  hexcolor: ['#fff', 'a0B1c2'],
  hostname: ['example.com', 'a', 'a-b.c.de', 'ä.com', '1.2.ab', '10.0.0.1'],
  ipv4: ['10.0.0.1', '010.1.2.3', '::ffff:1.2.3.4', '255.255.255.255'],
  ipv6: ['::1', 'fe80::1', '2001:db8:0:0:0:0:0:1', '::ffff:1.2.3.4'],
  isbn: ['0321751043', '978-0321751041'],
  isbn10: ['0-321-75104-3', '080442957X'],
  isbn13: ['978-0321751041'],
  mac: [
    '01:23:45:67:89:ab',
    '01-23-45-67-89-ab-cd-ef',
    '0123.4567.89ab',
    '00:00:00:00:fe:80:00:00:00:00:00:00:02:00:5e:10:00:00:00:01',
  ],
  rgbcolor: ['rgb(255, 0,12)'],
  ssn: ['123-45-6789', '123 45 6789'],
  uri: ['https://example.com:80/a?b#c', '/a/b', 'mailto:a', 'http://[::1]:8080/', 'a://b c', 'http://a%20b/'],
  uuid: ['123e4567-e89b-12d3-a456-426614174000', '123E4567E89B12D3A456426614174000'],
  uuid3: ['a3bb189e-8bf9-3888-9912-ace4e6543002'],
  uuid4: ['f47ac10b-58cc-4372-a567-0e02b2c3d479'],
  uuid5: ['886313e1-3b8a-5372-9b90-0c9aee199e5d'],
};

const pieces = [...'0129afAFgZ-:./%@ <>#[]"+_µä', '::', '00', '2024', '%zz', 'ff', '256', '://', '1'];

function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  const step = fc.record({ at: fc.nat(), cut: fc.nat({ max: 2 }), put: fc.constantFrom('', ...pieces) });
  return fc.tuple(fc.constantFrom(...texts), fc.array(step, { maxLength: 2 })).map(([text, steps]) =>
    steps.reduce((made, { at, cut, put }) => {
      const where = at % (made.length + 1);
      return made.slice(0, where) + put + made.slice(where + cut);
    }, text),
  );
}

describe('formats of texts', () => {
  it.each(Object.keys(stringFormats).filter((name) => name !== 'datetime'))(
    '%s is what the server takes it for',
    (name) => {
      const texts = [
        ...new Set(
          fc.sample(mutated(good[name] ?? []), {
            numRuns: 3000,
            seed: Number(process.env.PLIMSOLL_SEED ?? 1),
          }),
        ),
      ];
      const answers = upstream(texts.map((original) => ({ op: 'format', kind: name, original })));
      const different = texts.filter((text, index) => answers[index]?.result !== stringFormats[name]?.(text));
      // Mailboxes have rarer forms, and addresses rarer mistakes: a few are read otherwise.
      const rare = name === 'email' || name === 'uri' || name === 'hostname' ? texts.length / 100 : 0;
      if (different.length > rare) expect(different).toEqual([]);
      expect(answers.filter(({ result }) => result === true).length).toBeGreaterThan(3);
      expect(answers.filter(({ result }) => result === false).length).toBeGreaterThan(3);
    },
  );
});
