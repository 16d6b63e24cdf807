import type { Volume, VolumeMount } from '#kinds/kubernetes/core/v1';
import { given } from '../../core/json.ts';
import type { VolumeOptions } from './options.ts';
import type { Subject } from './subject.ts';

export interface Mounted {
  readonly volume: Volume;
  readonly mount: VolumeMount;
}

/** Configuration, `/tmp`, and what was asked for, in this order. */
export function mounted({ name, options }: Subject): readonly Mounted[] {
  const { files, filesPath = `/etc/${name}`, tmp = '64Mi', volumes = {} } = options;
  return [
    ...(files === undefined ? [] : [volume('files', { path: filesPath, configMap: configName(name) })]),
    ...(tmp === false ? [] : [volume('tmp', { path: '/tmp', scratch: tmp })]),
    ...Object.entries(volumes).map(([each, of]) => volume(each, of)),
  ];
}

/** Of the ConfigMap that `files` become. */
export function configName(name: string): string {
  return `${name}-files`;
}

function volume(name: string, options: VolumeOptions): Mounted {
  const { path, subPath } = options;
  const isStorage = 'scratch' in options || 'claim' in options;
  const readOnly = options.readOnly ?? !isStorage;
  return {
    volume: { name, ...content(options) },
    mount: given<VolumeMount>({ name, mountPath: path, subPath, readOnly: readOnly || undefined }),
  };
}

function content(options: VolumeOptions): Omit<Volume, 'name'> {
  if ('scratch' in options) {
    const { scratch, memory = false } = options;
    return { emptyDir: { ...(memory ? { medium: 'Memory' } : {}), sizeLimit: scratch } };
  }
  if ('claim' in options) return { persistentVolumeClaim: { claimName: options.claim } };
  if ('host' in options) return { hostPath: { path: options.host } };
  const { optional } = options;
  return 'secret' in options
    ? { secret: given({ secretName: options.secret, optional }) }
    : { configMap: given({ name: options.configMap, optional }) };
}
