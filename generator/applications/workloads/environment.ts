import type { Container, EnvFromSource, EnvVar, EnvVarSource } from '#kinds/kubernetes/core/v1';
import { given } from '../../core/json.ts';
import type { ContainerOptions, EnvironmentSource, EnvironmentValue } from './options.ts';

type Environment = Pick<Container, 'env' | 'envFrom'>;

export function environment({ env = {}, envFrom = [] }: ContainerOptions): Environment {
  const variables = Object.entries(env).map(([name, value]) => variable(name, value));
  return {
    ...(variables.length === 0 ? {} : { env: variables }),
    ...(envFrom.length === 0 ? {} : { envFrom: envFrom.map(source) }),
  };
}

function variable(name: string, value: EnvironmentValue): EnvVar {
  return typeof value === 'object' ? { name, valueFrom: reference(value) } : { name, value: String(value) };
}

function reference(value: Exclude<EnvironmentValue, string | number | boolean>): EnvVarSource {
  if ('field' in value) return { fieldRef: { fieldPath: value.field } };
  if ('resource' in value) return { resourceFieldRef: { resource: value.resource } };
  const { key, optional } = value;
  return 'secret' in value
    ? { secretKeyRef: given({ name: value.secret, key, optional }) }
    : { configMapKeyRef: given({ name: value.configMap, key, optional }) };
}

function source(each: EnvironmentSource): EnvFromSource {
  const { prefix, optional } = each;
  return 'secret' in each
    ? given<EnvFromSource>({ prefix, secretRef: given({ name: each.secret, optional }) })
    : given<EnvFromSource>({ prefix, configMapRef: given({ name: each.configMap, optional }) });
}
