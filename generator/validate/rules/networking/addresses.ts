import { addressBits, addressRange, rangeBits } from '../addresses.ts';
import { type Rule, rule } from '../rule.ts';
import { pathSegment, subdomain } from '../syntax.ts';
import { needed, required } from '../vocabulary/required.ts';
import { itemsAs, written } from '../vocabulary/written.ts';

export const serviceRanges: Rule = rule('networking.k8s.io#ServiceCIDRSpec', (spec) => {
  const all = spec.texts('cidrs');
  needed(spec, 'cidrs', 'at least one');
  if (all.length > 2)
    spec.refuse({ code: 'api/out-of-range', what: `has ${all.length} items, and may have 2` }, 'cidrs');
  itemsAs(
    spec,
    'cidrs',
    (text) =>
      addressRange(text) ??
      (isNetwork(text) ? undefined : 'has bits beyond its length, or is not in its shortest form'),
    'api/bad-format',
  );
  const [one, other] = all.map((each) => rangeBits(each)?.family);
  if (all.length === 2 && one !== undefined && one === other)
    spec.refuse({ code: 'api/conflict', what: 'has two ranges of one family' }, 'cidrs');
});

function isNetwork(text: string): boolean {
  const found = rangeBits(text);
  if (found === undefined) return false;
  const shift = BigInt((found.family === 4 ? 32 : 128) - found.length);
  const [head = ''] = text.split('/');
  const plain = found.family === 6 || head.split('.').every((part) => String(Number(part)) === part);
  return plain && (found.bits >> shift) << shift === found.bits;
}

/** An address is called by itself. */
export const addressName: Rule = rule('networking.k8s.io#IPAddress', (object) => {
  const metadata = object.in('metadata');
  const name = metadata.text('name');
  if (name === '' && metadata.text('generateName') !== '')
    metadata.refuse({ code: 'api/bad-name', what: 'begins what is no IP address' }, 'generateName');
  const plain = name.includes(':') || name.split('.').every((part) => String(Number(part)) === part);
  if (name !== '' && (addressBits(name) === undefined || !plain || name !== name.toLowerCase()))
    metadata.refuse(
      { code: 'api/bad-name', what: `${JSON.stringify(name)} is no IP address in its usual form` },
      'name',
    );
});

export const addressParent: Rule = rule('networking.k8s.io#ParentReference', (parent) => {
  required(parent, 'resource', 'name');
  written(parent, 'group', subdomain);
  for (const name of ['resource', 'name', 'namespace']) written(parent, name, pathSegment);
});
