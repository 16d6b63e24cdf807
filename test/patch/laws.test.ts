import { describe, expect, it } from 'vitest';
import { canonical, equal } from '../../generator/core/json.ts';
import { PatchError } from '../../generator/core/problem.ts';
import { kindFacts } from '../../generator/facts/kinds.ts';
import { schemaOfKind } from '../../generator/facts/release-schema.ts';
import { applyPatch } from '../../generator/patch/convert/apply-patch.ts';
import { convertPatch, recommend } from '../../generator/patch/convert/convert-patch.ts';
import { diffObjects } from '../../generator/patch/convert/diff-objects.ts';
import type { AnyPatch, PatchForm } from '../../generator/patch/convert/forms.ts';
import type { PathDocument } from '../../generator/patch/path/document.ts';
import { patchedKinds } from '../support/patched-kinds.ts';
import { mutated, randomOf, randomValue } from '../support/random-object.ts';

const custom = [
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['argoproj.io/v1alpha1', 'Application'],
  ['cert-manager.io/v1', 'Certificate'],
] as const;

const forms: readonly PatchForm[] = ['json', 'merge', 'strategic', 'path'];

interface Pair {
  readonly kind: string;
  readonly custom: boolean;
  readonly from: Readonly<Record<string, unknown>>;
  readonly to: Readonly<Record<string, unknown>>;
}

function pairs(rounds: number, seed: number): readonly Pair[] {
  const random = randomOf(seed);
  return [...patchedKinds, ...custom].flatMap(([apiVersion, kind]) => {
    const facts = kindFacts(apiVersion, kind);
    if (facts === undefined) throw new Error(`${kind} is not known`);
    const schema = schemaOfKind(facts, facts.custom ? undefined : '1.36');
    return Array.from({ length: rounds }, () => {
      const from = { ...(randomValue(schema, random) as object), apiVersion, kind };
      const to = { ...(mutated(from, schema, random) as object), apiVersion, kind };
      return { kind, custom: facts.custom, from, to };
    });
  });
}

/** Frozen all the way down: a change of what was given would throw. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) frozen(each);
    Object.freeze(value);
  }
  return value;
}

/** Nothing where the operation needs one before it. */
function attempted(object: unknown, patch: AnyPatch): unknown {
  try {
    return applyPatch(object, patch);
  } catch (error) {
    if (error instanceof PatchError) return undefined;
    throw error;
  }
}

describe('laws of patches over typed objects of thirty kinds and three custom resources', () => {
  const all = pairs(40, 7).map(frozen);

  it.each(forms)('%s: applied, a difference that is called exact gives the target', (form) => {
    let exact = 0;
    for (const { from, to } of all) {
      const found = diffObjects(from, to, { as: form, kubernetes: '1.36' });
      expect(found.type).toBe(form);
      if (!found.exact) continue;
      exact++;
      const applied = applyPatch(from, frozen(found) as AnyPatch, { kubernetes: '1.36' });
      if (!equal(applied, to)) expect(applied).toEqual(to);
    }
    const expected = form === 'strategic' ? all.filter((pair) => !pair.custom).length : all.length;
    expect(exact).toBe(expected);
  });

  it('converts every form into every other, against the object, exactly', () => {
    for (const { from, to, custom: isCustom } of all.filter((_, index) => index % 4 === 0))
      for (const form of forms) {
        if (form === 'strategic' && isCustom) continue;
        const first = diffObjects(from, to, { as: form }) as AnyPatch;
        for (const other of forms) {
          const second = convertPatch(from, first, { to: other });
          if (other === 'strategic' && isCustom) {
            expect(second).toMatchObject({ exact: false, why: expect.stringContaining('custom resources') });
            continue;
          }
          expect(second.exact, `${form} to ${other}: ${second.why}`).toBe(true);
          if (!equal(applyPatch(from, second as AnyPatch), to)) expect(second).toEqual(to);
        }
      }
  });

  it('recommends a form that is exact, and says why', () => {
    for (const { from, to } of all) {
      const found = recommend(from, { target: to });
      expect(found.exact).toBe(true);
      expect(found.why).not.toBe('');
      if (!equal(applyPatch(from, found as AnyPatch), to)) expect(found).toEqual(to);
    }
  });

  it('applied twice, a merge patch gives what it gave, and so do the fields that a path patch sets', () => {
    for (const { from, to } of all) {
      const found = diffObjects(from, to, { as: 'merge' }) as AnyPatch;
      const once = applyPatch(from, found);
      expect(canonical(applyPatch(once, found))).toBe(canonical(once));
      const { patch } = diffObjects(from, to, { as: 'path' }) as { patch: PathDocument };
      for (const operation of patch.operations) {
        // An item whose key is set is another one afterwards, and a list that changes has other positions.
        if (!('set' in operation) || /\]\.\w+$/.test(operation.set)) continue;
        const set: AnyPatch = { type: 'path', patch: { ...patch, operations: [operation] } };
        const first = attempted(from, set);
        if (first !== undefined) expect(canonical(applyPatch(first, set))).toBe(canonical(first));
      }
    }
  });

  it('guarded, a JSON Patch still gives the target, and refuses a list in another order', () => {
    let refused = 0;
    for (const { from, to } of all) {
      const found = diffObjects(from, to, { as: 'json', guards: true }) as Extract<
        AnyPatch,
        { type: 'json' }
      >;
      if (!equal(applyPatch(from, found), to)) expect(found).toEqual(to);
      if (found.patch.some(({ op }) => op === 'test')) refused++;
    }
    expect(refused).toBeGreaterThan(100);
  });
});
