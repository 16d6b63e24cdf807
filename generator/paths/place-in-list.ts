import { finding } from '../core/codes.ts';
import { PatchError } from '../core/problem.ts';
import { definitionOf, itemsOf, shapeOf } from '../facts/resolve.ts';
import { dataOf, type PathData, withData } from './data.ts';
import { stepsText } from './text.ts';

/** At the end of a list, or at its start: a place that `insert` takes. */
export function placeAtEnd(list: object, side: 'before' | 'after'): object {
  const { kind, steps, located } = dataOf(list);
  const shape = located && shapeOf(located);
  const file = located && (definitionOf(located)?.file ?? located.file);
  const items = shape && file && itemsOf({ node: shape, file });
  return made({ kind, steps, located: items, place: { side } });
}

/** Beside an item, which a path leads to by its key, value or position. */
export function placeBeside(item: object, side: 'before' | 'after'): object {
  const { kind, steps, located } = dataOf(item);
  const step = steps.at(-1);
  if (step === undefined || (step.step !== 'item' && step.step !== 'index')) {
    const message = `${kind.kind} ${stepsText(steps)} leads to no single item of a list`;
    throw new PatchError([finding('patch/bad-path', message, { path: stepsText(steps) })]);
  }
  return made({ kind, steps: steps.slice(0, -1), located, place: { side, item: step } });
}

/** At the end or the start of the list that an item stands in. */
export function placeAmong(item: object, side: 'before' | 'after'): object {
  const { place: _beside, ...list } = dataOf(placeBeside(item, side));
  return made({ ...list, place: { side } });
}

function made(data: PathData): object {
  return Object.freeze(withData({}, data));
}
