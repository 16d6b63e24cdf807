import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isRecord, own } from '../../generator/core/json.ts';
import { kindFacts } from '../../generator/facts/kinds.ts';
import {
  definitionOf,
  fieldOf,
  itemsOf,
  type Located,
  shapeOf,
  valuesOf,
} from '../../generator/facts/resolve.ts';
import { requiredFields } from '../../paths-codegen/plan/required.ts';
import { shared, why } from '../support/shared.ts';

it('adds what the server demands and takes away what it fills in', () => {
  const deployment = kindFacts('apps/v1', 'Deployment');
  const container = kindFacts('v1', 'Pod');
  if (deployment === undefined || container === undefined) throw new Error('no facts');
  expect([...requiredFields(deployment.root, deployment)].sort()).toEqual([
    'apiVersion',
    'kind',
    'metadata',
    'spec',
  ]);
  const binding = kindFacts('rbac.authorization.k8s.io/v1', 'RoleBinding');
  const role =
    binding &&
    definitionOf(fieldOf({ node: { ref: binding.root.id }, file: binding.file }, 'roleRef') as Located);
  expect([...requiredFields(role as never, undefined)].sort()).toEqual(['kind', 'name']);
  const review = kindFacts('authentication.k8s.io/v1', 'TokenReview');
  expect(requiredFields(review?.root as never, review).has('metadata')).toBe(false);
});

interface Judged {
  readonly doc: { readonly apiVersion: string; readonly kind: string };
  readonly verdict: string;
}

describe.skipIf(shared === undefined)(`what a real server accepted (skipped when ${why})`, () => {
  it.each(['builtin', 'custom'])(
    'never lacks a field that a type demands beyond the published schema: %s',
    (set) => {
      const lines = gunzipSync(readFileSync(join(shared as string, 'oracle', `${set}.jsonl.gz`)))
        .toString()
        .trim()
        .split('\n');
      const missing = new Map<string, number>();
      let checked = 0;
      for (const { doc, verdict } of lines.map((line) => JSON.parse(line) as Judged)) {
        const kind = verdict === 'accepted' ? kindFacts(doc.apiVersion, doc.kind) : undefined;
        if (kind === undefined) continue;
        checked++;
        const note = (what: string): void => void missing.set(what, (missing.get(what) ?? 0) + 1);
        check(
          doc,
          { node: { ref: kind.root.id }, file: kind.file },
          requiredFields(kind.root, kind),
          doc.kind,
          note,
        );
      }
      expect(checked).toBeGreaterThan(1000);
      expect(Object.fromEntries(missing)).toEqual({});
    },
  );
});

function check(
  value: unknown,
  located: Located,
  demanded: ReadonlySet<string>,
  path: string,
  note: (what: string) => void,
): void {
  if (Array.isArray(value)) {
    const items = itemsOf({ node: shapeOf(located), file: definitionOf(located)?.file ?? located.file });
    if (items !== undefined) for (const item of value) below(item, items, `${path}[]`, note);
    return;
  }
  if (!isRecord(value)) return;
  for (const name of demanded) {
    const published = fieldOf(located, name)?.node.required === true;
    if (!published && (own(value, name) ?? null) === null) note(`${path}.${name}`);
  }
  for (const [name, part] of Object.entries(value)) {
    const field = fieldOf(located, name) ?? valuesOf(located);
    if (field !== undefined) below(part, field, `${path}.${name}`, note);
  }
}

function below(value: unknown, located: Located, path: string, note: (what: string) => void): void {
  const definition = definitionOf(located);
  if (path.endsWith('.status')) return;
  check(
    value,
    located,
    definition === undefined ? new Set() : requiredFields(definition, undefined),
    path,
    note,
  );
}
