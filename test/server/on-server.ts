import { afterAll, beforeAll, describe } from 'vitest';
import { missing } from './build.mjs';
import { type ApiServer, start } from './server.mjs';

/** Tests that ask a real API server, which is there before the first of them and gone after the last; skipped where none can be built. */
export function onServer(
  about: string,
  tests: (server: () => ApiServer) => void,
  flags: readonly string[] = [],
): void {
  describe.skipIf(missing !== undefined)(`${about} on a real API server (skipped: ${missing})`, () => {
    let server: ApiServer;

    beforeAll(async () => {
      server = await start('1.36.3', flags);
    }, 900_000);

    afterAll(async () => {
      await server?.stop();
    });

    tests(() => server);
  });
}
