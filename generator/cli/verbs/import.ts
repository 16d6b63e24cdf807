import { createHash } from 'node:crypto';
import { access as exists } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportResult } from '../../../paths-codegen/imports/result.ts';
import { realAccess } from '../../../paths-codegen/sources/access.ts';
import { readSource } from '../../../paths-codegen/sources/read.ts';
import { readStore, writeChanged } from '../../../paths-codegen/store/files.ts';
import { digest } from '../../../paths-codegen/store/lock.ts';
import { finding } from '../../core/codes.ts';
import { byText } from '../../core/compare.ts';
import { shippedFolder } from '../../facts/location.ts';
import { type Lock, type RememberedImport, readLock, writeLock } from '../../project/lock.ts';
import { readArguments } from '../arguments.ts';
import { readHeaders } from '../headers.ts';
import { exit, type Io, type Verb } from '../io.ts';
import { report } from '../report.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll import [SOURCE…] [--kubernetes VERSION] [--into DIR] [--header 'NAME: VALUE']…
       plimsoll import --cluster CONTEXT [--kubeconfig FILE] [--into DIR]
       plimsoll import chart:SOURCE… [--into DIR]
       plimsoll import manifests DIR [--cluster NAME] [--kubernetes VERSION]

Makes types, factories and paths in your own project. SOURCE is a file, a folder or a URL: CRDs, OpenAPI v3 documents,
swagger.json. --kubernetes makes the built-in kinds exactly as one version has them. Sources are remembered with their
sha256 in plimsoll.lock.json: without a SOURCE all of them are imported again, and what is unchanged is left alone.
Headers are not remembered. DIR defaults to imports.

--cluster CONTEXT: a live cluster: its own definitions of custom resources, and the built-in kinds as its version has them.

chart:SOURCE: the type of what a Helm chart can be told, from its values.schema.json: chart:oci://…/NAME@VERSION, chart:https://…/NAME@VERSION,
or chart:FOLDER. In a stack: values: { … } satisfies PodinfoValues.

manifests DIR: existing YAML, plain, of kustomize, Flux or Argo CD, as a stack that renders the same objects: typed where there are types,
as manifests(…) or kustomize(…) where not. Names of Kustomizations and Applications stay; overlays become environments.

  plimsoll import crds/my-crd.yaml
  plimsoll import https://example.com/crds.yaml --header 'Authorization: Bearer …'
  plimsoll import --kubernetes 1.34
  plimsoll import --cluster eks-prod
  plimsoll import chart:oci://ghcr.io/stefanprodan/charts/podinfo@6.9.4
  plimsoll import
  plimsoll import manifests clusters/prod --cluster prod
`;

export const importVerb: Verb = { name: 'import', summary: 'types and paths from schemas', help, run };

async function run(argv: readonly string[], io: Io): Promise<number> {
  if (argv[0] === 'manifests') return adopt(argv.slice(1), io);
  const { sources, kubernetes, into, headers, contexts, kubeconfig } = read(argv);
  const lock = await readLock(io.cwd);
  const named: readonly RememberedImport[] = [
    ...sources.map((source) => ({ source, into })),
    ...kubernetes.map((version) => ({ source: `kubernetes@${version}`, into })),
    ...contexts.map((context) => ({ source: `cluster:${context}`, into })),
  ];
  const wanted = named.length > 0 ? named : lock.imports;
  if (wanted.length === 0)
    throw usage('import needs a source the first time: none is remembered in plimsoll.lock.json');
  let errors = 0;
  let remembered = lock;
  for (const each of wanted) {
    const before = lock.imports.find((other) => other.source === each.source && other.into === each.into);
    const done = await importOne({ ...before, ...each }, named.length === 0, { headers, kubeconfig }, io);
    errors += done.errors;
    if (done.sha256 !== undefined) remembered = withImport(remembered, { ...each, sha256: done.sha256 });
  }
  await writeLock(io.cwd, remembered);
  return errors > 0 ? exit.mistake : exit.fine;
}

async function adopt(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('import manifests', argv, {
    cluster: { type: 'string' },
    kubernetes: { type: 'string' },
  });
  const [folder, ...more] = rest;
  if (folder === undefined || more.length > 0) throw usage('import manifests needs one folder');
  const { importManifests } = await import('../import/manifests.ts');
  return importManifests({ folder, cluster: values.cluster, kubernetes: values.kubernetes }, io);
}

function read(argv: readonly string[]): {
  readonly sources: readonly string[];
  readonly kubernetes: readonly string[];
  readonly into: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly contexts: readonly string[];
  readonly kubeconfig: string | undefined;
} {
  const { values, rest } = readArguments('import', argv, {
    kubernetes: { type: 'string', multiple: true },
    into: { type: 'string' },
    header: { type: 'string', multiple: true },
    cluster: { type: 'string', multiple: true },
    kubeconfig: { type: 'string' },
  });
  return {
    sources: rest,
    kubernetes: values.kubernetes ?? [],
    into: values.into ?? 'imports',
    headers: readHeaders('import', values.header),
    contexts: values.cluster ?? [],
    kubeconfig: values.kubeconfig,
  };
}

interface Done {
  readonly errors: number;
  readonly sha256?: string;
}

/** How a source is reached. */
interface Way {
  readonly headers: Readonly<Record<string, string>>;
  readonly kubeconfig: string | undefined;
}

/** What a cluster has, which may be another every time: only what is the same is left alone. */
async function importCluster(
  context: string,
  {
    source,
    into,
    sha256,
    kubeconfig,
  }: { readonly source: string; readonly into: string; readonly sha256: string | undefined } & Pick<
    Way,
    'kubeconfig'
  >,
  io: Io,
): Promise<Done> {
  const [{ connect }, { clusterSource }, { importDocuments }] = await Promise.all([
    import('../../cluster/connection.ts'),
    import('../live/cluster-source.ts'),
    import('../../../paths-codegen/imports/import.ts'),
  ]);
  const { custom, builtin } = await clusterSource(await connect({ kubeconfig, context }));
  const documents = [...custom, ...builtin];
  const found = digest(documents, source);
  if (found === sha256 && (await present(into))) {
    io.err(`${source}: unchanged\n`);
    return { errors: 0, sha256 };
  }
  return { ...(await write(source, into, await importDocuments(documents, source), io)), sha256: found };
}

/** Types of a chart's values; the same version with another schema is another chart. */
async function importChart(
  chart: string,
  { source, into, sha256 }: Omit<RememberedImport, 'sha256'> & { readonly sha256: string | undefined },
  io: Io,
): Promise<Done> {
  const { valuesSchema } = await import('../../charts/values-schema.ts');
  const found = await valuesSchema(chart, io.cwd);
  if ('code' in found) return { errors: report([found], io) };
  if (found.sha256 === sha256 && (await present(into))) {
    io.err(`${source}: unchanged\n`);
    return { errors: 0, sha256 };
  }
  if (sha256 !== undefined && /^(?:https?|oci):/.test(chart)) {
    const message = `${source} has other values than when it was imported`;
    return { errors: report([finding('import/checksum', message, { source: { file: source } })], io) };
  }
  const { importChartValues } = await import('../../../paths-codegen/imports/chart-values.ts');
  const result = await importChartValues(found.chart, found.schema, source);
  return { ...(await write(source, into, result, io)), sha256: found.sha256 };
}

async function importOne(
  { source, into, sha256 }: RememberedImport,
  repeated: boolean,
  { headers, kubeconfig }: Way,
  io: Io,
): Promise<Done> {
  const folder = resolve(io.cwd, into);
  const context = /^cluster:(.+)$/s.exec(source)?.[1];
  if (context !== undefined) return importCluster(context, { source, into: folder, sha256, kubeconfig }, io);
  const chart = /^chart:(.+)$/s.exec(source)?.[1];
  if (chart !== undefined) return importChart(chart, { source, into: folder, sha256 }, io);
  const version = /^kubernetes@(.+)$/.exec(source)?.[1];
  if (version !== undefined) {
    const { importKubernetes } = await import('../../../paths-codegen/imports/kubernetes.ts');
    const result = await importKubernetes((await readStore(fileURLToPath(shippedFolder))).builtin, version);
    return { ...(await write(source, folder, result, io)), sha256: digestOf(result) };
  }
  const location = /^https?:/.test(source) ? source : resolve(io.cwd, source);
  const { documents, findings } = await readSource(location, realAccess(headers));
  if (documents.length === 0) return { errors: report(findings, io) };
  const found = digest(documents, location);
  if (found === sha256 && (await present(folder))) {
    io.err(`${source}: unchanged\n`);
    return { errors: 0, sha256 };
  }
  if (repeated && sha256 !== undefined && found !== sha256 && location === source) {
    const message = `${source} answers with other content than when it was imported`;
    return { errors: report([finding('import/checksum', message, { source: { file: source } })], io) };
  }
  // The generators are large: a source that is unchanged does not load them.
  const { importDocuments } = await import('../../../paths-codegen/imports/import.ts');
  const result = await importDocuments(documents, source);
  return { ...(await write(source, folder, result, io)), sha256: found };
}

async function write(
  source: string,
  folder: string,
  { files, findings, imported, of }: ImportResult,
  io: Io,
): Promise<Done> {
  const errors = report(findings, io);
  await writeChanged(folder, files);
  io.out(`${source}: ${imported} of ${of} kinds\n`);
  return { errors };
}

function withImport(lock: Lock, entry: RememberedImport): Lock {
  const others = lock.imports.filter((each) => each.source !== entry.source || each.into !== entry.into);
  return { ...lock, imports: [...others, entry].sort((a, b) => byText(a.source, b.source)) };
}

function digestOf({ files }: ImportResult): string {
  const hash = createHash('sha256');
  for (const [path, text] of files) hash.update(path).update('\0').update(text).update('\0');
  return hash.digest('hex');
}

async function present(folder: string): Promise<boolean> {
  return exists(folder).then(
    () => true,
    () => false,
  );
}
