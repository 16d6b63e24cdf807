import { expect, it } from 'vitest';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { onServer } from '../server/on-server.ts';
import { at, elsewhere, operands, operators, refused, taken } from '../validate/expressions.mjs';

onServer('expressions of policies', (server) => {
  const takes = async (objects: readonly object[]): Promise<readonly boolean[]> =>
    (await server().judgeAll(objects)).map(({ verdict }) => verdict === 'accepted');

  it('are taken and refused as they are here', async () => {
    expect(await takes(taken.map(at.val))).toEqual(taken.map(() => true));
    expect(await takes(refused.map(at.val))).toEqual(refused.map(() => false));
    expect(await takes(elsewhere.map(([place, expression]) => at[place](expression)))).toEqual(
      elsewhere.map(([, , fine]) => fine),
    );
  });

  it('have the same types between any two operands', async () => {
    const all = operators.flatMap((sign) =>
      operands.flatMap((left) => operands.map((right) => `type(${left} ${sign} ${right}) == bool`)),
    );
    const theirs = await takes(all.map(at.val));
    const found = validateObjects(all.map(at.val), { kubernetes: '1.36', only: ['api'] });
    const wrong = new Set(found.map(({ index }) => index));
    const differs = all.filter((_, index) => wrong.has(index) === theirs[index]);
    expect(all.length).toBeGreaterThan(4000);
    expect(differs).toEqual([]);
  });
});
