import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missing } from '../server/build.mjs';
import { type ApiServer, start } from '../server/server.mjs';
import { cases } from '../validate/deprecations/cases.mjs';

describe.skipIf(missing !== undefined)(`deprecations on a real API server (skipped: ${missing})`, () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await start('1.36.3');
  }, 900_000);

  afterAll(async () => {
    await server?.stop();
  });

  it.each(Object.entries(cases))('warns of %s', async (_, { fine, wrong, documented }) => {
    expect(await server.judge(fine)).toMatchObject({ verdict: 'accepted', warnings: [] });
    const { verdict, warnings } = await server.judge(wrong);
    expect(verdict).toBe('accepted');
    expect(warnings).toHaveLength(documented === true ? 0 : 1);
  });
});
