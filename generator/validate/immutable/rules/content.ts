import type { Fields } from '../../rules/fields.ts';
import { type Change, type ChangeRule, change, fixed } from '../change.ts';
import { cures } from '../cures.ts';
import { namesIn } from '../same.ts';

export const secretType: ChangeRule = change('core#Secret', (change) => change.keeps(['type'], cures.again));

export const immutableContent: ChangeRule = change(['core#Secret', 'core#ConfigMap'], (change) => {
  if (!change.before.flag('immutable')) return;
  if (!change.after.flag('immutable'))
    refuse(change.after, 'immutable', 'may not be taken back: it was immutable');
  for (const name of ['data', 'binaryData']) if (keysChanged(change, name).length > 0) told(change, name);
});

/** What a Secret holds is said to nobody: only which keys. */
function told(change: Change, name: string): void {
  const keys = keysChanged(change, name);
  const field = change.after.has(name) || !change.after.has('stringData') ? name : 'stringData';
  change.after.refuseAs(
    name,
    fixed(`may not be changed (${keys.join(', ')}): it was immutable: true`, cures.content),
    field,
  );
}

function keysChanged({ before, after }: Change, name: string): readonly string[] {
  const [was, is] = [contentOf(before, name), contentOf(after, name)];
  return namesIn(was, is).filter((key) => was[key] !== is[key]);
}

/** A Secret's texts become its data. */
function contentOf(fields: Fields, name: string): Readonly<Record<string, unknown>> {
  const texts = name === 'data' ? Object.entries(fields.in('stringData').values) : [];
  const plain = texts.map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')] as const);
  return { ...fields.in(name).values, ...Object.fromEntries(plain) };
}

function refuse(fields: Fields, name: string, what: string): void {
  fields.refuse(fixed(what, cures.content), name);
}
