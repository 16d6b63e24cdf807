import { beforeAll, expect, it } from 'vitest';
import { onServer } from '../server/on-server.ts';
import type { Verdict } from '../server/server.mjs';
import { cases } from '../validate/rules/cases.mjs';
import { saidBy } from '../validate/rules/said-by.ts';

/** The cases of rules that this version has, each asked of the server. */
const asked = Object.entries(cases).filter(([, [, , kubernetes]]) => kubernetes === undefined);

onServer('rules', (server) => {
  const verdicts = new Map<object, Verdict>();

  beforeAll(async () => {
    const objects = asked.flatMap(([, [fine, wrong]]) => [fine, wrong]);
    const answers = await server().judgeAll(objects);
    for (const [index, object] of objects.entries()) verdicts.set(object, answers[index] as Verdict);
  }, 900_000);

  it.each(asked)('thinks as %s does', (name, [fine, wrong]) => {
    const [good, bad] = [verdicts.get(fine), verdicts.get(wrong)];
    expect([good?.verdict, good?.message]).toEqual(['accepted', '']);
    expect(bad?.verdict).toBe('rejected');
    const fields = bad?.causes.map(({ field }) => field) ?? [];
    // What a policy of the server itself says has no field.
    if (fields.length > 0) expect(fields).toEqual(expect.arrayContaining([...saidBy(name, wrong, '1.36')]));
  });
});
