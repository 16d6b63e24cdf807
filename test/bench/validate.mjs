// Ten thousand files on disk, judged by whole processes, beside kubeconform on the same files and the same schemas.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurns, line, ms } from './measure.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'dist', 'generator', 'run', 'bin.js');
const version = 'v0.8.0';

/** A web service in eight files. @param {number} index @returns {Record<string, object>} */
function service(index) {
  const name = `app-${index}`;
  const labels = { 'app.kubernetes.io/name': name };
  const metadata = { name, labels };
  const target = { apiVersion: 'apps/v1', kind: 'Deployment', name };
  return {
    deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'main',
                image: `registry.example.com/${name}:1`,
                ports: [{ containerPort: 8080 }],
                resources: { requests: { cpu: '100m', memory: '64Mi' } },
              },
            ],
          },
        },
      },
    },
    service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    },
    account: { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    config: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { 'app.yaml': 'level: info\nport: 8080\n' },
    },
    hpa: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata,
      spec: { minReplicas: 2, maxReplicas: 5, scaleTargetRef: target },
    },
    pdb: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { minAvailable: 1, selector: { matchLabels: labels } },
    },
    policy: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: { podSelector: { matchLabels: labels }, ingress: [{ ports: [{ port: 8080 }] }] },
    },
    ingress: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: {
        rules: [
          {
            host: `${name}.example.com`,
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } },
              ],
            },
          },
        ],
      },
    },
  };
}

/** @param {number} index */
function route(index) {
  const rule = {
    matches: [{ path: { type: 'PathPrefix', value: '/' } }],
    backendRefs: [{ name: `app-${index}`, port: 80 }],
  };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: `app-${index}` },
    spec: { parentRefs: [{ name: 'edge' }], hostnames: [`app-${index}.example.com`], rules: [rule, rule] },
  };
}

/** kubeconform's program: what go installed before, else now; undefined where there is no go. */
export function kubeconform() {
  const folder = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'plimsoll',
    `kubeconform-${version}`,
  );
  const program = join(folder, 'kubeconform');
  if (existsSync(program)) return program;
  const { status } = spawnSync('go', ['install', `github.com/yannh/kubeconform/cmd/kubeconform@${version}`], {
    env: { ...process.env, GOBIN: folder },
    stdio: 'ignore',
  });
  return status === 0 ? program : undefined;
}

/** The schemas of the eight kinds, closed to unknown fields as its -strict asks. @param {string} folder */
export async function schemas(folder) {
  mkdirSync(folder, { recursive: true });
  const { jsonSchema, kindOf } = await import(
    new URL('../../dist/generator/run/index.js', import.meta.url).href
  );
  for (const { apiVersion, kind } of Object.values(service(0))) {
    const text = JSON.stringify(
      jsonSchema(kindOf({ apiVersion, kind }).facts, { kubernetes: '1.36' }),
      (_, each) =>
        each !== null && typeof each === 'object' && each.properties && !each.additionalProperties
          ? { ...each, additionalProperties: false }
          : each,
    );
    const suffix = apiVersion.replace('.k8s.io', '').replace('/', '-');
    writeFileSync(join(folder, `${kind.toLowerCase()}-${suffix}.json`), text);
  }
}

/** What V8 made of the program in earlier runs. */
function forgetProgram() {
  const cache = join(root, 'node_modules', '.cache', 'plimsoll');
  if (existsSync(cache))
    for (const name of readdirSync(cache).filter((each) => each.startsWith('program-')))
      rmSync(join(cache, name));
}

/** Wall and processor milliseconds of a whole process. @param {string} program @param {readonly string[]} argv @param {string} cwd */
function timed(program, argv, cwd) {
  const { status, stderr } = spawnSync(process.execPath, ['-e', cpu, program, ...argv], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  const [wall = Number.NaN, used = Number.NaN] = stderr.trim().split(' ').map(Number);
  return { wall, cpu: used };
}

/** Says how long a program took, and how much of the processor. */
const cpu = `const { spawnSync } = require('node:child_process');
const before = performance.now();
const { status } = spawnSync(process.argv[1], process.argv.slice(2), { stdio: 'ignore' });
const wall = performance.now() - before;
const children = require('node:fs').readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
process.stderr.write(wall + ' ' + (Number(children[13]) + Number(children[14])) * 10);
process.exit(status);`;

/** @param {string} temporary @param {boolean} short */
export async function validateBench(temporary, short) {
  const { yamlText } = await import(new URL('../../dist/generator/run/yaml.js', import.meta.url).href);
  const folder = join(temporary, 'validate');
  const [files, routes, cache, facts] = ['files', 'routes', 'cache', 'schemas'].map((name) =>
    join(folder, name),
  );
  for (const each of [files, routes, cache]) mkdirSync(each, { recursive: true });
  for (let index = 0; index < 1250; index++)
    for (const [kind, object] of Object.entries(service(index)))
      writeFileSync(join(files, `app-${index}-${kind}.yaml`), yamlText([object]));
  for (let index = 0; index < 10_000; index++)
    writeFileSync(join(routes, `route-${index}.yaml`), yamlText([route(index)]));
  await schemas(facts);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  const ours = (/** @type {string[]} */ ...what) =>
    timed(process.execPath, [bin, 'validate', ...what], folder);
  for (let run = 0; run < 3; run++) ours(files);
  const theirs = kubeconform();
  const argv = ['-strict', '-schema-location', `${facts}/{{.ResourceKind}}{{.KindSuffix}}.json`, files];
  /** @type {Record<string, () => number>} */
  const anew = () => ours(files, '--no-cache');
  const wall = {
    warm: () => anew().wall,
    again: () => ours(files).wall,
    cold: () => {
      rmSync(join(folder, 'node_modules', '.cache'), { recursive: true, force: true });
      forgetProgram();
      const { wall: taken } = ours(files);
      for (let run = 0; run < 3; run++) ours(files);
      anew();
      return taken;
    },
    ...(theirs === undefined ? {} : { theirs: () => timed(theirs, argv, folder).wall }),
  };
  const rounds = short ? 5 : 11;
  const found = inTurns(wall, rounds);
  const used = inTurns(
    {
      ours: () => anew().cpu,
      again: () => ours(files).cpu,
      ...(theirs === undefined ? {} : { theirs: () => timed(theirs, argv, folder).cpu }),
    },
    rounds,
  );
  line('validate, 10,000 files of eight kinds, all judged', ms(found.warm));
  line('validate, the same again, fine before', ms(found.again));
  line('validate, the same, cold cache', ms(found.cold));
  if (theirs === undefined) line('kubeconform', 'there is no go');
  else {
    line(`kubeconform ${version}, the same files and schemas`, ms(found.theirs));
    const times = (/** @type {number} */ one, /** @type {number | undefined} */ other) =>
      `${(one / (other ?? Number.NaN)).toFixed(2)} ×`;
    line(
      'validate / kubeconform, wall, all judged',
      times(found.warm, found.theirs),
      '≤ 1.0 ×, with rules 1.3 ×',
    );
    line('validate / kubeconform, wall, fine before', times(found.again, found.theirs), '≤ 1.0 ×');
    line('validate / kubeconform, wall, cold', times(found.cold, found.theirs), '≤ 2.0 ×');
    line('validate / kubeconform, processor, all judged', times(used.ours, used.theirs), '≤ 1.25 ×');
    line('validate / kubeconform, processor, fine before', times(used.again, used.theirs), '≤ 1.25 ×');
  }
  const rules = ['--only', 'api', '--no-cache'];
  ours(routes, ...rules);
  ours(routes, ...rules);
  line(
    'validate, 10,000 HTTPRoutes with their rules',
    ms(inTurns({ routes: () => ours(routes, ...rules).wall }, 3).routes),
    '≤ 4 s',
  );
  // None of them has its Gateway and its Service among the files: 20,000 warnings, each with its line and column.
  line(
    'the same, with 20,000 warnings of references',
    ms(inTurns({ routes: () => ours(routes, '--no-cache').wall }, 3).routes),
  );
  rmSync(folder, { recursive: true, force: true });
}
