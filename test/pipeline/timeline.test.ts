import { expect, it } from 'vitest';
import { cluster } from '../../generator/builder/builder.ts';
import { timeline } from '../../generator/pipeline/timeline.ts';
import { options } from '../support/stack.ts';

it('says what is applied when: dependencies, umbrellas, and what waits for a whole umbrella', () => {
  const { model } = cluster('prod', options)
    .node('infra')
    .bundle('base')
    .end()
    .bundle('free')
    .end()
    .end()
    .node('apps')
    .bundle('shop', { dependsOn: ['base'] })
    .bundle('db')
    .end()
    .bundle('web', { dependsOn: ['db'] })
    .end()
    .end()
    .bundle('smoke', { dependsOn: ['shop'] })
    .end()
    .end()
    .build();
  expect(timeline(model)).toEqual([
    { bundle: 'base', node: 'infra', step: 0, after: [] },
    { bundle: 'free', node: 'infra', step: 0, after: [] },
    { bundle: 'db', node: 'apps', step: 1, after: [], within: 'shop' },
    { bundle: 'shop', node: 'apps', step: 1, after: ['base'] },
    { bundle: 'web', node: 'apps', step: 2, after: ['db'], within: 'shop' },
    { bundle: 'smoke', node: 'apps', step: 3, after: ['shop'] },
  ]);
});
