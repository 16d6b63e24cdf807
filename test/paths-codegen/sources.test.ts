import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect } from '../../paths-codegen/sources/collect.ts';
import { fromAggregated, fromResourceList } from '../../paths-codegen/sources/discovery.ts';
import type { SourceDocument } from '../../paths-codegen/sources/document.ts';
import { parse } from '../../paths-codegen/sources/parse.ts';
import type { Resource } from '../../paths-codegen/sources/raw.ts';
import { type Access, readSource } from '../../paths-codegen/sources/read.ts';
import { crd } from '../support/crd.ts';
import { shared, why } from '../support/shared.ts';

describe('reading a source', () => {
  const files: Readonly<Record<string, string>> = {
    'dir/b.yaml': 'b',
    'dir/a.json': 'a',
    'dir/README.md': 'no',
    'one.txt': 'one',
  };
  const access: Access = {
    readFile: async (path) => files[path] ?? Promise.reject(new Error('no such file')),
    listFiles: async (path) =>
      path === 'dir' ? Object.keys(files).filter((name) => name.startsWith('dir/')) : undefined,
    fetch: async (address) => `of ${address}`,
  };

  it('takes the YAML and JSON files of a folder, in the order of their names', async () => {
    expect((await readSource('dir', access)).documents).toEqual([
      { name: 'dir/a.json', text: 'a' },
      { name: 'dir/b.yaml', text: 'b' },
    ]);
  });

  it('takes a file whatever it is called, and an address', async () => {
    expect((await readSource('one.txt', access)).documents).toEqual([{ name: 'one.txt', text: 'one' }]);
    expect((await readSource('https://example.com/x', access)).documents).toEqual([
      { name: 'https://example.com/x', text: 'of https://example.com/x' },
    ]);
  });

  it('says what cannot be read', async () => {
    expect(await readSource('gone', access)).toMatchObject({
      documents: [],
      findings: [{ code: 'import/unavailable', message: 'cannot read gone: no such file' }],
    });
  });
});

describe('parsing', () => {
  it('opens lists, skips empty documents, and knows where each object begins', () => {
    const list = `# only a comment\n---\napiVersion: v1\nkind: List\nitems:\n${crd({}).replace(/^/gm, '    ').replace('    a', '  - a')}\n---\n${crd({ kind: 'Gadget' })}`;
    const { objects, findings } = parse({ name: 'a.yaml', text: list });
    expect(findings).toEqual([]);
    expect(objects.map(({ object, line }) => [object.kind, line])).toEqual([
      ['CustomResourceDefinition', 3],
      ['CustomResourceDefinition', expect.any(Number)],
    ]);
  });

  it('reads a plain = as text, and JSON that is YAML flow style', () => {
    expect(parse({ name: 'a', text: 'kind: X\nenum: [=, "!="]' }).objects[0]?.object).toEqual({
      kind: 'X',
      enum: ['=', '!='],
    });
    expect(parse({ name: 'a', text: '{kind: X}' }).objects[0]?.object).toEqual({ kind: 'X' });
  });

  it('does not expand aliases without bound', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]},`.repeat(9)}*${'abcdefghij'[index]}]`).join('\n')}\n`;
    const before = performance.now();
    const { objects, findings } = parse({ name: 'bomb.yaml', text: bomb });
    expect(objects).toEqual([]);
    expect(findings).toMatchObject([{ code: 'import/unreadable', source: { file: 'bomb.yaml' } }]);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe.skipIf(shared === undefined)(`both forms of discovery (skipped when ${why})`, () => {
  it('say the same of every kind', () => {
    const folder = join(
      shared as string,
      'kubernetes',
      readdirSync(join(shared as string, 'kubernetes')).find((name) => name.startsWith('1.36')) as string,
      'discovery',
    );
    const read = (name: string): object => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object;
    const aggregated = fromAggregated(read('aggregated_v2.json'));
    const lists = readdirSync(folder)
      .filter((name) => /^apis__.*__/.test(name))
      .flatMap((name) => fromResourceList(read(name)));
    const plain = (resources: readonly Resource[]): unknown =>
      resources
        .map((each) =>
          JSON.stringify({
            ...each,
            verbs: [...each.verbs].sort(),
            subresources: [...each.subresources].sort(),
          }),
        )
        .sort();
    expect(aggregated.length).toBeGreaterThan(50);
    expect(plain(lists)).toEqual(plain(aggregated));
  });
});

it('sorts documents by what they are', () => {
  const documents: SourceDocument[] = [
    { name: 'enums.json', text: '{"io.k8s.api.core.v1.Container":{"imagePullPolicy":["Always"]}}' },
    { name: 'lifecycle.json', text: '{"apps/v1":{"Deployment":{"introduced":"1.9"}}}' },
    { name: 'groups.json', text: '{"kind":"APIGroupList","groups":[]}' },
    { name: 'crd.yaml', text: crd({}) },
  ];
  expect(collect(documents)).toMatchObject({
    enums: { 'io.k8s.api.core.v1.Container': { imagePullPolicy: ['Always'] } },
    lifecycle: { 'apps/v1': { Deployment: { introduced: '1.9' } } },
    customResourcesSeen: 1,
    findings: [],
  });
});
