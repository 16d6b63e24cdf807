import type { Finding } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import { metadataOf } from '../evaluate/metadata.ts';
import type { LayoutRules } from '../layout/rules.ts';
import { filesInMemory } from '../model/project-files.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { withPins } from '../pins/active.ts';
import { parsePins } from '../pins/pins.ts';
import { checkObjects } from '../pipeline/check-objects.ts';
import { render } from '../pipeline/render.ts';
import { plainText, textsOf } from '../pipeline/texts.ts';
import { resolveStack } from '../stack/resolve.ts';
import type { PolicyConfig } from '../validate/policy/options.ts';
import type { UserRule } from '../validate/user-rules.ts';

export interface RenderStackOptions {
  /** The environment's name, and its values. */
  readonly env?: string;
  readonly values?: Readonly<Record<string, Json>>;
  /** `key=value`, as on the command line. */
  readonly set?: readonly string[];
  readonly layout?: Partial<LayoutRules>;
  /** The text of `pins.yaml`. */
  readonly pins?: string;
  /** Files of the project, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** What addresses hold. */
  readonly remotes?: Readonly<Record<string, string | Uint8Array>>;
  /** Definitions of custom resources, as objects or texts. */
  readonly crds?: readonly unknown[];
  readonly serve?: readonly string[];
  /** What is in the cluster though it is not rendered: `Kind/name`, `Kind/namespace/name`, `*` for anything. */
  readonly external?: readonly string[];
  /** What is asked beyond what the server does: `validate.policy` of the config. */
  readonly policy?: PolicyConfig;
  /** Rules of the project. */
  readonly rules?: readonly UserRule[];
}

/** What a stack renders to, in memory. */
export interface RenderedStack {
  /** Every object, those of the engine too, in the order of their files. */
  readonly objects: readonly KubernetesObject[];
  /** The text of every file, by its path. */
  readonly files: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
  /** The only object of a kind and name; undefined where there is none, or more than one. */
  readonly object: (kind: string, name: string, namespace?: string) => KubernetesObject | undefined;
  /** Everything as one text, for a snapshot. */
  readonly snapshot: () => string;
}

/** Renders what a stack's module exports (or a promise of it): no disk, no network, no process. */
export async function renderStack(stack: unknown, options: RenderStackOptions = {}): Promise<RenderedStack> {
  const { env, values, set, layout = {}, pins = '', files = {}, remotes = {} } = options;
  const { crds = [], serve = [], external = [], policy, rules = [] } = options;
  // Pins are known for as long as code of the stack runs: applications run when they are rendered.
  const { value, findings: unpinned } = await withPins(parsePins(pins, 'pins.yaml'), async () => {
    const resolved = await resolveStack(stack, {
      ...(env === undefined ? {} : { env }),
      ...(values === undefined ? {} : { values }),
      ...(set === undefined ? {} : { set }),
    });
    return {
      ...resolved,
      rendered: render(resolved.clusters, layout, { files: filesInMemory(files, remotes), crds }),
    };
  });
  const { rendered } = value;
  const texts = textsOf(rendered.files);
  const own = new Set(value.clusters.flatMap(({ findings }) => findings));
  const objects = [...rendered.files.values()]
    .flatMap(({ documents }) => documents as readonly KubernetesObject[])
    .filter(({ apiVersion }) => !apiVersion.startsWith('kustomize.config.k8s.io/'));
  const all = new Map([...texts.files].map(([path, { content }]) => [path, plainText(content)]));
  return {
    objects,
    files: all,
    findings: [
      ...unpinned,
      ...value.findings.filter((each) => !own.has(each)),
      ...rendered.findings,
      ...texts.findings,
      ...checkObjects(rendered.objects, { crds, serve, external, policy, rules, files: rendered.files }),
    ],
    object: (kind, name, namespace) => {
      const found = objects.filter((each) => is(each, kind, name, namespace));
      return found.length === 1 ? found[0] : undefined;
    },
    snapshot: () => [...all].map(([path, text]) => `# ${path}\n${text}`).join('---\n'),
  };
}

export function is(object: KubernetesObject, kind: string, name: string, namespace?: string): boolean {
  const metadata = metadataOf(object);
  return (
    object.kind === kind &&
    metadata.name === name &&
    (namespace === undefined || metadata.namespace === namespace)
  );
}
