import { describe, expect, expectTypeOf, it } from 'vitest';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster } from '../../generator/builder/types.ts';
import { defineStack } from '../../generator/stack/define-stack.ts';
import { resolveStack } from '../../generator/stack/resolve.ts';
import { options } from '../support/stack.ts';

const made = (name: string): BuiltCluster => cluster(name, options).node('n').end().build();
const names = async (...given: Parameters<typeof resolveStack>): Promise<unknown> => {
  const { clusters, findings } = await resolveStack(...given);
  return [
    clusters.map(({ model }) => model.name),
    findings.map(({ code, message, fix }) => [code, message, ...(fix === undefined ? [] : [fix])]),
  ];
};

describe('a stack', () => {
  it('is a built cluster, several, or a promise of them', async () => {
    expect(await names(made('a'))).toEqual([['a'], []]);
    expect(await names([made('a'), made('b')])).toEqual([['a', 'b'], []]);
    expect(await names(Promise.resolve([made('a')]))).toEqual([['a'], []]);
  });

  it('knows its environment', async () => {
    const stack = defineStack(async ({ env }) =>
      made(`${env.name}${env.preview ? '-preview' : ''}-${String(env.values.region ?? 'none')}`),
    );
    expect(await names(stack, { env: 'prod', values: { region: 'eu' } })).toEqual([['prod-eu'], []]);
    expect(await names(stack, { env: 'pr-123' })).toEqual([['pr-123-preview-none'], []]);
    expect(await names(stack)).toEqual([['default-none'], []]);
  });

  it('declares what can be set, and gets it typed', async () => {
    const stack = defineStack({ set: { replicas: 2, host: 'a', debug: false } }, ({ set }) => {
      expectTypeOf(set).toEqualTypeOf<{
        readonly replicas: number;
        readonly host: string;
        readonly debug: boolean;
      }>();
      return made(`${set.host}-${set.replicas + 1}-${set.debug}`);
    });
    expect(await names(stack)).toEqual([['a-3-false'], []]);
    expect(await names(stack, { set: ['replicas=4', 'host=x-y', 'debug=true'] })).toEqual([
      ['x-y-5-true'],
      [],
    ]);
    expect(await names(stack, { set: ['replicas=many', 'hots=b', 'nothing', 'debug=yes'] })).toEqual([
      ['a-3-false'],
      [
        ['build/bad-setting', 'the setting replicas is a number, not "many"'],
        ['build/unknown-setting', 'the stack declares no setting hots', 'did you mean host?'],
        ['build/bad-setting', '"nothing" is not key=value'],
        ['build/bad-setting', 'the setting debug is a boolean, not "yes"'],
      ],
    ]);
    expect(await names(made('a'), { set: ['x=1'] })).toEqual([
      ['a'],
      [['build/unknown-setting', 'the stack declares no setting x']],
    ]);
    expect(
      await names(
        defineStack({ set: {} }, () => made('a')),
        { set: ['__proto__=1'] },
      ),
    ).toEqual([['a'], [['build/unknown-setting', 'the stack declares no setting __proto__']]]);
  });

  it('that throws, or answers something else, is a finding', async () => {
    expect(
      await names(
        defineStack(() => {
          throw new Error('no vault');
        }),
      ),
    ).toEqual([[], [['build/stack-failed', 'the stack failed: no vault']]]);
    expect(await names(cluster('a', options))).toEqual([
      [],
      [
        [
          'build/not-a-stack',
          'the stack answers 1 of 1 values that are no built clusters',
          'call .build() at the end',
        ],
      ],
    ]);
    expect(await names([made('a'), 5])).toEqual([
      ['a'],
      [
        [
          'build/not-a-stack',
          'the stack answers 1 of 2 values that are no built clusters',
          'answer what cluster(…)….build() gives, or a list of them',
        ],
      ],
    ]);
    expect(await names([])).toEqual([
      [],
      [
        [
          'build/not-a-stack',
          'the stack has no cluster',
          'answer what cluster(…)….build() gives, or a list of them',
        ],
      ],
    ]);
  });
});
