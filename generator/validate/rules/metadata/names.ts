import type { Fields } from '../fields.ts';
import { nameSyntax } from '../names.ts';
import { type Rule, rule } from '../rule.ts';
import { label1123 } from '../syntax.ts';
import { needed } from '../vocabulary/required.ts';
import { miswritten, written } from '../vocabulary/written.ts';

/** An object has a name, or the beginning of one; how both are written depends on its kind. */
export const names: Rule = rule('*', (object) => {
  const { facts, release } = object.inquiry;
  const metadata = object.in('metadata');
  if (metadata.text('generateName') !== '') generated(metadata);
  // Only limits of a namespace are given a name by the server.
  else if (facts?.kind !== 'LimitRange' || facts.custom)
    needed(metadata, 'name', 'an object has a name, or a generateName');
  written(metadata, 'name', nameSyntax(facts, release));
});

function generated(metadata: Fields): void {
  const { facts, release } = metadata.inquiry;
  const prefix = metadata.text('generateName');
  // What the server puts behind a prefix makes up for the dash at its end.
  const begun = prefix.endsWith('-') && prefix.length > 1 ? `${prefix.slice(0, -1)}a` : prefix;
  const wrong = nameSyntax(facts, release)(begun);
  if (wrong !== undefined) metadata.refuse(miswritten(begun, wrong), 'generateName');
}

/** Of an object that is in none the server takes it away. */
export const namespace: Rule = rule('*', (object) => {
  if (object.inquiry.facts?.scope !== 'Cluster') written(object.in('metadata'), 'namespace', label1123);
});
