import { expect, it } from 'vitest';
import { importChartValues } from '../../paths-codegen/imports/chart-values.ts';

it('values of a chart become a type: all optional, nothing fetched, circles and foreign code left out', async () => {
  const { files } = await importChartValues(
    'my-chart',
    {
      definitions: {
        'a/b': { type: 'number' },
        node: { type: 'object', properties: { next: { $ref: '#/definitions/node' } } },
      },
      required: ['count'],
      properties: {
        count: { $ref: '#/definitions/a~1b', description: 'not kept beside a reference' },
        tree: { $ref: '#/definitions/node' },
        far: { $ref: 'https://example.com/schema.json' },
        odd: { type: 'string', tsType: 'typeof import("node:fs")' },
        mode: { enum: ['fast', 'safe'], description: 'How.' },
        list: { type: 'array', items: { type: 'string' } },
      },
      additionalProperties: false,
    },
    'chart:charts/my-chart',
  );
  expect([...files.keys()]).toEqual(['charts/my-chart.d.ts', 'charts/my-chart.js']);
  expect(
    files.get('charts/my-chart.d.ts'),
  ).toBe(`// Made by \`plimsoll import\` from chart:charts/my-chart. Changes are overwritten.
export interface MyChartValues {
    readonly count?: number;
    readonly tree?: {
        readonly next?: unknown;
        readonly [k: string]: unknown;
    };
    readonly far?: unknown;
    readonly odd?: string;
    /**
     * How.
     */
    readonly mode?: ("fast" | "safe");
    readonly list?: readonly string[];
}
`);
});
