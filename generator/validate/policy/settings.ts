import { isRecord } from '../../core/json.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { PolicyConfig } from './options.ts';
import { levels } from './pod-security/levels.ts';
import { probeNames } from './probes.ts';
import { resourceNames } from './resources.ts';

/** What is wrong with a value, after the name of its policy. */
type Check = (value: unknown) => string | undefined;

const isTrue: Check = (value) => (value === true ? undefined : ' is true, or not there');

function among(names: readonly string[]): Check {
  return (value) =>
    typeof value === 'string' && names.includes(value)
      ? undefined
      : ` is ${JSON.stringify(value)}: it is ${names.join(', ')}`;
}

function allOr(names: readonly string[]): Check {
  const one = among(names);
  return (value) => {
    if (value === true) return undefined;
    if (!Array.isArray(value)) return ` is true, or a list of ${names.join(', ')}`;
    const wrong = value.map(one).find((why) => why !== undefined);
    return wrong === undefined ? undefined : ` has an item that${wrong}`;
  };
}

const level = among(levels);

const podSecurity: Check = (value) => {
  if (!isRecord(value)) return among(['labels', ...levels])(value);
  const unknown = Object.keys(value).find((name) => name !== 'level' && name !== 'namespaces');
  if (unknown !== undefined) return ` has a field ${unknown}: there are level and namespaces`;
  const { namespaces = {} } = value;
  if (!isRecord(namespaces)) return '.namespaces is no map of levels';
  const wrong = Object.values(namespaces)
    .map(level)
    .find((why) => why !== undefined);
  if (wrong !== undefined) return `.namespaces has a value that${wrong}`;
  const own = value.level === undefined ? undefined : level(value.level);
  return own === undefined ? undefined : `.level${own}`;
};

const checks: Readonly<Record<keyof PolicyConfig, Check>> = {
  images: among(['tag', 'digest']),
  podSecurity,
  resources: allOr(resourceNames),
  probes: allOr(probeNames),
  roles: isTrue,
  tokens: isTrue,
  hostNamespaces: isTrue,
  admission: isTrue,
};

/** What is wrong with `validate.policy`, after its name. */
export function wrongPolicy(given: unknown): string | undefined {
  if (!isRecord(given)) return " is no map of policies, like { images: 'tag' }";
  return Object.entries(given)
    .map(([name, value]) => {
      const check = Object.hasOwn(checks, name) ? checks[name as keyof PolicyConfig] : undefined;
      if (check === undefined)
        return `: there is no ${name}: ${didYouMean(name, Object.keys(checks)) ?? policyNames()}`;
      const wrong = value === undefined ? undefined : check(value);
      return wrong === undefined ? undefined : `: ${name}${wrong}`;
    })
    .find((why) => why !== undefined);
}

function policyNames(): string {
  return `there are ${Object.keys(checks).join(', ')}`;
}

/** What a policy is that is only named. */
const usual: ReadonlyMap<string, string> = new Map([
  ['podSecurity', 'labels'],
  ['images', 'tag'],
]);

/** Policies as a command line says them: `images=digest`, `resources`, `probes=readiness`. */
export function policyNamed(texts: readonly string[]): Readonly<Record<string, unknown>> {
  const named: Record<string, unknown> = {};
  for (const text of texts) {
    const [name = '', value] = text.split(/=(.*)/s);
    const key = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const isList = key === 'resources' || key === 'probes';
    const before = Object.hasOwn(named, key) ? named[key] : undefined;
    const said = value ?? usual.get(key) ?? true;
    if (key !== '__proto__')
      named[key] = isList && value !== undefined ? [...(Array.isArray(before) ? before : []), value] : said;
  }
  return named;
}
