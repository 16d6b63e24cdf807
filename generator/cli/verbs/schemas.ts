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
import { reachOf, reachOptions } from '../reach.ts';
import { renderedFor } from '../rendered.ts';
import { exitFor, report, stopAtErrors } from '../report.ts';
import { synthOptions } from '../synth-request.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll schemas list [--into DIR]
       plimsoll schemas add SOURCE… [--as NAME@VERSION] [--lifecycle FILE] [--into DIR] [--header 'NAME: VALUE']…
       plimsoll schemas add --cluster CONTEXT [--kubeconfig FILE] [--into DIR]
       plimsoll schemas application KIND|FILE#FUNCTION [--as KIND]
       plimsoll schemas check [STACK…] [--context NAME] [--kubeconfig FILE]

check says where the clusters are not what their stacks say: of another Kubernetes version, with other definitions of the custom
resources that are rendered for them. add --cluster takes the facts of the version that a live server is of.

application prints the JSON Schema of files that fromFiles reads: of a kind of this package, or of a function of your own, made of
the type of its options. Editors complete by it: # yaml-language-server: $schema=…

SOURCE is a file, a folder or a URL: OpenAPI v3 documents, swagger.json, discovery documents, CRDs. A folder that is
called name@version, or just by a version of Kubernetes, says itself what it holds; --as says it for any other.
DIR is the folder of facts (default: schemas). Adding the same source twice changes nothing.

  plimsoll schemas list
  plimsoll schemas application WebService > web-service.schema.json
  plimsoll schemas application stacks/applications/shop.ts#shop --as Shop
  plimsoll schemas add ../downloads/1.37.1
  plimsoll schemas add ../downloads/cert-manager@v1.21.2 ../downloads/keda@v2.21.0
  plimsoll schemas check
  plimsoll schemas add https://127.0.0.1:6443/openapi/v3 --as kubernetes@1.36.3 --header 'Authorization: Bearer …'
`;

export const schemasVerb: Verb = {
  name: 'schemas',
  summary: 'the schema facts: list them, add a release',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  if (argv[0] === 'check') return check(argv.slice(1), io);
  const { values, rest } = readArguments('schemas', argv, options);
  const [action, ...sources] = rest;
  const folder = resolve(io.cwd, values.into ?? 'schemas');
  // A project of users has no facts of its own: those that are shipped are what it knows.
  if (action === 'list')
    return list(values.into === undefined && !existsSync(folder) ? fileURLToPath(shippedFolder) : folder, io);
  if (action === 'application') return application(sources, values.as, io);
  if (action === 'add') return add(sources, folder, values, io);
  throw usage(
    `schemas needs list, add, application or check${action === undefined ? '' : `, not ${action}`}`,
  );
}

const options = {
  into: { type: 'string' },
  as: { type: 'string' },
  lifecycle: { type: 'string' },
  header: { type: 'string', multiple: true },
  cluster: { type: 'string' },
  kubeconfig: { type: 'string' },
} as const;

type Values = ReturnType<typeof readArguments<typeof options>>['values'];

async function list(folder: string, io: Io): Promise<number> {
  const { lock } = await readStore(folder);
  for (const { name, release, version, documents, sha256 } of lock)
    io.out(`${name}\t${release}\t${version}\t${documents} documents\tsha256:${sha256.slice(0, 12)}\n`);
  return exit.fine;
}

async function application(
  [asked, ...more]: readonly string[],
  as: string | undefined,
  io: Io,
): Promise<number> {
  if (asked === undefined || more.length > 0)
    throw usage('schemas application needs a kind, or FILE#FUNCTION');
  const { applicationSchema } = await import('../application-schema.ts');
  const { schema, findings } = await applicationSchema(asked, as, io.cwd);
  if (schema !== undefined) io.out(`${JSON.stringify(schema, null, 2)}\n`);
  return report(findings, io) > 0 ? exit.mistake : exit.fine;
}

async function check(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('schemas check', argv, { ...synthOptions, ...reachOptions });
  const reach = reachOf('schemas check', values);
  const { schemaDifferences } = await import('../../live/check.ts');
  const render = await renderedFor('schemas', values, rest, io, { validate: false });
  const stop = stopAtErrors(render.findings, io);
  if (stop !== undefined) return stop;
  const found = await schemaDifferences(render, reach);
  report(found, io);
  io.out(found.length === 0 ? 'the clusters are what their stacks say\n' : `${found.length} differences\n`);
  const code = exitFor(found);
  return code === exit.fine && found.length > 0 ? exit.differs : code;
}

async function add(sources: readonly string[], folder: string, values: Values, io: Io): Promise<number> {
  if (values.cluster !== undefined) return addCluster(values.cluster, folder, values, io);
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

/** The built-in kinds of a live server, as the release that it is of. */
async function addCluster(context: string, folder: string, { kubeconfig }: Values, io: Io): Promise<number> {
  const [{ connect }, { clusterSource }] = await Promise.all([
    import('../../cluster/connection.ts'),
    import('../live/cluster-source.ts'),
  ]);
  const connection = await connect({ kubeconfig, context });
  const { version, builtin: documents } = await clusterSource(connection);
  const source = { name: 'kubernetes', version: version.version, location: `cluster:${context}`, documents };
  const { store, findings } = addSource(await readStore(folder), source);
  const errors = report(findings, io);
  io.err(`kubernetes ${version.version}: ${documents.length} documents\n`);
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
