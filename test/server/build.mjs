// Where a kube-apiserver and an etcd are: given, cached outside the repository, or built with go.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'plimsoll', 'servers');

/** @param {string} name */
function onPath(name) {
  const { status } = spawnSync('sh', ['-c', 'command -v -- "$1"', 'sh', name], { stdio: 'ignore' });
  return status === 0 ? name : undefined;
}

const hasGo = spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0;

/** Why there can be no server here; undefined where there can. */
export const missing =
  hasGo || process.env.KUBEBUILDER_ASSETS !== undefined
    ? undefined
    : 'there is no go to build a kube-apiserver with';

/** @param {string} folder @param {readonly string[]} args @param {Record<string, string>} [extra] */
function go(folder, args, extra = {}) {
  execFileSync('go', args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, GOFLAGS: '-mod=mod', ...extra },
  });
}

/** Whether a server of this version was built here before. @param {string} version */
export function isAtHand(version) {
  return existsSync(join(cache, `kube-apiserver-${version}`));
}

/** The program of a version, `1.36.3`. @param {string} version */
export function apiServer(version) {
  const given = process.env.KUBEBUILDER_ASSETS;
  if (given !== undefined && existsSync(join(given, 'kube-apiserver'))) return join(given, 'kube-apiserver');
  const program = join(cache, `kube-apiserver-${version}`);
  if (!existsSync(program)) build(version, program);
  return program;
}

export function etcd() {
  const given = process.env.KUBEBUILDER_ASSETS;
  if (given !== undefined && existsSync(join(given, 'etcd'))) return join(given, 'etcd');
  const found = onPath('etcd');
  if (found !== undefined) return found;
  const program = join(cache, 'etcd-3.6.8');
  if (!existsSync(program)) buildEtcd(program);
  return program;
}

const placeholders = ['k8s.io/sample-cli-plugin', 'k8s.io/sample-apiserver', 'k8s.io/sample-controller'];

/** @param {string} version @param {string} program */
function build(version, program) {
  const folder = join(cache, `source-${version}`);
  mkdirSync(folder, { recursive: true });
  const found = execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@v${version}`], {
    cwd: folder,
    encoding: 'utf8',
  });
  const published = readFileSync(JSON.parse(found).GoMod, 'utf8');
  const [, goVersion = '1.26'] = /^go (.*)$/m.exec(published) ?? [];
  const minor = version.split('.')[1];
  const staged = [...published.matchAll(/^\s*(k8s\.io\/[\w-]+)\s+=>\s+\.\/staging/gm)].map(
    ([, name]) => name,
  );
  const replaced = staged.map((name) => {
    if (!placeholders.includes(name)) return `\t${name} => ${name} v0${version.slice(1)}`;
    const empty = join(folder, 'empty', name);
    mkdirSync(empty, { recursive: true });
    writeFileSync(join(empty, 'go.mod'), `module ${name}\n\ngo ${goVersion}\n`);
    return `\t${name} => ./empty/${name}`;
  });
  writeFileSync(
    join(folder, 'go.mod'),
    `module server\n\ngo ${goVersion}\n\nrequire k8s.io/kubernetes v${version}\n\nreplace (\n${replaced.join('\n')}\n)\n`,
  );
  writeFileSync(
    join(folder, 'main.go'),
    'package main\n\nimport (\n\t"os"\n\n\t"k8s.io/component-base/cli"\n\t"k8s.io/kubernetes/cmd/kube-apiserver/app"\n)\n\nfunc main() { os.Exit(cli.Run(app.NewAPIServerCommand())) }\n',
  );
  const flag = 'k8s.io/component-base/version.git';
  const flags = `-s -w -X ${flag}Version=v${version} -X ${flag}Major=1 -X ${flag}Minor=${minor}`;
  go(folder, ['mod', 'tidy']);
  go(folder, ['build', '-ldflags', flags, '-o', program, '.']);
}

const controller = '1.9.5';

/** Flux's kustomize-controller, as its module is published: it is built as a main module, because it replaces others. */
export function kustomizeController() {
  const program = join(cache, `kustomize-controller-${controller}`);
  if (existsSync(program)) return program;
  const folder = join(cache, `source-kustomize-controller-${controller}`);
  mkdirSync(folder, { recursive: true });
  const module = `github.com/fluxcd/kustomize-controller@v${controller}`;
  const found = execFileSync('go', ['mod', 'download', '-json', module], { cwd: folder, encoding: 'utf8' });
  cpSync(JSON.parse(found).Dir, folder, { recursive: true });
  for (const path of [
    folder,
    ...readdirSync(folder, { recursive: true }).map((each) => join(folder, String(each))),
  ])
    chmodSync(path, 0o755);
  // Its api is a module of its own, and no folder of this one.
  const file = join(folder, 'go.mod');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^replace .* => \.\/api$/m, ''));
  go(folder, ['build', '-ldflags', '-s -w', '-o', program, '.']);
  return program;
}

/** @param {string} program */
function buildEtcd(program) {
  const folder = join(cache, 'source-etcd');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'go.mod'),
    'module server\n\ngo 1.24\n\nrequire go.etcd.io/etcd/server/v3 v3.6.8\n',
  );
  writeFileSync(
    join(folder, 'main.go'),
    'package main\n\nimport (\n\t"os"\n\n\t"go.etcd.io/etcd/server/v3/etcdmain"\n)\n\nfunc main() { etcdmain.Main(os.Args) }\n',
  );
  go(folder, ['mod', 'tidy']);
  go(folder, ['build', '-ldflags', '-s -w', '-o', program, '.']);
}
