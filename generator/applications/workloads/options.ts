import type { Duration } from '../../model/duration.ts';
import type { OneOf } from '../one-of.ts';
import type { FromProject } from '../with-files.ts';

/** An amount as Kubernetes writes it: `250m`, `1Gi`, `2`. */
export type Amount = number | `${number}${'' | 'm' | 'k' | 'M' | 'G' | 'T' | 'Ki' | 'Mi' | 'Gi' | 'Ti'}`;

/** A share of all: `25%`. */
export type Share = `${number}%`;

/** What an environment variable is set to: a text, or where it is read from. */
export type EnvironmentValue =
  | string
  | number
  | boolean
  | OneOf<
      | { readonly secret: string; readonly key: string; readonly optional?: boolean }
      | { readonly configMap: string; readonly key: string; readonly optional?: boolean }
      /** Of the pod: `metadata.name`, `status.podIP`, … */
      | { readonly field: string }
      /** Of the container: `limits.memory`, … */
      | { readonly resource: string }
    >;

/** Every key of a Secret or ConfigMap as a variable. */
export type EnvironmentSource = { readonly prefix?: string; readonly optional?: boolean } & OneOf<
  { readonly secret: string } | { readonly configMap: string }
>;

/** Something that is mounted: exactly one of what it is. */
export type VolumeOptions = {
  /** Where in the container. */
  readonly path: string;
  /** One file or folder of it. */
  readonly subPath?: string;
  /** Default: `true` for what is configuration, `false` for what is storage. */
  readonly readOnly?: boolean;
} & OneOf<
  | {
      /** Empty at the start, gone with the pod; at most so large. */
      readonly scratch: Amount;
      /** In memory, of which the container's limit counts it. Default: `false`. */
      readonly memory?: boolean;
    }
  | {
      /** A claim that exists. */
      readonly claim: string;
    }
  | { readonly secret: string; readonly optional?: boolean }
  | { readonly configMap: string; readonly optional?: boolean }
  | {
      /** A folder of the node: not allowed under the restricted Pod Security Standard. */ readonly host: string;
    }
>;

/** How a container is asked: exactly one way. */
export type CheckOptions = {
  /** Seconds from one to the next. Default: `10`. */
  readonly every?: number;
  /** Seconds an answer may take. Default: `1`. */
  readonly timeout?: number;
  /** So many in a row are needed to believe it. Default: `3`. */
  readonly failures?: number;
} & OneOf<
  | { /** A path that answers 2xx or 3xx. */ readonly http: string; readonly port?: string | number }
  | { /** A port that is open. */ readonly tcp: string | number }
  | { readonly grpc: number; readonly service?: string }
  | { readonly command: readonly string[] }
>;

export interface HealthOptions {
  /** Traffic goes to whom answers. */
  readonly ready?: CheckOptions | false;
  /** Who does not answer is restarted. Never ask for something that depends on others. */
  readonly alive?: CheckOptions | false;
  /** Nothing else is asked before this answers. */
  readonly started?: CheckOptions | false;
}

export interface ResourceOptions {
  /** Asked for. Default: `100m`. */
  readonly cpu?: Amount;
  /** Asked for, and the limit. Default: `128Mi`. */
  readonly memory?: Amount;
  /** Default: none, so that idle processor time is not wasted. */
  readonly cpuLimit?: Amount;
  /** Default: what is asked for. */
  readonly memoryLimit?: Amount;
  /** Asked for, and the limit, of the node's disk. Default: none. */
  readonly disk?: Amount;
  /** Others, by their names: `nvidia.com/gpu: 1`. */
  readonly extended?: Readonly<Record<string, number>>;
  /** Of the pod's resource claims, the names of those that the container uses. Default: none. */
  readonly claims?: readonly string[];
}

export interface SecurityOptions {
  /** Runs as this user; needed where the image names its user by a word. Default: the image's, never root. */
  readonly user?: number;
  /** Default: the image's. */
  readonly group?: number;
  /** Owns what is mounted. Default: `65532` where there are claims. */
  readonly filesGroup?: number;
  /** Default: `true`. */
  readonly nonRoot?: boolean;
  /** Default: `true`; `/tmp` is writable (`tmp`). */
  readonly readOnlyRoot?: boolean;
  /** Beyond none: `NET_BIND_SERVICE` is the one that the restricted standard allows. Default: none. */
  readonly capabilities?: readonly string[];
  /** Default: `RuntimeDefault`. */
  readonly seccomp?: 'RuntimeDefault' | 'Unconfined' | { readonly localhost: string };
}

export interface AccountOptions {
  /** Of one that exists. Default: the application's own, made here. */
  readonly existing?: string;
  /** A token for the API server in every pod. Default: `false`. */
  readonly token?: boolean;
  /** Of the account: roles of a cloud, for example. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Somebody on the network; the namespace `*` is every one. */
export type Peer =
  /** Everybody, inside and outside of the cluster. */
  | 'anywhere'
  /** Every pod of the cluster. */
  | 'cluster'
  /** Every pod of the namespace. */
  | 'namespace'
  | ({
      /** Only these ports, by number or name. Default: from others: the application's own; to others: all. */
      readonly ports?: readonly (string | number)[];
    } & OneOf<
      | { readonly app: string; readonly namespace?: string }
      | { readonly labels: Readonly<Record<string, string>>; readonly namespace?: string }
      | { readonly namespace: string }
      | { readonly cidr: string; readonly except?: readonly string[] }
    >);

export interface NetworkOptions {
  /** Who may call. Default: pods of the namespace where it listens, every pod where it has a host; and who reads metrics. */
  readonly from?: readonly Peer[];
  /** Who may be called, beside DNS. Default: nobody. */
  readonly to?: readonly Peer[];
}

/** A taint that does not keep it away. */
export interface TolerationOptions {
  /** Default: every one. */
  readonly key?: string;
  /** Default: `Equal`. */
  readonly operator?: 'Equal' | 'Exists';
  readonly value?: string;
  /** Default: every one. */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** How long it may stay where it is not wanted any more. Default: for ever. */
  readonly tolerationSeconds?: number;
}

export interface PlacementOptions {
  readonly nodes?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly TolerationOptions[];
  readonly priorityClass?: string;
  readonly runtimeClass?: string;
  /** Over zones and nodes, as far as there are some. Default: `true` where there can be several. */
  readonly spread?: boolean;
}

export interface ShutdownOptions {
  /** Seconds it goes on answering while others learn that it leaves. Default: `5` where it has a Service, else `0`. */
  readonly drain?: number;
  /** Seconds from the signal to the end. Default: `30`. */
  readonly grace?: number;
}

/** What every container is told. */
export interface ContainerOptions {
  readonly image: string;
  /** Default: the image's. */
  readonly command?: readonly string[];
  /** Default: the image's. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, EnvironmentValue>>;
  readonly envFrom?: readonly EnvironmentSource[];
  readonly resources?: ResourceOptions;
}

/** What runs beside, or before: it has the mounts and the security of the first. */
export interface ExtraContainerOptions extends ContainerOptions {
  readonly ports?: Readonly<Record<string, number>>;
}

export interface MetricsOptions {
  /** Default: the port it listens on. */
  readonly port?: string | number;
  /** Default: `/metrics`. */
  readonly path?: string;
  /** Default: `30s`. */
  readonly interval?: `${number}${'s' | 'm'}`;
  /** The namespace that Prometheus is in. Default: `monitoring`. */
  readonly from?: string;
}

/** What all workloads are told. */
export interface WorkloadOptions extends ContainerOptions {
  /** Of the objects. Default: the application's. */
  readonly name?: string;
  /** On every object and every pod. */
  readonly labels?: Readonly<Record<string, string>>;
  /** On every pod. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** A ConfigMap of texts and files of the project, mounted; a change rolls the pods. */
  readonly files?: Readonly<Record<string, string | FromProject>>;
  /** Where `files` are. Default: `/etc/<name>`. */
  readonly filesPath?: string;
  /** By name. */
  readonly volumes?: Readonly<Record<string, VolumeOptions>>;
  /** How large `/tmp` may be. Default: `64Mi`. */
  readonly tmp?: Amount | false;
  readonly security?: SecurityOptions;
  readonly account?: AccountOptions;
  /** Default: nobody calls, and only DNS is called; `false` makes no NetworkPolicy. */
  readonly network?: NetworkOptions | false;
  readonly placement?: PlacementOptions;
  readonly shutdown?: ShutdownOptions;
  /** Containers that run as long as the first, by name; they start before it and end after it. */
  readonly sidecars?: Readonly<Record<string, ExtraContainerOptions>>;
  /** Containers that end before the first starts, by name, in order. */
  readonly init?: Readonly<Record<string, ContainerOptions>>;
  /** Secrets that images are pulled with. */
  readonly pullSecrets?: readonly string[];
}

/** What goes on running. */
export interface RunningOptions extends WorkloadOptions {
  /** By name, beside those that the kind has. */
  readonly ports?: Readonly<Record<string, number>>;
  /** A ServiceMonitor. Default: none. */
  readonly metrics?: MetricsOptions | true;
}

/** So many, or as many as are needed. */
export interface ScaleOptions {
  readonly min: number;
  readonly max: number;
  /** Percent of what is asked for. Default: `80`. */
  readonly cpu?: number | false;
  /** Percent of what is asked for. Default: none. */
  readonly memory?: number;
}

/** How many may be missing on purpose. */
export type DisruptionOptions = OneOf<
  { readonly maxUnavailable: number | Share } | { readonly minAvailable: number | Share }
>;

/** What runs as often as it is needed. */
export interface ScaledOptions {
  /** A number, or an autoscaler. */
  readonly replicas?: number | ScaleOptions;
  /** Default: one may be missing where there are at least two. */
  readonly disruption?: DisruptionOptions | false;
}

export interface DeploymentOptions extends ScaledOptions {
  /** `recreate` ends the old before the new starts: for what cannot run twice. Default: `rolling`. */
  readonly strategy?: 'rolling' | 'recreate';
}

/** What runs to its end. */
export interface EndingOptions extends WorkloadOptions {
  /** How often it is tried again. Default: `3`. */
  readonly retries?: number;
  /** Then it has failed. Default: never. */
  readonly timeLimit?: Duration;
  /** So often it has to succeed. Default: `1`. */
  readonly completions?: number;
  /** So many at once. Default: `1`. */
  readonly parallelism?: number;
}
