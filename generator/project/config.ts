import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { isRecord, type Json } from '../core/json.ts';
import { normalPath } from '../core/path.ts';
import { didYouMean } from '../core/suggest.ts';
import type { LayoutRules } from '../layout/rules.ts';
import { type ValidateConfig, wrongValidate } from './validate-config.ts';

/** `plimsoll.config.ts`: every field may be left out. */
export interface Config {
  /** Where the stacks are. Default: `stacks/**\/*.stack.ts`. */
  readonly stacks?: string | readonly string[];
  /** Where the result goes. Default: `out`. */
  readonly output?: string;
  /** Versions as data. Default: `pins.yaml`. */
  readonly pins?: string;
  /** Choices of the layout; `base` is the output's path in the repository, by default `output` itself. */
  readonly layout?: Partial<LayoutRules>;
  /** Environments by name, with their values. `pr-*` holds those of every preview, and is no environment itself. */
  readonly environments?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** Of manifests whose cluster nobody names: `major.minor`. Default: the newest that is shipped. */
  readonly kubernetes?: string;
  /** Files and folders with definitions of custom resources, and releases of shipped projects: `argo-cd@2.14`. */
  readonly crds?: readonly string[];
  /** APIs that are off by default and on in every cluster: `group/version`. */
  readonly serve?: readonly string[];
  /** The context in the kubeconfig of each cluster, for the verbs that ask one: `{ 'prod-eu': 'eks-prod' }`. Default: of the same name. */
  readonly contexts?: Readonly<Record<string, string>>;
  readonly validate?: ValidateConfig;
}

export interface Settled {
  readonly stacks: readonly string[];
  readonly output: string;
  readonly pins: string;
  readonly layout: Partial<LayoutRules>;
  readonly environments: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly kubernetes: string | undefined;
  readonly crds: readonly string[];
  readonly serve: readonly string[];
  readonly contexts: Readonly<Record<string, string>>;
  readonly validate: ValidateConfig;
}

/** Only for the compiler: the config is what it was. */
export function defineConfig(config: Config): Config {
  return Object.freeze({ ...config });
}

const fields: Readonly<Record<keyof Config, (value: unknown) => boolean>> = {
  stacks: (value) => isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText)),
  output: (value) => isText(value) && below(value),
  pins: (value) => isText(value) && below(value),
  layout: isRecord,
  environments: (value) =>
    isRecord(value) &&
    Object.entries(value).every(
      ([name, values]) => (name === previews || environmentName.test(name)) && isRecord(values),
    ),
  kubernetes: (value) => isText(value) && /^\d+\.\d+$/.test(value),
  crds: (value) => isTexts(value),
  serve: (value) => isTexts(value) && value.every((each) => /^[a-z0-9.-]+\/v\d+[a-z0-9]*$/.test(each)),
  contexts: (value) => isRecord(value) && Object.values(value).every(isText),
  validate: isRecord,
};

const wants: Readonly<Record<keyof Config, string>> = {
  contexts: "contexts of the kubeconfig by cluster: { 'prod-eu': 'eks-prod' }",
  stacks: "a pattern like 'stacks/**/*.stack.ts', or several",
  output: "a folder below this file, like 'out'",
  pins: "a file below this file, like 'pins.yaml'",
  layout: 'layout rules, or a preset like fluxMonorepo',
  environments: 'values by name: { staging: { … } }; names are lower-case letters, digits and dashes',
  kubernetes: "major and minor, like '1.36'",
  crds: "files or folders, or releases of shipped projects: ['crds', 'argo-cd@2.14']",
  serve: "groups with versions: ['resource.k8s.io/v1beta1']",
  validate: '{ only, skip, ignore, external, policy, rules, commands }',
};

/** Holds the values of every preview environment. */
export const previews = 'pr-*';
export const environmentName: RegExp = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** What a config says, with what it leaves out; mistakes are findings. */
export function settle(
  config: unknown,
  file: string,
): { readonly config: Settled; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const given: Record<string, unknown> = {};
  const source = { file };
  if (config !== undefined && !isRecord(config))
    findings.push(
      finding('cli/bad-config', `${file} exports no config`, {
        source,
        fix: 'export default defineConfig({ … })',
      }),
    );
  for (const [name, value] of Object.entries(isRecord(config) ? config : {})) {
    const good = Object.hasOwn(fields, name) ? fields[name as keyof Config] : undefined;
    if (good === undefined)
      findings.push(
        finding('cli/bad-config', `${file} has a field ${name}, which means nothing`, {
          source,
          fix: didYouMean(name, Object.keys(fields)) ?? `there are ${Object.keys(fields).join(', ')}`,
        }),
      );
    else if (value !== undefined && !good(value))
      findings.push(
        finding('cli/bad-config', `${name} in ${file} is ${JSON.stringify(value)}`, {
          source,
          fix: `write ${wants[name as keyof Config]}`,
        }),
      );
    else if (value !== undefined) given[name] = value;
  }
  const {
    stacks = 'stacks/**/*.stack.ts',
    output = 'out',
    pins = 'pins.yaml',
    layout = {},
    environments = {},
    kubernetes,
    crds = [],
    serve = [],
    contexts = {},
    validate = {},
  } = given as Config;
  findings.push(...wrongValidate(validate as Readonly<Record<string, unknown>>, file));
  const base = normalPath(output) ?? output;
  return {
    config: {
      stacks: typeof stacks === 'string' ? [stacks] : stacks,
      output: base,
      pins,
      layout: { base, ...layout },
      environments,
      kubernetes,
      crds,
      serve,
      contexts,
      validate,
    },
    findings,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function below(path: string): boolean {
  const normal = normalPath(path);
  return normal !== undefined && normal !== '';
}
