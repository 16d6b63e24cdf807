import { describe, expect, it } from 'vitest';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { at, elsewhere, refused, taken } from './expressions.mjs';

function said(object: object): readonly string[] {
  return validateObjects([object], { kubernetes: '1.36', only: ['api'] }).map(
    ({ code, path, message }) => `${code} ${path}: ${message}`,
  );
}

describe('an expression of a policy', () => {
  it('that the server takes is fine', () => {
    expect(taken.length).toBeGreaterThan(300);
    expect(taken.flatMap((expression) => said(at.val(expression)))).toEqual([]);
  });

  it('that the server cannot compile, or that is no bool, is refused', () => {
    expect(refused.length).toBeGreaterThan(250);
    expect(refused.filter((expression) => said(at.val(expression)).length === 0)).toEqual([]);
  });

  it('comes to what its place wants, and knows what its place knows', () => {
    const wrong = elsewhere.filter(
      ([place, expression, fine]) => (said(at[place](expression)).length === 0) !== fine,
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['request.name == 1', 'cannot be compiled: no such overload: string == int: request.name == 1'],
    ['request.nam == ""', 'cannot be compiled: No such key: nam: request.nam == ""'],
    ['object.spec.paused', 'comes to dyn, not to bool (compare it with == true): object.spec.paused'],
    ['object.?a', 'comes to optional<dyn>, not to bool: object.?a'],
    [
      'request.kind == "Pod"',
      'cannot be compiled: no such overload: request.kind == string: request.kind == "Pod"',
    ],
    [
      'object.a.matches("(")',
      'cannot be compiled: ( is no pattern that the server reads: object.a.matches("(")',
    ],
    ['duration("soon") == null', 'cannot be compiled: soon is no duration: duration("soon") == null'],
    [
      '[1, object.a] == []',
      'cannot be compiled: expected int, as the first is, but found dyn: [1, object.a] == []',
    ],
    [
      'cel.bind(a, 1, a == 1)',
      'cannot be compiled: there is no cel; it knows object, oldObject, request, namespaceObject, variables, params, authorizer: cel.bind(a, 1, a == 1)',
    ],
  ])('%s', (expression, message) => {
    expect(said(at.val(expression))).toEqual([
      `api/bad-expression spec.validations[0].expression: spec.validations[0].expression ${message}`,
    ]);
  });
});
