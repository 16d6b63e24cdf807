import { describe, expect, it } from 'vitest';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { why } from '../support/shared.ts';
import { documents, score, sets } from './score.mjs';

/** What was reached: never less, and never a false alarm on a document as it was found. */
const reached: Readonly<Record<string, number>> = { builtin: 0.903, custom: 0.999 };

describe.skipIf(sets.length === 0)(`documents that a real API server has judged (skipped: ${why})`, () => {
  it.each(sets)('%s', { timeout: 120_000 }, (set) => {
    const { rows, agreement } = score(documents(set), (objects) =>
      validateObjects(objects, { kubernetes: '1.36' }),
    );
    expect(rows.get('as found')?.falseAlarms).toBe(0);
    expect(agreement).toBeGreaterThanOrEqual(reached[set] as number);
  });
});
