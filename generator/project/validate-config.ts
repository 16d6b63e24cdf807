import { finding } from '../core/codes.ts';
import type { Finding, FindingClass } from '../core/finding.ts';
import { isRecord } from '../core/json.ts';
import { didYouMean } from '../core/suggest.ts';
import type { PolicyConfig } from '../validate/policy/options.ts';
import { wrongPolicy } from '../validate/policy/settings.ts';
import { wrongExternal } from '../validate/references/external.ts';
import { type Ignore, wrongIgnore } from '../validate/sieve/ignore.ts';
import { type UserRule, wrongRule } from '../validate/user-rules.ts';
import { type UserCommand, wrongCommand } from './user-command.ts';

/** How `synth` and `validate` judge. */
export interface ValidateConfig {
  /** Classes or codes: nothing else is said. */
  readonly only?: readonly (FindingClass | string)[];
  /** Classes or codes that are not said. */
  readonly skip?: readonly (FindingClass | string)[];
  /** Findings that somebody lives with, and why. */
  readonly ignore?: readonly Ignore[];
  /** What is in the cluster though it is not rendered: `Kind/name` or `Kind/namespace/name`, `*` for anything. */
  readonly external?: readonly string[];
  /** What a team wants of its objects beyond what the server does; nothing is asked that is not named. */
  readonly policy?: PolicyConfig;
  readonly rules?: readonly UserRule[];
  /** Programs that judge as well: policy engines, linters. */
  readonly commands?: readonly UserCommand[];
}

type Check = (value: unknown) => string | undefined;

const checks: Readonly<Record<keyof ValidateConfig, Check>> = {
  only: texts,
  skip: texts,
  ignore: each((value) => wrongIgnore(value)),
  external: (value) => {
    if (!Array.isArray(value)) return ' is no list';
    const wrong = value.map(wrongExternal).find((why) => why !== undefined);
    return wrong === undefined ? undefined : `: ${wrong}`;
  },
  policy: wrongPolicy,
  rules: each((value) => wrongRule(value)),
  commands: each((value) => wrongCommand(value)),
};

/** What is wrong with `validate` in a config. */
export function wrongValidate(given: Readonly<Record<string, unknown>>, file: string): readonly Finding[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const known = Object.hasOwn(checks, name) ? checks[name as keyof ValidateConfig] : undefined;
    if (known === undefined) {
      const names = Object.keys(checks);
      const fix = didYouMean(name, names) ?? `there are ${names.join(', ')}`;
      const message = `${file} has a field validate.${name}, which means nothing`;
      return [finding('cli/bad-config', message, { source: { file }, fix })];
    }
    const wrong = value === undefined ? undefined : known(value);
    return wrong === undefined
      ? []
      : [finding('cli/bad-config', `validate.${name} in ${file}${wrong}`, { source: { file } })];
  });
}

function texts(value: unknown): string | undefined {
  const good = Array.isArray(value) && value.every((text) => typeof text === 'string' && text !== '');
  return good ? undefined : " is no list of classes or codes, like ['references', 'api/unknown-kind']";
}

function each(wrong: (value: Readonly<Record<string, unknown>>) => string | undefined): Check {
  return (value) => {
    if (!Array.isArray(value)) return ' is no list';
    return value
      .map((item, index) => {
        const why = isRecord(item) ? wrong(item) : 'is no object';
        return why === undefined ? undefined : `: item ${index} ${why}`;
      })
      .find((why) => why !== undefined);
  };
}
