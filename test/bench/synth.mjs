// From stacks on disk to files on disk, by the real command line; and the YAML writer beside js-yaml.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurns, line, ms, wall } from './measure.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'dist', 'generator', 'run', 'bin.js');

const small = (index) => `import { cluster, flux, gitRepository, resources } from 'plimsoll';
import { ConfigMap } from 'plimsoll/kubernetes/core/v1';
import { labels } from '../shared.ts';

interface Options { readonly name: string }
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
const web = ({ name }: Options) => resources([ConfigMap({ metadata: { name, labels }, data: { number: '${index}' } })]);
export default cluster('c${index}', { kubernetes: '1.34', gitops: flux({ source }) })
  .node('apps', (apps) => apps.bundle('web', (bundle) => bundle.application('web', web({ name: 'web' }))))
  .build();
`;

/** @param {string} temporary @param {boolean} short */
export function synthBench(temporary, short) {
  writing(short);
  starting(temporary, short);
}

function writing(short) {
  const program = (body) => `
import { dump } from 'js-yaml';
import { yamlText } from ${JSON.stringify(join(root, 'dist', 'generator', 'run', 'yaml.js'))};
const documents = Array.from({ length: 10_000 }, (_, index) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web-' + index, namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web-' + index } }, spec: { replicas: 2, selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } }, template: { metadata: { labels: { 'app.kubernetes.io/name': 'web' } }, spec: { containers: [{ name: 'web', image: 'registry.example.com/shop/web:1.2.' + index, args: ['--port=8080', '-v'], env: [{ name: 'MODE', value: 'production' }, { name: 'URL', value: 'https://example.com/a?b=c' }], ports: [{ containerPort: 8080, name: 'http' }], resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } }, readinessProbe: { httpGet: { path: '/healthz', port: 'http' } } }] } } } }));
const before = performance.now();
for (const document of documents) ${body};
console.log(performance.now() - before);`;
  const timed = (body) =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', program(body)], {
        cwd: root,
        encoding: 'utf8',
      }),
    );
  const found = inTurns(
    {
      ours: () => timed('yamlText([document])'),
      theirs: () => timed('dump(document, { lineWidth: -1, noRefs: true })'),
    },
    short ? 3 : 9,
  );
  line(
    'YAML text of 10000 documents',
    `${ms(found.ours)} (${(found.ours / found.theirs).toFixed(2)} × js-yaml)`,
    '≤ 0.35 s',
  );
}

function starting(temporary, short) {
  const folder = project(temporary, 'one', { 'stacks/s.stack.ts': small(0), 'shared.ts': shared });
  const cache = (home) => join(home, 'node_modules', '.cache');
  const rounds = short ? 3 : 9;
  wall([bin, 'synth'], folder);
  const found = inTurns(
    {
      version: () => wall([bin, '--version'], folder),
      cold: () => {
        rmSync(cache(folder), { recursive: true, force: true });
        return wall([bin, 'synth', '--check'], folder);
      },
      warm: () => wall([bin, 'synth', '--check'], folder),
    },
    rounds,
  );
  line('one TypeScript stack, cold, over --version', ms(found.cold - found.version), '≤ 150 ms');
  line('one TypeScript stack, warm, over --version', ms(found.warm - found.version));
  const many = project(temporary, 'many', {
    'shared.ts': shared,
    ...Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`stacks/s${index}.stack.ts`, small(index)]),
    ),
  });
  wall([bin, 'synth', '--quiet'], many);
  const all = inTurns(
    {
      cold: () => {
        rmSync(cache(many), { recursive: true, force: true });
        return wall([bin, 'synth'], many);
      },
      warm: () => wall([bin, 'synth'], many),
    },
    short ? 1 : 5,
  );
  line('synth of 400 stack files, cold', ms(all.cold), '≤ 3 s');
  line(
    'synth of 400 stack files, warm',
    `${ms(all.warm)} (${(all.warm / all.cold).toFixed(2)} ×)`,
    '≤ 0.6 s',
  );
  wall([bin, 'check'], folder);
  const checked = inTurns(
    { version: () => wall([bin, '--version'], folder), check: () => wall([bin, 'check'], folder) },
    rounds,
  );
  line('check with types, nothing changed, over --version', ms(checked.check - checked.version), '≤ 0.2 s');
}

const shared = "export const labels: Record<string, string> = { app: 'web' };\n";

/**
 * A user's project in a folder of its own.
 * @param {string} temporary @param {string} name @param {Record<string, string>} files
 */
export function project(temporary, name, files) {
  const folder = join(temporary, name);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  mkdirSync(join(folder, 'stacks'), { recursive: true });
  symlinkSync(root, join(folder, 'node_modules', 'plimsoll'), 'dir');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}
