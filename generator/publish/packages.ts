import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { joinPath } from '../core/path.ts';
import { engines } from '../engines/engines.ts';
import { place } from '../layout/places.ts';
import { fluxMonorepo, type LayoutRules } from '../layout/rules.ts';
import type { ClusterModel } from '../model/model.ts';
import type { Source } from '../model/source.ts';
import { nodesOf } from '../model/walk.ts';
import type { TextFile } from '../pipeline/texts.ts';
import { type Address, addressText, parseAddress } from './address.ts';

/** What is published under one address: paths as the engine reads them from there. */
export interface Package {
  /** The cluster, or cluster/node. */
  readonly name: string;
  readonly address: Address;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface Packages {
  readonly packages: readonly Package[];
  /** What is read from an address that was not asked for. */
  readonly elsewhere: readonly Finding[];
}

/**
 * Each cluster, and each node with an artifact of its own. Where a source says from which address it is read it is published there, if that
 * is below the address that was asked for; else below that one, by its name.
 */
export function packagesOf(
  cluster: ClusterModel,
  files: ReadonlyMap<string, TextFile>,
  asked: Address,
  layout: Partial<LayoutRules>,
): Packages {
  const rules: LayoutRules = { ...fluxMonorepo, ...layout };
  const engine = engines.find(({ name }) => name === cluster.options.gitops.engine);
  const places = place(cluster, rules, engine?.directory ?? '');
  const homes = [...nodesOf(cluster)].flatMap((path) => {
    const node = path.at(-1);
    // What is read from a Git repository or a bucket is nobody's to push.
    return node?.options.source?.kind !== 'OCIRepository'
      ? []
      : [
          {
            name: path.map(({ name }) => name).join('-'),
            source: node.options.source,
            folder: places.node(node),
          },
        ];
  });
  // The innermost first: what is below it is its own.
  homes.sort((a, b) => b.folder.length - a.folder.length);
  const own = new Map<string, Uint8Array>();
  const apart = new Map(homes.map((home) => [home, new Map<string, Uint8Array>()]));
  for (const [path, { content, cluster: name }] of files) {
    if (name !== cluster.name) continue;
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const home = homes.find(({ folder }) => path.startsWith(`${folder}/`));
    if (home === undefined) own.set(joinPath(rules.base, path), bytes);
    else apart.get(home)?.set(path.slice(home.folder.length + 1), bytes);
  }
  const wanted = [
    { name: cluster.name, source: cluster.options.gitops.source, files: own, below: cluster.name },
    ...[...apart].map(([{ name, source }, held]) => ({
      ...{ name: `${cluster.name}/${name}`, source, files: held, below: joinPath(cluster.name, name) },
    })),
  ];
  const packages: Package[] = [];
  const elsewhere: Finding[] = [];
  for (const { name, source, files: held, below } of wanted) {
    const said = addressIn(source);
    const address = said ?? { ...asked, repository: joinPath(asked.repository, below) };
    if (isBelow(address, asked))
      packages.push({
        name,
        address: { ...address, tag: asked.tag ?? address.tag ?? 'latest' },
        files: held,
      });
    else
      elsewhere.push(
        finding(
          'cli/not-published',
          `${name} is read from ${addressText(address)}, which is not below ${addressText(asked)}`,
          {
            fix: `publish to ${addressText({ ...address, tag: undefined })}, or to what is above it`,
          },
        ),
      );
  }
  return { packages, elsewhere };
}

function addressIn(source: Source | undefined): Address | undefined {
  if (source?.kind !== 'OCIRepository') return undefined;
  const address = parseAddress(source.options.url);
  return address && { ...address, tag: source.options.tag };
}

function isBelow({ host, repository }: Address, asked: Address): boolean {
  return (
    host === asked.host && (repository === asked.repository || repository.startsWith(`${asked.repository}/`))
  );
}
