import type { Fields } from '../rules/fields.ts';
import { type Rule, rule } from '../rules/rule.ts';

export type ImagePolicy = 'tag' | 'digest';

/** Every image says which one it is. */
export function imageRules(wanted: ImagePolicy): readonly Rule[] {
  const asked = wanted === 'digest' ? digested : tagged;
  return [
    rule(['core#Container', 'core#EphemeralContainer'], (container) => asked(container, 'image')),
    rule('core#ImageVolumeSource', (volume) => asked(volume, 'reference')),
  ];
}

function tagged(fields: Fields, name: string): void {
  const image = fields.text(name);
  if (isOpen(image) || image.includes('@')) return;
  const tag = tagOf(image);
  if (tag !== undefined && tag !== 'latest') return;
  const what = tag === undefined ? 'no tag, which is latest' : 'the tag latest';
  fields.refuse(
    {
      code: 'policy/image-tag',
      what: `is ${image}, with ${what}: nobody knows what will run`,
      fix: 'name a version, or a digest',
    },
    name,
  );
}

function digested(fields: Fields, name: string): void {
  const image = fields.text(name);
  if (isOpen(image) || /@sha(?:256|512):[0-9a-f]{64,}$/.test(image)) return;
  fields.refuse(
    {
      code: 'policy/image-digest',
      what: `is ${image}, without a digest: a tag may be moved`,
      fix: 'pin it: name:tag@sha256:…',
    },
    name,
  );
}

/** What Flux puts in place is not known here. */
function isOpen(image: string): boolean {
  return image === '' || image.includes('${');
}

/** The port of a registry is no tag. */
function tagOf(image: string): string | undefined {
  const name = image.slice(image.lastIndexOf('/') + 1);
  const colon = name.indexOf(':');
  return colon < 0 ? undefined : name.slice(colon + 1);
}
