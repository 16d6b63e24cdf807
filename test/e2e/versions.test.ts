import { describe, expect, it } from 'vitest';
import { isAtHand, missing } from '../server/build.mjs';
import { start } from '../server/server.mjs';
import { releases, versions } from '../validate/rules/versions.mjs';

/** The servers that are built already, and the one that every run builds. */
describe.each(releases.map((release, index) => ({ release, index })))('$release', ({ release, index }) => {
  it.skipIf(missing !== undefined || !(release === '1.36.3' || isAtHand(release)))(
    'takes and refuses what is said of it',
    async () => {
      const server = await start(release);
      const answers = await server.judgeAll(versions.map(([, , object]) => object));
      await server.stop();
      expect(answers.map(({ verdict }, each) => [versions[each]?.[0], verdict === 'accepted'])).toEqual(
        versions.map(([what, taken]) => [what, taken[index]]),
      );
    },
    900_000,
  );
});
