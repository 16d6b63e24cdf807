import fc from 'fast-check';
import { expect, it } from 'vitest';
import { didYouMean, suggest } from '../../generator/core/suggest.ts';

const names = ['replicas', 'revisionHistoryLimit', 'selector', 'strategy', 'template'];

it('puts the nearest names first', () => {
  expect(suggest('replcias', names)).toEqual(['replicas']);
  expect(suggest('Template', names)).toEqual(['template']);
  expect(suggest('zzzzzz', names)).toEqual([]);
});

it('reads as a sentence, and lists what there is when nothing is near', () => {
  expect(didYouMean('replcias', names)).toBe('did you mean replicas?');
  expect(didYouMean('qqqqqqqq', ['a', 'b'])).toBe('there is a and b');
  expect(didYouMean('x', [])).toBeUndefined();
});

it('lists at most twelve names', () => {
  const many = Array.from({ length: 20 }, (_, index) => `field${index}`);
  expect(didYouMean('qqqqqqqq', many)).toMatch(/field11 \(and 8 more\)$/);
});

it('finds a name with one letter changed, dropped or swapped, whatever the name', () => {
  const name = fc.stringMatching(/^[a-z]{4,20}$/);
  fc.assert(
    fc.property(name, fc.nat(), (word, at) => {
      const index = at % (word.length - 1);
      const dropped = word.slice(0, index) + word.slice(index + 1);
      const swapped = word.slice(0, index) + word[index + 1] + word[index] + word.slice(index + 2);
      expect(suggest(dropped, [word])).toEqual([word]);
      expect(suggest(swapped, [word])).toEqual([word]);
    }),
  );
});
