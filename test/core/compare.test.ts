import { expect, it } from 'vitest';
import { byRelease, byText } from '../../generator/core/compare.ts';

it('orders releases by their numbers and API versions by their stage', () => {
  expect(['1.10', '1.9', '1.29.6'].sort(byRelease)).toEqual(['1.9', '1.10', '1.29.6']);
  expect(['v1', 'v2beta1', 'v1alpha1', 'v1beta2', 'v1beta1', 'v2'].sort(byRelease)).toEqual([
    'v1alpha1',
    'v1beta1',
    'v1beta2',
    'v1',
    'v2beta1',
    'v2',
  ]);
});

it('orders text by code unit, not by language', () => {
  expect(['b', 'a', 'Z', 'ä'].sort(byText)).toEqual(['Z', 'a', 'b', 'ä']);
});
