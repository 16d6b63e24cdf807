import { describe, expect, it } from 'vitest';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { why } from '../support/shared.ts';
import { documents, olderDocuments, score, sets } from './score.mjs';

function isPath(field: string | undefined): field is string {
  return field !== undefined && field !== '' && field !== '<nil>';
}

/** What was reached: never less, and never a false alarm on a document as it was found. */
const reached: Readonly<Record<string, number>> = { builtin: 0.998, custom: 0.999 };

describe.skipIf(sets.length === 0)(`documents that a real API server has judged (skipped: ${why})`, () => {
  it.each(sets)('%s', { timeout: 120_000 }, (set) => {
    const { rows, agreement } = score(documents(set), (objects) =>
      validateObjects(objects, { kubernetes: '1.36' }),
    );
    expect(rows.get('as found')?.falseAlarms).toBe(0);
    expect(agreement).toBeGreaterThanOrEqual(reached[set] as number);
  });

  it('builtin, as Kubernetes 1.33 judged them', { timeout: 120_000 }, () => {
    const { rows, agreement } = score(olderDocuments(), (objects) =>
      validateObjects(objects, { kubernetes: '1.33' }),
    );
    expect(rows.get('as found')?.falseAlarms).toBe(0);
    expect(agreement).toBeGreaterThanOrEqual(0.999);
  });

  it('calls places as the server does', { timeout: 120_000 }, () => {
    const judged = documents('builtin').filter(({ causes }) =>
      (causes ?? []).some(({ field }) => isPath(field)),
    );
    const paths = new Map<number, Set<string | undefined>>();
    for (const { index, severity, path } of validateObjects(
      judged.map(({ doc }) => doc),
      { kubernetes: '1.36' },
    ))
      if (severity === 'error') paths.set(index, (paths.get(index) ?? new Set()).add(path));
    const caught = judged.flatMap(({ causes }, index) => {
      const ours = paths.get(index);
      const theirs = (causes ?? []).map(({ field }) => field).filter(isPath);
      return ours === undefined
        ? []
        : [
            {
              some: theirs.some((field) => ours.has(field)),
              every: theirs.every((field) => ours.has(field)),
            },
          ];
    });
    const share = (count: number): number => count / caught.length;
    expect(share(caught.filter(({ some }) => some).length)).toBeGreaterThanOrEqual(0.98);
    expect(share(caught.filter(({ every }) => every).length)).toBeGreaterThanOrEqual(0.9);
  });
});
