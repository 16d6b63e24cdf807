import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Lines, linesIn } from '../../generator/write/lines.ts';
import { temporaryFolder } from '../support/temporary.ts';

describe('a file of lines', () => {
  it.each([0, 1, 20, 5000])('of %i of them is read as it was written, piece by piece', (count) => {
    const path = join(temporaryFolder(), 'lines');
    // Letters of several bytes fall on every border of a portion, one line is longer than a portion.
    const values = Array.from({ length: count }, (_, index) => ({
      path: 'é€😀'.repeat(index === 10 ? 20_000 : 1 + (index % 11)),
      staged: index,
    }));
    const lines = new Lines(path);
    for (const value of values) lines.add(value);
    lines.close();
    expect([...linesIn(path)].map((line) => JSON.parse(line))).toEqual(values);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(count + 1);
  });

  it('without an end of line at its end has its last line all the same', () => {
    const path = join(temporaryFolder(), 'lines');
    writeFileSync(path, 'a\n\nb');
    expect([...linesIn(path)]).toEqual(['a', 'b']);
  });
});
