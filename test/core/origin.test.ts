import { describe, expect, it } from 'vitest';
import { origin, placeOf } from '../../generator/core/origin.ts';

describe('where a stack called us', () => {
  it('is the same place for the first and for the many thousandth', () => {
    const places = Array.from({ length: 5000 }, () => placeOf(origin()));
    expect(places[0]?.file).toMatch(/origin\.test\.ts$/);
    expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(1);
  });

  it('is found however deep the call is', () => {
    const deep = (depth: number): ReturnType<typeof origin> => (depth === 0 ? origin() : deep(depth - 1));
    for (let index = 0; index < 3000; index++) origin();
    expect(placeOf(deep(8))?.line).toBe(12);
  });
});
