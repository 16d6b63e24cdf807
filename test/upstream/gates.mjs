// node test/upstream/gates.mjs: the fields that API servers drop because a feature gate is off, per release, from the sources of Kubernetes:
// `+featureGate` at a field, and the defaults of the gates. Prints the rows of schemas/gated-fields.json.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const patches = { 1.29: 6, '1.30': 14, 1.31: 14, 1.32: 13, 1.33: 13, 1.34: 4, 1.35: 4, 1.36: 3, 1.37: 1 };
const releases = Object.keys(patches).sort((a, b) => minor(a) - minor(b));
/** The server's own sources of each of these can be had, and hold what the gates were in releases before. */
const withGates = ['1.29', '1.31', '1.33', '1.36', '1.37'];

function minor(release) {
  return Number(release.split('.')[1]);
}

/** @param {string} module */
function sources(module) {
  const found = execFileSync('go', ['mod', 'download', '-json', module], { cwd: tmpdir(), encoding: 'utf8' });
  return JSON.parse(found).Dir;
}

/** The fields of a release that belong to a gate. @param {string} release */
function fieldsOf(release) {
  const folder = sources(`k8s.io/api@v0.${minor(release)}.${patches[release]}`);
  const found = [];
  for (const group of readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory()))
    for (const version of readdirSync(join(folder, group.name)).filter((name) => /^v\d/.test(name))) {
      let text = '';
      try {
        text = readFileSync(join(folder, group.name, version, 'types.go'), 'utf8');
        const [, full = ''] =
          /GroupName = "([^"]*)"/.exec(
            readFileSync(join(folder, group.name, version, 'register.go'), 'utf8'),
          ) ?? [];
        found.push(...gatedIn(text, `${full === '' ? 'core' : full}/${version}`));
      } catch {
        // A folder of something else.
      }
    }
  return found;
}

/** @param {string} text @param {string} home */
function gatedIn(text, home) {
  const found = [];
  let [structure, gates] = ['', []];
  for (const line of text.split('\n')) {
    const [, begun] = /^type (\w+) struct/.exec(line) ?? [];
    if (begun !== undefined) [structure, gates] = [begun, []];
    const [, gate] = /^\s*\/\/ \+featureGate=(\w+)\s*$/.exec(line) ?? [];
    if (gate !== undefined) gates.push(gate);
    const [, field] = /^\s+\w+\s.*`json:"(\w+)/.exec(line) ?? [];
    if (field !== undefined) {
      for (const each of gates) found.push({ key: `${home}#${structure}`, field, gate: each });
      gates = [];
    } else if (!/^\s*\/\//.test(line)) gates = [];
  }
  return found;
}

/** What gates are in a release, as the sources of this or a later one say. */
function gateDefaults() {
  const files = withGates.map((release) => [
    release,
    readFileSync(
      join(sources(`k8s.io/kubernetes@v${release}.${patches[release]}`), 'pkg/features/kube_features.go'),
      'utf8',
    ),
  ]);
  const named = new Map();
  for (const [, text] of files)
    for (const [, constant, name] of text.matchAll(/^\s*(\w+)\s+featuregate\.Feature = "(\w+)"/gm))
      named.set(name, constant);
  return (gate, release) => {
    const constant = named.get(gate) ?? gate;
    for (const [at, text] of files.filter(([at]) => minor(at) >= minor(release))) {
      const plain = new RegExp(`^\\s*${constant}:\\s*\\{Default: (true|false)`, 'm').exec(text);
      if (plain !== null) return at === release ? plain[1] === 'true' : undefined;
      const block = new RegExp(`^\\s*${constant}: \\{\\n([\\s\\S]*?)^\\t\\},?$`, 'm').exec(text)?.[1];
      if (block === undefined) continue;
      const history = [
        ...block.matchAll(/Version: version\.MustParse\("([\d.]+)"\), Default: (true|false)/g),
      ];
      if (history.length === 0) continue;
      const last = history.filter(([, version]) => minor(version) <= minor(release)).at(-1);
      return last === undefined ? undefined : last[2] === 'true';
    }
    return undefined;
  };
}

/** The table: rows by definition, each with the releases in which the field is dropped. */
export function gatedRows() {
  const isOn = gateDefaults();
  const off = new Map();
  for (const release of releases)
    for (const { key, field, gate } of fieldsOf(release)) {
      if (isOn(gate, release) !== false) continue;
      const id = `${key} ${field} ${gate}`;
      off.set(id, [...(off.get(id) ?? []), release]);
    }
  const table = {};
  for (const [id, list] of [...off].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [key, field, gate] = id.split(' ');
    const [since, until] = [list[0], list.at(-1)];
    table[key] ??= [];
    table[key].push({ field, gate, since, ...(until === releases.at(-1) ? {} : { until }) });
  }
  return table;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.stdout.write(`${JSON.stringify(gatedRows(), undefined, 1)}\n`);
