import type { Finding } from '../core/finding.ts';
import { Complaints, checkCluster, optionsFor } from '../pipeline/check-objects.ts';
import type { RenderedPart } from '../pipeline/render.ts';
import { plainText, type TextFile, type Texts } from '../pipeline/texts.ts';
import type { Settled } from '../project/config.ts';
import { runCommand } from '../project/user-command.ts';
import { withoutIgnored } from '../validate/sieve/ignore.ts';
import { judgeChanges } from './judge-changes.ts';
import type { ClusterPart } from './shards.ts';
import type { Side } from './side.ts';

/** What a render is judged by that is not of it. */
interface Circumstances {
  readonly root: string;
  readonly crds: readonly unknown[];
  /** What was there of a cluster; absent: nobody wants to know what changes. */
  readonly before: ((cluster: string) => Promise<Side>) | undefined;
}

/** What is said of a cluster: of itself, and of what would change. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly changes: readonly Finding[];
}

/** What API servers, rules and commands of a project say of what it renders, cluster by cluster. Nothing is ignored yet. */
export class Judge {
  readonly #config: Settled;
  readonly #circumstances: Circumstances;
  readonly #complaints: Complaints;
  /** Commands see everything at once: their texts are kept for them, and for nobody else. */
  readonly #texts = new Map<string, string>();

  constructor(config: Settled, circumstances: Circumstances) {
    this.#config = config;
    this.#circumstances = circumstances;
    this.#complaints = new Complaints(config.validate.rules ?? [], this.#options());
  }

  /** `share`: only what belongs to it is judged, by all that is there. */
  async of(part: RenderedPart, { files }: Texts, share: ClusterPart | undefined): Promise<Judged> {
    const { cluster, objects } = part;
    if (cluster === undefined) return { findings: [], changes: [] };
    // As its engine has arranged it.
    const model = objects[0]?.cluster ?? cluster;
    const options = this.#options();
    const isMine = share && ((path: string) => share.holds(part.files.get(path)?.owner ?? ''));
    const findings = checkCluster(
      model,
      objects,
      { ...options, files: part.files, isMine },
      this.#complaints,
    );
    this.#keep(files);
    const { before } = this.#circumstances;
    if (before === undefined || objects.length === 0) return { findings, changes: [] };
    const { files: were, read } = await before(cluster.name);
    const then = {
      files: share === undefined ? [...were] : [...were].filter(([, { owner }]) => share.holds(owner)),
      read,
    };
    const said = optionsFor(model, objects, options);
    return { findings, changes: await judgeChanges({ objects, files }, then, options.base, said) };
  }

  /** What can only be said once all is seen. */
  async ofAll(): Promise<readonly Finding[]> {
    const findings = [...this.#complaints.ofFleet()];
    for (const command of this.#config.validate.commands ?? [])
      findings.push(...(await runCommand(command, this.#texts, this.#circumstances.root)));
    return findings;
  }

  #options() {
    const { layout, serve, validate } = this.#config;
    const { only, skip, external = [], policy } = validate;
    return { base: layout.base ?? '', crds: this.#circumstances.crds, serve, only, skip, external, policy };
  }

  #keep(files: ReadonlyMap<string, TextFile>): void {
    if ((this.#config.validate.commands ?? []).length === 0) return;
    for (const [path, { content }] of files) this.#texts.set(path, plainText(content));
  }
}

/** A remark may be lived with; what could not be rendered may not. */
export function sieved(
  rendered: readonly Finding[],
  judged: readonly Finding[],
  { validate: { ignore = [] } }: Settled,
  today: string,
): readonly Finding[] {
  const [remarks, mistakes] = [rendered.filter(isRemark), rendered.filter((each) => !isRemark(each))];
  return [...mistakes, ...withoutIgnored([...remarks, ...judged], ignore, today)];
}

function isRemark({ severity }: Finding): boolean {
  return severity === 'warning';
}
