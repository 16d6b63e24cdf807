import { canonical } from '../core/json.ts';

/** A chart that is inflated when the stack is rendered: which, and what it is told. */
export interface ChartOptions {
  /** Its name in the repository. */
  readonly chart?: string;
  /** `https://…`, or `oci://…` up to the chart's own name. */
  readonly repository?: string;
  /** A folder of the project that is a chart, instead of one from a repository. */
  readonly path?: string;
  /** One version, no range. */
  readonly version?: string;
  /** The sha256 of the chart's archive. Default: what the lock remembers from the first time. */
  readonly digest?: string;
  /** Default: the application's name. */
  readonly releaseName?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  /** Files of the project; later ones win, `values` wins over all. */
  readonly valuesFiles?: readonly string[];
  /** APIs that the cluster has beside its own: `monitoring.coreos.com/v1`. Default: those of the definitions that the config names. */
  readonly apiVersions?: readonly string[];
  /** Whether the definitions that the chart brings are rendered too. Default: `true`. */
  readonly crds?: boolean;
}

/** What a chart is inflated for. */
export interface ChartRequest {
  readonly options: ChartOptions;
  readonly release: string;
  readonly namespace: string;
  readonly kubernetes: string;
}

/** Where it is rendered: a context has more than this. */
interface Around {
  readonly application: string;
  readonly namespace?: string | undefined;
  readonly kubernetes: string;
}

export function chartRequest(
  options: ChartOptions,
  { application, namespace = 'default', kubernetes }: Around,
): ChartRequest {
  return { options, release: options.releaseName ?? application, namespace, kubernetes };
}

/** Equal requests have one answer. */
export function chartKey(request: ChartRequest): string {
  return canonical(request);
}

type Part = 'chart' | 'repository' | 'version';

const parts: readonly Part[] = ['chart', 'repository', 'version'];

const forms: Readonly<Record<Part, RegExp>> = {
  chart: /^[A-Za-z0-9][\w./-]*$/,
  repository: /^(?:https?|oci):\/\/[^\s-][^\s]*$/,
  version: /^v?\d+\.\d+\.\d+[\w.+-]*$/,
};

/** Which part of a chart's address is missing, or is none: names and addresses become arguments of a program. */
export function unaddressed(options: ChartOptions): Part | undefined {
  if (options.path !== undefined) return undefined;
  return parts.find((part) => !forms[part].test(options[part] ?? ''));
}

/** What Helm takes as the name of a release. */
export function isReleaseName(name: string): boolean {
  return name.length <= 53 && /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/.test(name);
}

/** What a chart is called in messages. */
export function chartName({ chart, repository, path, version }: ChartOptions): string {
  const name = path ?? chart ?? repository ?? '';
  return version === undefined ? name : `${name} ${version}`;
}
