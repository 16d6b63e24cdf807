import { usage } from './usage.ts';

/** `NAME: VALUE`, as many as were given. */
export function readHeaders(verb: string, given: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((each) => {
      const colon = each.indexOf(':');
      if (colon < 1) throw usage(`${verb}: a header is written 'NAME: VALUE'`);
      return [each.slice(0, colon).trim(), each.slice(colon + 1).trim()];
    }),
  );
}
