import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltCluster } from '../builder/types.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import { Problem } from '../core/problem.ts';
import { didYouMean } from '../core/suggest.ts';
import { withPins } from '../pins/active.ts';
import { type Pins, parsePins } from '../pins/pins.ts';
import { environmentName, previews, type Settled } from '../project/config.ts';
import { findStacks } from '../project/find.ts';
import { type Loaded, loadModules } from '../project/load.ts';
import type { Provenance } from '../project/provenance.ts';
import { isStack } from '../stack/define-stack.ts';
import { resolveStack } from '../stack/resolve.ts';

export interface Chosen {
  /** Stacks by name; none: all. */
  readonly stacks: readonly string[];
  /** Environments by name; none: all that the config has. */
  readonly environments: readonly string[];
  readonly set: readonly string[];
}

/** A cluster, and what it was evaluated for. */
export interface Gathered {
  readonly built: BuiltCluster;
  readonly environment: string;
  /** The stack's file, relative to the project. */
  readonly stack: string;
}

export interface Everything {
  readonly clusters: readonly Gathered[];
  readonly findings: readonly Finding[];
  /** What stacks know of `pins.yaml`; their applications ask for it when they are rendered. */
  readonly pins: Pins;
  /** What each stack is made of, by its file. */
  readonly provenance: ReadonlyMap<string, () => Provenance>;
}

interface Environment {
  readonly name: string;
  readonly values: Readonly<Record<string, Json>>;
}

/** Loads and evaluates stacks: every mistake of every stack, at once. */
export async function gather(
  root: string,
  config: Settled,
  chosen: Chosen,
  cache: string | undefined,
): Promise<Everything> {
  const environments = environmentsOf(config, chosen.environments);
  const files = await findStacks(root, config.stacks, chosen.stacks);
  const pins = readPins(root, config.pins);
  const clusters: Gathered[] = [];
  const findings: Finding[] = [];
  const declared = new Set<string>();
  const provenance = new Map<string, () => Provenance>();
  const { findings: unpinned } = await withPins(pins, async () => {
    const loaded = await loadModules(
      files.map((file) => join(root, file)),
      cache,
    );
    for (const file of files) {
      const found = loaded.get(join(root, file));
      if (found?.exports !== undefined) provenance.set(file, found.provenance);
      const exported = stackOf(found, file, findings);
      if (exported === undefined) continue;
      const settings = isStack(exported) ? Object.keys(exported.settings) : [];
      for (const key of settings) declared.add(key);
      const set = chosen.set.filter((each) => !each.includes('=') || settings.includes(keyOf(each)));
      for (const { name, values } of isStack(exported) ? environments : fixed(environments, chosen)) {
        const resolved = await resolveStack(exported, { env: name, values, set });
        // What is wrong with a cluster is said when it is rendered.
        const own = new Set(resolved.clusters.flatMap((built) => built.findings));
        const others = resolved.findings.filter((each) => !own.has(each));
        findings.push(...others.map((each) => placed(each, file)));
        clusters.push(...resolved.clusters.map((built) => ({ built, environment: name, stack: file })));
      }
    }
  });
  // What is wrong with the file itself is said once, here.
  findings.push(...unpinned, ...undeclared(chosen.set, declared));
  return { clusters, findings, pins, provenance };
}

/** What a stack exports by default; undefined, and findings, where it cannot be loaded. */
function stackOf(loaded: Loaded | undefined, file: string, findings: Finding[]): unknown {
  if (loaded?.exports === undefined) {
    // A file that several stacks import is wrong once.
    findings.push(...(loaded?.findings ?? []).filter((each) => !findings.includes(each)));
    return undefined;
  }
  if (loaded.exports.default === undefined)
    findings.push(
      finding('build/not-a-stack', `${file} exports no stack`, {
        source: { file },
        fix: 'export default cluster(…)….build(), or defineStack(…)',
      }),
    );
  return loaded.exports.default;
}

/** A stack that is no function of its environment is of the default one. */
function fixed(
  environments: readonly Environment[],
  { environments: asked }: Chosen,
): readonly Environment[] {
  const found = environments.filter(({ name }) => name === 'default');
  return found.length > 0 || asked.length > 0 ? found : [{ name: 'default', values: {} }];
}

function environmentsOf({ environments }: Settled, asked: readonly string[]): readonly Environment[] {
  const names = Object.keys(environments).filter((name) => name !== previews);
  const known = names.length === 0 ? ['default'] : names;
  if (asked.length === 0) return known.map((name) => ({ name, values: environments[name] ?? {} }));
  const wrong = asked.filter((name) => !known.includes(name) && name !== 'default' && !isPreview(name));
  if (wrong.length > 0)
    throw new Problem(
      wrong.map((name) =>
        finding('cli/unknown-environment', `there is no environment ${name}`, {
          fix: didYouMean(name, known) ?? `there are ${known.join(', ')}; previews are called pr-…`,
        }),
      ),
    );
  return [...new Set(asked)].map((name) => ({
    name,
    values: { ...(isPreview(name) ? environments[previews] : {}), ...environments[name] },
  }));
}

/** `pr-123`: rendered only when it is asked for, and left alone by every run that does not ask. */
export function isPreview(name: string): boolean {
  return name.startsWith('pr-') && environmentName.test(name);
}

function readPins(root: string, file: string): Pins {
  let text = '';
  try {
    text = readFileSync(join(root, file), 'utf8');
  } catch {
    // A project without pins has none.
  }
  return parsePins(text, file);
}

function keyOf(setting: string): string {
  return setting.slice(0, setting.indexOf('='));
}

/** A setting that no stack declares; each stack is given only those it does. */
function undeclared(set: readonly string[], declared: ReadonlySet<string>): readonly Finding[] {
  return set
    .filter((each) => each.includes('=') && !declared.has(keyOf(each)))
    .map((each) => {
      const hint = didYouMean(keyOf(each), [...declared]);
      return finding(
        'build/unknown-setting',
        `no stack declares a setting ${keyOf(each)}`,
        hint === undefined ? {} : { fix: hint },
      );
    });
}

/** A finding that names no place is at least of this file. */
function placed(each: Finding, file: string): Finding {
  return each.definition === undefined && each.source === undefined ? { ...each, source: { file } } : each;
}
