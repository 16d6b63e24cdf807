import { expect, it } from 'vitest';
import { onServer } from '../server/on-server.ts';
import { cases } from '../validate/deprecations/cases.mjs';

onServer('deprecations', (server) => {
  it.each(Object.entries(cases))('warns of %s', async (_, { fine, wrong, documented }) => {
    expect(await server().judge(fine)).toMatchObject({ verdict: 'accepted', warnings: [] });
    const { verdict, warnings } = await server().judge(wrong);
    expect(verdict).toBe('accepted');
    expect(warnings).toHaveLength(documented === true ? 0 : 1);
  });
});
