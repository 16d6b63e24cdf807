import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '../core/json.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What `docker login` has left for a host: in its file, or with a helper that it names. Undefined: nobody has logged in. */
export async function credentialsFor(
  host: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Credentials | undefined> {
  const folder = environment.DOCKER_CONFIG ?? join(environment.HOME ?? '/', '.docker');
  const config = await readFile(join(folder, 'config.json'), 'utf8')
    .then((text): unknown => JSON.parse(text))
    .catch(() => undefined);
  if (!isRecord(config)) return undefined;
  const helpers = isRecord(config.credHelpers) ? config.credHelpers : {};
  const helper = Object.hasOwn(helpers, host) ? helpers[host] : config.credsStore;
  if (typeof helper === 'string' && /^[\w.-]+$/.test(helper)) return fromHelper(helper, host);
  const auths = isRecord(config.auths) ? config.auths : {};
  const entry = [host, `https://${host}`, `https://${host}/v2/`]
    .map((name) => (Object.hasOwn(auths, name) ? auths[name] : undefined))
    .find(isRecord);
  if (typeof entry?.auth !== 'string') return undefined;
  const text = Buffer.from(entry.auth, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

function fromHelper(name: string, host: string): Promise<Credentials | undefined> {
  return new Promise((resolve) => {
    const helper = execFile(
      `docker-credential-${name}`,
      ['get'],
      { timeout: 30_000, encoding: 'utf8' },
      (error, stdout) => {
        try {
          const { Username: username, Secret: password } = JSON.parse(error === null ? stdout : '') as Record<
            string,
            unknown
          >;
          const known = typeof username === 'string' && typeof password === 'string';
          resolve(known ? { username, password } : undefined);
        } catch {
          resolve(undefined);
        }
      },
    );
    helper.stdin?.on('error', () => undefined);
    helper.stdin?.end(host);
  });
}
