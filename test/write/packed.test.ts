import { describe, expect, it } from 'vitest';
import { Packed } from '../../generator/write/packed.ts';

describe('a packed list', () => {
  it.each([0, 3, 19_999, 20_000, 20_001, 65_000])(
    'of %i holds all, in their order, as often as it is asked',
    (count) => {
      const wanted = Array.from({ length: count }, (_, index) => `apps/é-${index}\n`);
      const packed = new Packed<string>();
      for (const each of wanted) packed.add(each);
      expect(packed.length).toBe(count);
      expect([...packed]).toEqual(wanted);
      expect([...packed]).toEqual(wanted);
    },
  );
});
