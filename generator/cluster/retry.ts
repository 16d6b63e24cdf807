/** How often one thing is asked, the first time included. */
export const attempts = 6;
/** Of a server that has never answered. */
export const attemptsAtFirst = 2;

const base = 500;
const longest = 15_000;

/** Answers that another try may better. 500 is none: it is what a webhook that fails makes of an object. */
export function isPassing(status: number): boolean {
  return status === 429 || status === 502 || status === 503 || status === 504;
}

/**
 * How long to wait before the next try, in milliseconds: anything up to twice as long each time, so that many who failed at once do not
 * come back at once; or as long as the server says.
 */
export function pause(attempt: number, retryAfter: string | undefined, random: () => number): number {
  const asked = Number(retryAfter);
  if (retryAfter !== undefined && Number.isFinite(asked) && asked >= 0)
    return Math.min(asked * 1000, longest) + random() * base;
  return random() * Math.min(base * 2 ** attempt, longest);
}
