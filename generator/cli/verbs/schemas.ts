import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realAccess } from '../../../paths-codegen/sources/access.ts';
import { readSource } from '../../../paths-codegen/sources/read.ts';
import { readStore, writeStore } from '../../../paths-codegen/store/files.ts';
import { addLifecycle, addSource } from '../../../paths-codegen/store/store.ts';
import { shippedFolder } from '../../facts/location.ts';
import { readArguments } from '../arguments.ts';
import { readHeaders } from '../headers.ts';
import { exit, type Io, type Verb } from '../io.ts';
import { report } from '../report.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll schemas list [--into DIR]
       plimsoll schemas add SOURCE… [--as NAME@VERSION] [--lifecycle FILE] [--into DIR] [--header 'NAME: VALUE']…

SOURCE is a file, a folder or a URL: OpenAPI v3 documents, swagger.json, discovery documents, CRDs. A folder that is
called name@version, or just by a version of Kubernetes, says itself what it holds; --as says it for any other.
DIR is the folder of facts (default: schemas). Adding the same source twice changes nothing.

  plimsoll schemas list
  plimsoll schemas add ../downloads/1.37.1
  plimsoll schemas add ../downloads/cert-manager@v1.21.2 ../downloads/keda@v2.21.0
  plimsoll schemas add https://127.0.0.1:6443/openapi/v3 --as kubernetes@1.36.3 --header 'Authorization: Bearer …'
`;

export const schemasVerb: Verb = {
  name: 'schemas',
  summary: 'the schema facts: list them, add a release',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('schemas', argv, options);
  const [action, ...sources] = rest;
  const folder = resolve(io.cwd, values.into ?? 'schemas');
  // A project of users has no facts of its own: those that are shipped are what it knows.
  if (action === 'list')
    return list(values.into === undefined && !existsSync(folder) ? fileURLToPath(shippedFolder) : folder, io);
  if (action === 'add') return add(sources, folder, values, io);
  throw usage(`schemas needs list or add${action === undefined ? '' : `, not ${action}`}`);
}

const options = {
  into: { type: 'string' },
  as: { type: 'string' },
  lifecycle: { type: 'string' },
  header: { type: 'string', multiple: true },
} as const;

type Values = ReturnType<typeof readArguments<typeof options>>['values'];

async function list(folder: string, io: Io): Promise<number> {
  const { lock } = await readStore(folder);
  for (const { name, release, version, documents, sha256 } of lock)
    io.out(`${name}\t${release}\t${version}\t${documents} documents\tsha256:${sha256.slice(0, 12)}\n`);
  return exit.fine;
}

async function add(sources: readonly string[], folder: string, values: Values, io: Io): Promise<number> {
  if (sources.length === 0 && values.lifecycle === undefined) throw usage('schemas add needs a source');
  if (values.as !== undefined && sources.length !== 1)
    throw usage('--as names one source, and several are given');
  const access = realAccess(readHeaders('schemas', values.header));
  let store = await readStore(folder);
  let errors = 0;
  for (const source of sources) {
    const { name, version } = nameOf(values.as ?? source);
    const location = /^https?:/.test(source) ? source : resolve(io.cwd, source);
    const { documents, findings } = await readSource(location, access);
    errors += report(findings, io);
    if (documents.length === 0) continue;
    const added = addSource(store, { name, version, location, documents });
    errors += report(added.findings, io);
    store = added.store;
    io.err(`${name} ${version}: ${documents.length} documents\n`);
  }
  if (values.lifecycle !== undefined) {
    const { documents, findings } = await readSource(resolve(io.cwd, values.lifecycle), access);
    errors += report(findings, io);
    for (const document of documents) store = addLifecycle(store, document).store;
  }
  io.out(`${await writeStore(folder, store)} files changed\n`);
  return errors > 0 ? exit.mistake : exit.fine;
}

/** `…/cert-manager@v1.21.2` → cert-manager, v1.21.2; `…/1.36.3` → kubernetes, 1.36.3. */
function nameOf(source: string): { readonly name: string; readonly version: string } {
  const last = source.split(/[/\\]/).filter(Boolean).at(-1) ?? '';
  const [, name = 'kubernetes', version] = /^(?:([^@]+)@)?(v?\d+\.\d+[\w.+-]*)$/.exec(last) ?? [];
  if (version === undefined) throw usage(`${source} does not say what it holds: give --as NAME@VERSION`);
  return { name, version };
}
