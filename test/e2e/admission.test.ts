import { beforeAll, expect, it } from 'vitest';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { onServer } from '../server/on-server.ts';
import type { Verdict } from '../server/server.mjs';
import { around, objects, policies } from '../validate/policy/admission.mjs';

/** Where it is to be. */
function namespaceOf(object: object): string {
  return (object as { readonly metadata: { readonly namespace: string } }).metadata.namespace;
}

onServer('policies', (server) => {
  const asked = Object.entries(objects);
  let verdicts: readonly Verdict[] = [];

  beforeAll(async () => {
    for (const object of [...around, ...policies])
      expect(await server().apply(object, { dryRun: false })).toMatchObject({ verdict: 'accepted' });
    const denied = (all: readonly Verdict[]): number =>
      all.filter(({ verdict }) => verdict === 'rejected').length;
    // Policies come into force one after the other, and some seconds after they are written.
    for (let still = 0; still < 5; await new Promise((resolve) => setTimeout(resolve, 500))) {
      const now = await server().judgeAll(
        asked.map(([, object]) => object),
        namespaceOf,
      );
      still = denied(now) > 0 && denied(now) === denied(verdicts) ? still + 1 : 0;
      verdicts = now;
    }
  }, 900_000);

  it('deny the same, and say the same', () => {
    const theirs = asked.map(([about], index) => [
      about,
      verdicts[index]?.message.replace(/^.* denied request: /s, '') ?? '',
    ]);
    const ours = asked.map(([about, object]) => {
      const found = validateObjects([object, ...around, ...policies], {
        kubernetes: '1.36',
        only: ['policy'],
        policy: { admission: true },
      }).filter(({ index }) => index === 0);
      return [about, found.map(({ message }) => message.replace(/^.*? denies it: /, ''))] as const;
    });
    expect(ours.map(([about, said]) => [about, said.length > 0])).toEqual(
      theirs.map(([about, message]) => [about, message !== '']),
    );
    // What fails is said in other words; what was written is said as it was.
    for (const [index, [, said]] of ours.entries())
      if (said.length > 0 && !/fails of this/.test(said[0] ?? '')) expect(said).toContain(theirs[index]?.[1]);
  });
});
