import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import { annotationComplaints, labelComplaints } from '../../vocabulary/labels.ts';
import { containersOf } from '../container/containers.ts';

/** Labels and annotations of the pods that a template makes; the server names them as if there were no metadata around them. */
export const templateLabels: Rule = rule('core#PodTemplateSpec', (template) => {
  const metadata = template.in('metadata');
  for (const [key, value] of metadata.entries('labels'))
    for (const wrong of labelComplaints(key, value)) within(template, metadata, 'labels', wrong, key);
  for (const [key, wrong] of annotationComplaints(metadata, 'annotations'))
    within(template, metadata, 'annotations', wrong, key);
});

function within(
  template: Fields,
  metadata: Fields,
  name: string,
  wrong: Parameters<Fields['refuse']>[0],
  key: string | undefined,
): void {
  metadata.refuseAt(`${template.path}.${name}`, wrong, name, key);
}

const appArmor = 'container.apparmor.security.beta.kubernetes.io/';
const cost = 'controller.kubernetes.io/pod-deletion-cost';
const mirror = 'kubernetes.io/config.mirror';
const seccompOfPod = 'seccomp.security.alpha.kubernetes.io/pod';
const seccompOfContainer = 'container.seccomp.security.alpha.kubernetes.io/';

/** Annotations that mean something to the server. */
export const podAnnotations: Rule = rule(['core#Pod', 'core#PodTemplateSpec'], (holder) => {
  const metadata = holder.in('metadata');
  const pod = holder.in('spec');
  const base = holder.parent === undefined ? metadata.path : holder.path;
  for (const [key, value] of metadata.entries('annotations')) {
    const say = (what: string): void =>
      metadata.refuseAt(`${base}.annotations[${key}]`, { code: 'api/bad-format', what }, 'annotations', key);
    const text = String(value);
    if (key === cost && !/^(0|[+-]?[1-9]\d{0,9})$/.test(text))
      say('is no whole number, written without zeros before it');
    if (key === mirror && pod.text('nodeName') === '')
      say('is for pods that a machine itself runs: spec.nodeName');
    if (key === seccompOfPod || key.startsWith(seccompOfContainer)) {
      const wrong = seccompMistake(text);
      if (wrong !== undefined)
        metadata.refuseAt(
          `${base}.annotations.${key}`,
          { code: 'api/bad-format', what: wrong },
          'annotations',
          key,
        );
    }
    if (!key.startsWith(appArmor)) continue;
    const name = key.slice(appArmor.length);
    if (!containersOf(pod).some((container) => container.text('name') === name))
      say(`names ${JSON.stringify(name)}, which is no container`);
    if (text !== '' && text !== 'runtime/default' && text !== 'unconfined' && !text.startsWith('localhost/'))
      say(`is ${JSON.stringify(text)}: runtime/default, unconfined or localhost/…`);
  }
});

function seccompMistake(text: string): string | undefined {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(text)) return undefined;
  if (!text.startsWith('localhost/'))
    return `is ${JSON.stringify(text)}: runtime/default, unconfined or localhost/…`;
  const path = text.slice('localhost/'.length);
  return path.startsWith('/') || path.split('/').includes('..')
    ? 'names a file that is not below the profiles'
    : undefined;
}
