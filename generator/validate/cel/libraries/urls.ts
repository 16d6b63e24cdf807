import { stringFormats } from '../../schema/string-formats.ts';
import { celError, type Library } from './library.ts';

/** An address in its parts, as they are written. */
class Url {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;

  constructor(text: string) {
    const [, scheme = '', rest = text] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(text) ?? [];
    const [whole = '', query = ''] = split(rest, '?');
    const slash = whole.startsWith('//') ? whole.indexOf('/', 2) : 0;
    this.scheme = scheme.toLowerCase();
    this.host = whole.startsWith('//')
      ? whole.slice(2, slash < 0 ? undefined : slash).replace(/^.*@/, '')
      : '';
    this.path = slash < 0 ? '' : whole.slice(slash);
    this.query = query;
  }
}

function split(text: string, at: string): readonly [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

function isUrl(text: string): boolean {
  return (
    stringFormats.uri?.(text) === true && (text.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text))
  );
}

function url(text: string): Url {
  if (!isUrl(text)) throw celError(`${text} is no URL`);
  return new Url(text);
}

function hostAndPort({ host }: Url): readonly [string, string] {
  const [, name = host, port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(host) ?? [];
  return [name.replace(/^\[|\]$/g, ''), port];
}

function queryOf({ query }: Url): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query))
    found.set(name, [...(found.get(name) ?? []), value]);
  return found;
}

export const urls: Library = {
  types: { Url },
  functions: {
    'url(string): Url': url,
    'isURL(string): bool': isUrl,
    'Url.getScheme(): string': ({ scheme }: Url) => scheme,
    'Url.getHost(): string': ({ host }: Url) => host,
    'Url.getHostname(): string': (each: Url) => hostAndPort(each)[0],
    'Url.getPort(): string': (each: Url) => hostAndPort(each)[1],
    'Url.getEscapedPath(): string': ({ path }: Url) => path,
    'Url.getQuery(): map<string, list<string>>': queryOf,
  },
};
