import { expect, it, vi } from 'vitest';
import { refusedChanges } from '../../generator/validate/immutable/refused.ts';
import { fieldPath } from '../../generator/validate/path.ts';
import { onServer } from '../server/on-server.ts';
import { cases } from '../validate/immutable/cases.mjs';

interface Named {
  readonly metadata: { readonly name: string };
}

/** The cases are made one after the other, each under a name of its own where the name is free. */
function named(object: object, name: string): object {
  const { metadata } = object as Named;
  return metadata.name === 'a' ? { ...object, metadata: { ...metadata, name } } : object;
}

onServer(
  'changes',
  (server) => {
    const asked = Object.entries(cases).filter(([, [, , , kubernetes]]) => kubernetes === undefined);

    it.each(asked)('thinks as %s does', async (key, each) => {
      const [before, fine, wrong] = each
        .slice(0, 3)
        .map((object) => named(object as object, key.toLowerCase())) as [object, object, object];
      expect(await server().apply(before, { dryRun: false })).toMatchObject({ verdict: 'accepted' });
      expect(await server().apply(fine, { dryRun: true })).toMatchObject({
        verdict: 'accepted',
        message: '',
      });
      // A definition is held to its names from the moment on that it is established.
      const refused = await vi.waitFor(
        async () => {
          const verdict = await server().apply(wrong, { dryRun: true });
          expect(verdict.verdict).toBe('rejected');
          return verdict;
        },
        { timeout: 10_000 },
      );
      const paths = refusedChanges(before, wrong, { kubernetes: '1.36' }).map(
        ({ path, pointer }) => path ?? fieldPath(pointer),
      );
      const fields = refused.causes.map(({ field }) => field);
      if (fields.length > 0) expect(fields).toEqual(expect.arrayContaining(paths));
    });

    it('refuses what does not go with what it filled in before', async () => {
      const before = cases.workloadSelector?.[0] as Named & { readonly spec: object };
      const web = { ...before, metadata: { name: 'left-over' } };
      const changed = (strategy: object): object => ({ ...web, spec: { ...web.spec, strategy } });
      await server().apply(web, { dryRun: false });
      const refused = await server().apply(changed({ type: 'Recreate' }), { dryRun: true });
      const said = refusedChanges(web, changed({ type: 'Recreate' }), { kubernetes: '1.36' });
      expect(refused.causes.map(({ field }) => field)).toEqual(said.map(({ path }) => path));
      expect(said.map(({ code }) => code)).toEqual(['immutable/left-over']);
      // Said in a commit of its own it is ours, and goes when it is no longer said.
      const told = changed({
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
      });
      expect(await server().apply(told, { dryRun: false })).toMatchObject({ verdict: 'accepted' });
      expect(await server().apply(changed({ type: 'Recreate' }), { dryRun: true })).toMatchObject({
        verdict: 'accepted',
      });
      expect(refusedChanges(told, changed({ type: 'Recreate' }), { kubernetes: '1.36' })).toEqual([]);
    });
  },
  ['--runtime-config=certificates.k8s.io/v1beta1=true', '--feature-gates=ClusterTrustBundle=true'],
);
