// What a repository's verbs take, on the same 10,000 resources: diff, commit and the hook; and one edited stack under --watch.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurns, line, ms, wall } from './measure.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'dist', 'generator', 'run', 'bin.js');

/** @param {string} name @param {string} tag @param {number} bundles */
function stack(name, tag, bundles) {
  return `import { cluster, flux, gitRepository, resources } from 'plimsoll';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
const web = (index: number) => resources(() => {
  const name = 'web-' + index;
  const labels = { app: name };
  return [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'shop', labels }, spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'registry.example.com/web:${tag}', ports: [{ containerPort: 8080, name: 'http' }], resources: { requests: { cpu: '100m', memory: '128Mi' } } }] } } } },
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop', labels }, spec: { selector: labels, ports: [{ port: 80, targetPort: 'http' }] } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop', labels }, data: { a: 'b' } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'shop', labels } },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name, namespace: 'shop', labels }, spec: { maxUnavailable: 1, selector: { matchLabels: labels } } },
  ] as never[];
});
export default cluster('${name}', { kubernetes: '1.36', gitops: flux({ source }) })
  .node('apps', (apps) => apps.each(Array.from({ length: ${bundles} }, (_, each) => each), (node, each) => node
    .bundle('shop-' + each, {}, (bundle) => bundle.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], (inner, index) => inner.application('web-' + index, web(each * 10 + index))))))
  .build();
`;
}

/** @param {string} temporary @param {boolean} short */
export async function repositoryBench(temporary, short) {
  const rounds = short ? 3 : 9;
  const large = project(temporary, 'repository-large', 20, 10);
  let tag = 1;
  const change = () => write(large, 20, 10, String(++tag));
  const found = inTurns(
    {
      version: () => wall([bin, '--version'], large),
      nothing: () => {
        write(large, 20, 10, '1');
        return wall([bin, 'diff'], large);
      },
      changed: () => {
        change();
        return wall([bin, 'diff'], large);
      },
    },
    rounds,
  );
  line('diff of 10,000 resources, nothing changed', ms(found.nothing), '≤ 1 s');
  line(
    'diff of 10,000 resources, 2,000 changed',
    `${ms(found.changed)} (${(found.changed / found.nothing).toFixed(2)} × nothing)`,
    '≤ 1 s',
  );
  const small = project(temporary, 'repository-small', 2, 10);
  writeFileSync(join(small, 'README.md'), 'staged\n');
  git(small, 'add', 'README.md');
  wall([bin, 'check', '--staged'], small);
  const hook = inTurns(
    { version: () => wall([bin, '--version'], small), hook: () => wall([bin, 'check', '--staged'], small) },
    rounds,
  );
  line(
    'hook on 1,000 resources, nothing changed',
    `${ms(hook.hook)} (${(hook.hook / hook.version).toFixed(1)} × --version)`,
    '≤ 1 s',
  );
  line(
    'watch: one edited stack of ten, 1,000 resources',
    ms(await watching(project(temporary, 'repository-watch', 10, 2), rounds)),
    '≤ 200 ms',
  );
}

/** @param {string} temporary @param {string} name @param {number} clusters @param {number} bundles */
function project(temporary, name, clusters, bundles) {
  const folder = join(temporary, name);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(root, join(folder, 'node_modules', 'plimsoll'), 'dir');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  write(folder, clusters, bundles, '1');
  wall([bin, 'synth', '--quiet'], folder);
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'first');
  return folder;
}

/** @param {string} folder @param {number} clusters @param {number} bundles @param {string} tag */
function write(folder, clusters, bundles, tag) {
  for (let index = 0; index < clusters; index++) {
    const file = join(folder, 'stacks', `s${index}.stack.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, stack(`prod-${index}`, tag, bundles));
  }
}

/** @param {string} folder @param {readonly string[]} argv */
function git(folder, ...argv) {
  const who = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...argv], { cwd: folder, stdio: 'ignore' });
}

/** From the edit to the end of the render, the middle one. @param {string} folder @param {number} rounds */
async function watching(folder, rounds) {
  const child = spawn(process.execPath, [bin, 'synth', '--watch'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  /** @type {((at: number) => void) | undefined} */
  let heard;
  child.stderr.on('data', (text) => {
    if (/unchanged in/.test(String(text))) heard?.(performance.now());
  });
  const next = () => new Promise((resolve) => (heard = resolve));
  try {
    await next();
    const times = [];
    for (let round = 0; round < rounds + 2; round++) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const before = performance.now();
      writeFileSync(join(folder, 'stacks', 's3.stack.ts'), stack('prod-3', `w${round}`, 2));
      times.push(/** @type {number} */ (await next()) - before);
    }
    return times.slice(2).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  } finally {
    child.kill('SIGINT');
    rmSync(join(folder, 'out'), { recursive: true, force: true });
  }
}
