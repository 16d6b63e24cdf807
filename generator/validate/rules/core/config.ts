import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { fileKey } from '../syntax.ts';
import { miswritten } from '../vocabulary/written.ts';

const largest = 1024 * 1024;

function keysOf(fields: Fields, name: string): number {
  let size = 0;
  for (const [key, value] of fields.entries(name)) {
    const wrong = fileKey(key);
    if (wrong !== undefined) fields.refuse(miswritten(key, wrong, 'api/bad-format'), name, key);
    size +=
      name === 'data' && fields.root.text('kind') === 'ConfigMap'
        ? Buffer.byteLength(String(value))
        : decoded(value);
  }
  return size;
}

/** How many bytes base64 is. */
function decoded(value: unknown): number {
  const text = String(value).replaceAll(/[\r\n]/g, '');
  return Math.floor((text.length * 3) / 4) - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
}

/** Keys become files, and all of them together are no more than a mebibyte. */
export const configMap: Rule = rule('core#ConfigMap', (map) => {
  const binary = map.in('binaryData');
  const size = keysOf(map, 'data') + keysOf(map, 'binaryData');
  for (const [key] of map.entries('data'))
    if (binary.has(key))
      map.refuse({ code: 'api/not-unique', what: 'is in binaryData too', fix: 'keep one' }, 'data', key);
  if (size > largest)
    map.refuseAt(
      '',
      { code: 'api/out-of-range', what: `all data take ${size} bytes, and may take ${largest}` },
      'data',
    );
});

/** Texts are kept as bytes beside the others. */
function dataOf(secret: Fields): ReadonlyMap<string, string> {
  const plain = secret.entries('stringData').map(([key, value]) => [key, String(value)] as const);
  const encoded = secret
    .entries('data')
    .map(([key, value]) => [key, Buffer.from(String(value), 'base64').toString()] as const);
  return new Map([...encoded, ...plain]);
}

export const secretKeys: Rule = rule('core#Secret', (secret) => {
  const texts = secret.entries('stringData');
  const size =
    keysOf(secret, 'data') + texts.reduce((sum, [, value]) => sum + Buffer.byteLength(String(value)), 0);
  for (const [key] of texts) {
    const wrong = fileKey(key);
    if (wrong !== undefined)
      secret.refuseAs(`data[${key}]`, miswritten(key, wrong, 'api/bad-format'), 'stringData', key);
  }
  if (size > largest)
    secret.refuse({ code: 'api/out-of-range', what: `takes ${size} bytes, and may take ${largest}` }, 'data');
});

const needs: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

/** A secret of a certain type has what the type is about. */
export const secretType: Rule = rule('core#Secret', (secret) => {
  const type = secret.text('type');
  const wanted = needs[type];
  if (wanted === undefined && type !== 'kubernetes.io/basic-auth') return;
  const data = dataOf(secret);
  const missing = (key: string): void =>
    secret.refuse({ code: 'api/missing-field', what: `is required: the type is ${type}` }, 'data', key);
  for (const key of wanted ?? []) {
    const value = data.get(key);
    if (value === undefined || (type === 'kubernetes.io/ssh-auth' && value === '')) missing(key);
    else if (key.startsWith('.docker') && !isJsonMap(value))
      secret.refuse({ code: 'api/bad-format', what: 'is no JSON of registries' }, 'data', key);
  }
  if (wanted === undefined && !data.has('username') && !data.has('password'))
    ['username', 'password'].forEach(missing);
});

function isJsonMap(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}

const account = 'kubernetes.io/service-account.name';

export const tokenSecret: Rule = rule('core#Secret', (secret) => {
  const metadata = secret.in('metadata');
  if (
    secret.text('type') === 'kubernetes.io/service-account-token' &&
    metadata.in('annotations').text(account) === ''
  )
    metadata.refuse(
      { code: 'api/missing-field', what: 'is required: the account whose token it is' },
      'annotations',
      account,
    );
});
