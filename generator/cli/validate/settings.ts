import { readFileSync } from 'node:fs';
import { definitionsFrom } from '../../project/definitions.ts';
import { findHome } from '../../project/find.ts';
import { type FineFiles, fineFilesIn } from '../../project/fine-files.ts';
import { useProject } from '../../project/use-project.ts';
import type { ValidateConfig } from '../../project/validate-config.ts';
import type { JudgeFilesOptions } from '../../validate/files/judge-files.ts';
import type { PolicyConfig } from '../../validate/policy/options.ts';
import { policyNamed, wrongPolicy } from '../../validate/policy/settings.ts';
import { several } from '../arguments.ts';
import type { Io } from '../io.ts';
import { usage } from '../usage.ts';

/** What a run of validate is told. */
export interface Settings {
  readonly root: string;
  readonly options: JudgeFilesOptions;
  readonly ignore: NonNullable<ValidateConfig['ignore']>;
  readonly commands: NonNullable<ValidateConfig['commands']>;
  /** What was fine when it was judged like this before. */
  readonly fine: () => FineFiles | undefined;
}

export interface Given {
  readonly 'kubernetes-version'?: string;
  readonly crds?: readonly string[];
  readonly serve?: readonly string[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly external?: readonly string[];
  readonly policy?: readonly string[];
}

/** What the command line says, and beside it what the config of the project says, where there is one. */
export async function settingsFrom(given: Given, io: Io): Promise<Settings> {
  const { root, config } = findHome(io.cwd);
  const { cache, imported } = await useProject(root);
  // Without a config nothing of stacks is loaded.
  const project =
    config === undefined
      ? undefined
      : (await (await import('../../synth/project.ts')).openProject(io.cwd, undefined)).config;
  const { only, skip, rules, policy, external = [], ignore = [], commands = [] } = project?.validate ?? {};
  const crds = [
    ...definitionsFrom(several(given.crds), io.cwd, '--crds'),
    ...definitionsFrom(project?.crds ?? [], root, 'crds in the config'),
  ];
  const options = {
    kubernetes: given['kubernetes-version'] ?? project?.kubernetes,
    crds,
    serve: [...several(given.serve), ...(project?.serve ?? [])],
    only: given.only === undefined ? only : several(given.only),
    skip: [...several(given.skip), ...(skip ?? [])],
    external: [...several(given.external), ...external],
    policy: policyFrom(several(given.policy), policy),
    rules,
  };
  const fine = (): FineFiles | undefined => {
    const { kubernetes, serve } = options;
    const facts = imported.map((path) => readFileSync(path, 'utf8'));
    return fineFilesIn(cache, { kubernetes, crds, serve, only: options.only, skip: options.skip, facts });
  };
  return { root, options, ignore, commands, fine };
}

/** What the command line names comes on top of what the config does. */
function policyFrom(texts: readonly string[], config: PolicyConfig | undefined): PolicyConfig | undefined {
  if (texts.length === 0) return config;
  const named = policyNamed(texts);
  const wrong = wrongPolicy(named);
  if (wrong !== undefined) throw usage(`validate: --policy${wrong}`);
  return { ...config, ...named };
}
