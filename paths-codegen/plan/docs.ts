import type { FactsFile, Node, Ranged, StoredKind } from '../../generator/facts/format.ts';
import type { ServerDefault } from '../../generator/facts/server.ts';

/** The sentences of a doc comment, made from facts. The author's own text comes first, where it was kept. */
export function fieldDocs(
  variants: readonly Node[],
  file: FactsFile,
  fill: ServerDefault | undefined,
  keys: readonly string[],
): string | undefined {
  const newest = variants.at(-1) as Node;
  const lines = [
    newest.description,
    defaultLine(newest, fill),
    allowedLine(variants),
    boundsLine(newest),
    keys.length === 0
      ? undefined
      : `Items are told apart by ${keys.map((key) => `\`${key}\``).join(' and ')}.`,
    newest.list === 'set' ? 'Each value once.' : undefined,
    lifeLine({ ...span(variants) }, file),
  ].filter((line) => line !== undefined && line !== '');
  return lines.length === 0 ? undefined : lines.join('\n').replaceAll('*/', '* /');
}

/** The values of all releases; one that only some of them take says which. */
function allowedLine(variants: readonly Node[]): string | undefined {
  const values = [...new Set(variants.flatMap((node) => node.enum ?? []))];
  if (values.length === 0 || values.length > 12 || !variants.every((node) => node.enum !== undefined))
    return undefined;
  const said = values.map((value) => {
    const holders = variants.filter((node) => node.enum?.includes(value));
    const since = holders[0] === variants[0] ? undefined : holders[0]?.since;
    const until = holders.at(-1) === variants.at(-1) ? undefined : holders.at(-1)?.until;
    const life = [since && `since ${since}`, until && `until ${until}`].filter(Boolean).join(' ');
    return `\`${String(value)}\`${life === '' ? '' : ` (${life})`}`;
  });
  return `Allowed: ${said.join(', ')}.`;
}

/** From the first variant's beginning to the last one's end. */
export function span(variants: readonly Ranged[]): Ranged {
  const since = variants[0]?.since;
  const until = variants.at(-1)?.until;
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
}

function defaultLine(node: Node, fill: ServerDefault | undefined): string | undefined {
  if (fill?.computed !== undefined) return `Default: ${fill.computed}.`;
  const value = fill?.value ?? node.default;
  if (value === undefined) return undefined;
  const when = Object.entries(fill?.when ?? {}).map(
    ([field, values]) => `${field} is ${values.map((each) => String(each)).join(' or ')}`,
  );
  return `Default: \`${JSON.stringify(value)}\`${when.length > 0 ? ` when ${when.join(' and ')}` : ''}.`;
}

function boundsLine({
  minimum,
  maximum,
  minLength,
  maxLength,
  minItems,
  maxItems,
}: Node): string | undefined {
  const parts = [
    bounds('Value', minimum, maximum),
    bounds('Length', minLength, maxLength),
    bounds('Items', minItems, maxItems),
  ];
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? undefined : said.join(' ');
}

function bounds(what: string, least: number | undefined, most: number | undefined): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (most === undefined) return `${what}: at least ${least}.`;
  return least === undefined ? `${what}: at most ${most}.` : `${what}: ${least} to ${most}.`;
}

/** Since and until which release; of a project's release its name is said as well. */
function lifeLine({ since, until }: Ranged, { source }: FactsFile): string | undefined {
  const named = (release: string): string =>
    source === 'kubernetes' ? `Kubernetes ${release}` : `${source} ${release}`;
  const parts = [
    since === undefined ? undefined : `Since ${named(since)}.`,
    until === undefined ? undefined : `Until ${named(until)}.`,
  ];
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? undefined : said.join(' ');
}

export function kindDocs(
  kind: StoredKind,
  file: FactsFile,
  reference: string | undefined,
  description: string | undefined,
): string {
  const { shortNames = [], scope } = kind;
  const lines = [
    description,
    `${kind.kind} of ${kind.group === 'core' ? '' : `${kind.group}/`}${kind.version}, ${scope === 'Cluster' ? 'cluster-scoped' : 'namespaced'}${shortNames.length > 0 ? `, short ${shortNames.join(', ')}` : ''}.`,
    kind.offByDefault === true ? 'An API server serves it only when told to.' : undefined,
    lifeLine(kind, file),
    reference === undefined ? undefined : `@see ${reference}`,
    deprecation(kind),
  ].filter((line) => line !== undefined && line !== '');
  return lines.join('\n').replaceAll('*/', '* /');
}

function deprecation({ deprecated, removed, replacement }: StoredKind): string | undefined {
  if (deprecated === undefined) return undefined;
  const since = deprecated === true ? 'by its project' : `since Kubernetes ${deprecated}`;
  return `@deprecated ${since}${removed === undefined ? '' : `, removed in ${removed}`}${replacement === undefined ? '' : `; use ${replacement}`}`;
}

/** The page of the API reference that describes a kind. */
export function referenceOf(
  kind: StoredKind,
  file: FactsFile,
  projects: Readonly<Record<string, string>>,
): string | undefined {
  if (file.source !== 'kubernetes') return projects[file.source];
  const release = kind.until ?? file.releases.at(-1);
  const anchor = [kind.kind, kind.version, kind.group].join('-').toLowerCase();
  return `https://kubernetes.io/docs/reference/generated/kubernetes-api/v${release}/#${anchor.replaceAll('.', '-')}`;
}
