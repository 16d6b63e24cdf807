import { describe, expect, it } from 'vitest';
import { readManifests } from '../../generator/manifest/read.ts';

function read(text: string): unknown {
  const { documents, findings } = readManifests(text, 'web.yaml');
  expect(findings).toEqual([]);
  return documents[0]?.value;
}

describe('reading manifests', () => {
  it('takes plain scalars for what kubectl takes them', () => {
    const text =
      'a: yes\nb: 0o7\nc: 017\nd: 1_000\ne: 12345678901234567890\nf: off\ng: 0x1F\nh: 1.5\ni: ~\nj:\nk: -1\nl: 0b11';
    expect(read(text)).toEqual({
      a: true,
      b: 7,
      c: 15,
      d: 1000,
      e: 12345678901234567890n,
      f: false,
      g: 31,
      h: 1.5,
      i: null,
      j: null,
      k: -1,
      l: 3,
    });
    expect(read('a: 2024-01-01\nb: 12:30:45\nc: "yes"\nd: !!str 5\ne: 1.2.3\nf: 10Mi\ng: .5')).toEqual({
      a: '2024-01-01',
      b: '12:30:45',
      c: 'yes',
      d: '5',
      e: '1.2.3',
      f: '10Mi',
      g: 0.5,
    });
  });

  it('follows aliases and merges', () => {
    expect(read('a: &a {x: 1, y: 1}\nb: *a\nc:\n  <<: *a\n  y: 2\nd:\n  <<: [*a, {z: 3}]\n80: web')).toEqual({
      a: { x: 1, y: 1 },
      b: { x: 1, y: 1 },
      c: { x: 1, y: 2 },
      d: { x: 1, y: 1, z: 3 },
      '80': 'web',
    });
  });

  it('makes own fields of hostile names', () => {
    const value = read('__proto__: {polluted: true}\nconstructor: 1') as object;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('says where a document begins, and what is wrong with a broken one', () => {
    const { documents, findings } = readManifests('# web\na: 1\n---\nb: [\n---\n---\nc: 3\n', 'web.yaml');
    expect(documents).toEqual([
      { value: { a: 1 }, place: { file: 'web.yaml', line: 2, column: 1 } },
      { value: { c: 3 }, place: { file: 'web.yaml', line: 7, column: 1 } },
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ code: 'build/bad-manifest', source: { file: 'web.yaml', line: 5 } });
  });

  it.each([
    ['a: 1\na: 2', /unique/],
    ['a: *b', /alias/i],
    ['a: &a [*a]', /itself/],
    ['a: !custom x', /!custom/],
    ['? [a]\n: b', /key/],
    ['['.repeat(20_000), /nests too deep/],
    [`a: ${'{a: '.repeat(3000)}`, /nests too deep/],
    ['- '.repeat(20_000), /nests too deep/],
    [Array.from({ length: 2000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'), /nests too deep/],
  ])('refuses %s', (text, why) => {
    const [wrong] = readManifests(text, 'web.yaml').findings;
    expect(wrong?.code).toBe('build/bad-manifest');
    expect(wrong?.message).toMatch(why);
  });

  it('is not made endless by aliases of aliases', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let index = 1; index < 12; index++)
      lines.push(
        `a${index}: &a${index} [${Array(10)
          .fill(`*a${index - 1}`)
          .join(', ')}]`,
      );
    const began = performance.now();
    const { findings } = readManifests(lines.join('\n'), 'bomb.yaml');
    expect(findings[0]?.message).toMatch(/endless/);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
