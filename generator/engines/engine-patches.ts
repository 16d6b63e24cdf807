import { grouped } from '../core/group.ts';
import type { Evaluated } from '../evaluate/evaluate.ts';
import type { InlinePatch } from '../model/bundle-options.ts';
import type { BundleModel } from '../model/model.ts';

/** What the engine's own object is told to patch: what the bundle says, and patches of the stack that are left to the engine. */
export function enginePatches(
  emitted: Evaluated['emitted'],
): (bundle: BundleModel) => readonly InlinePatch[] | undefined {
  const left = grouped(
    emitted.filter(({ emit }) => emit === 'engine'),
    ({ at }) => at.bundle,
  );
  return (bundle) => {
    const all = [...(bundle.options.patches ?? []), ...(left.get(bundle) ?? []).map(({ entry }) => entry)];
    return all.length === 0 ? undefined : all;
  };
}
