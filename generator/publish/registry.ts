import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { type Address, addressText } from './address.ts';
import type { Artifact, Blob } from './artifact.ts';
import type { Credentials } from './credentials.ts';

export interface RegistryOptions {
  /** Without TLS; a registry on this machine is spoken to so in any case. */
  readonly plain: boolean;
  readonly credentials: (host: string) => Promise<Credentials | undefined>;
}

/** How long a registry may take for one answer, in milliseconds. */
const patience = 120_000;

/** Pushes to one repository, as the distribution specification says; what is there is not sent again. */
export class Registry {
  readonly #address: Address;
  readonly #options: RegistryOptions;
  readonly #base: string;
  #authorization: string | undefined;

  constructor(address: Address, options: RegistryOptions) {
    this.#address = address;
    this.#options = options;
    const scheme = options.plain || isLocal(address.host) ? 'http' : 'https';
    this.#base = `${scheme}://${address.host}/v2/${address.repository}`;
  }

  /** Answers whether anything had to be sent. */
  async push({ manifest, blobs }: Artifact): Promise<boolean> {
    const tag = this.#address.tag ?? 'latest';
    const there = await this.#ask('HEAD', `${this.#base}/manifests/${tag}`, undefined, {
      accept: manifest.mediaType,
    });
    if (there.ok && there.headers.get('docker-content-digest') === manifest.digest) return false;
    for (const blob of blobs) await this.#send(blob);
    const put = await this.#ask('PUT', `${this.#base}/manifests/${tag}`, manifest.bytes, {
      'content-type': manifest.mediaType,
    });
    await this.#expect(put, 'the manifest');
    const digest = put.headers.get('docker-content-digest');
    if (digest !== null && digest !== manifest.digest)
      throw this.#refused(`it has made ${digest} of ${manifest.digest}`);
    return true;
  }

  async #send({ digest, bytes }: Blob): Promise<void> {
    const there = await this.#ask('HEAD', `${this.#base}/blobs/${digest}`);
    if (there.ok) return;
    const begun = await this.#ask('POST', `${this.#base}/blobs/uploads/`);
    await this.#expect(begun, 'an upload');
    const location = begun.headers.get('location');
    if (location === null) throw this.#refused('it says of no place to upload to');
    const place = new URL(location, `${this.#base}/`);
    place.searchParams.set('digest', digest);
    const put = await this.#ask('PUT', place.href, bytes, { 'content-type': 'application/octet-stream' });
    await this.#expect(put, 'a layer');
  }

  /** One request; where the registry wants to know who asks, it is told and asked again. */
  async #ask(
    method: string,
    url: string,
    body?: Uint8Array,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const answer = await this.#request(method, url, body, headers);
    if (answer.status !== 401 || !this.#isOwn(url)) return answer;
    await answer.body?.cancel();
    this.#authorization = await this.#authorize(answer.headers.get('www-authenticate') ?? '');
    return this.#request(method, url, body, headers);
  }

  async #request(
    method: string,
    url: string,
    body: Uint8Array | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> {
    // Whoever stores uploads for a registry is not told its password.
    const known = this.#authorization !== undefined && this.#isOwn(url);
    try {
      return await fetch(url, {
        method,
        headers: { ...headers, ...(known ? { authorization: this.#authorization as string } : {}) },
        ...(body === undefined ? {} : { body: Buffer.from(body) }),
        signal: AbortSignal.timeout(patience),
      });
    } catch (error) {
      const { cause, message } = error as Error & { readonly cause?: Error };
      throw this.#refused(`it cannot be reached: ${cause?.message ?? message}`);
    }
  }

  #isOwn(url: string): boolean {
    return new URL(url).host === this.#address.host;
  }

  async #authorize(challenge: string): Promise<string> {
    const known = await this.#options.credentials(this.#address.host);
    const basic = known && `Basic ${Buffer.from(`${known.username}:${known.password}`).toString('base64')}`;
    const parameters = new Map(
      [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    );
    const realm = parameters.get('realm');
    if (/^basic\b/i.test(challenge) || realm === undefined) {
      if (basic === undefined) throw this.#refused('it wants to know who publishes');
      return basic;
    }
    const address = new URL(realm);
    if (address.protocol !== 'https:' && !isLocal(address.host) && !this.#options.plain)
      throw this.#refused(`it sends to ${address.host} for a token, without TLS`);
    const service = parameters.get('service');
    if (service !== undefined) address.searchParams.set('service', service);
    address.searchParams.set('scope', `repository:${this.#address.repository}:pull,push`);
    const answer = await fetch(address, {
      headers: basic === undefined ? {} : { authorization: basic },
      signal: AbortSignal.timeout(patience),
    }).catch(() => undefined);
    const { token, access_token: other } = ((await answer?.json().catch(() => undefined)) ?? {}) as {
      readonly token?: unknown;
      readonly access_token?: unknown;
    };
    const given = typeof token === 'string' ? token : other;
    if (typeof given !== 'string') throw this.#refused('it gives no token to who publishes');
    return `Bearer ${given}`;
  }

  async #expect(answer: Response, what: string): Promise<void> {
    if (answer.ok) return;
    const text = await answer.text().catch(() => '');
    const said = /"message":\s*"([^"]{1,200})"/.exec(text)?.[1] ?? answer.statusText;
    throw this.#refused(`it does not take ${what}: ${answer.status} ${said}`);
  }

  #refused(why: string): Problem {
    const { host } = this.#address;
    return new Problem([
      finding('cli/not-published', `${addressText(this.#address)} was not published: ${why}`, {
        fix: `docker login ${host}, or correct the address; a registry without TLS needs --plain-http`,
      }),
    ]);
  }
}

function isLocal(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
}
