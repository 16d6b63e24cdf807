import { type Rule, rule } from '../../rule.ts';
import { misplaced } from '../../vocabulary/required.ts';
import { containersOf } from './containers.ts';

/** Of a pod itself the server looks at the image closely. */
export const imageSpaces: Rule = rule('core#Pod', (pod) => {
  for (const container of containersOf(pod.in('spec'))) {
    const image = container.text('image');
    if (image !== image.trim())
      container.refuse(
        { code: 'api/bad-format', what: `${JSON.stringify(image)} has white space at an end` },
        'image',
      );
  }
});

/** Ephemeral containers are added to a pod that runs. */
export const noEphemeralContainers: Rule = rule(['core#Pod', 'core#PodTemplateSpec'], (holder) => {
  const pod = holder.in('spec');
  if (pod.list('ephemeralContainers').length > 0)
    pod.refuse(misplaced('they are added to a pod that runs'), 'ephemeralContainers');
});
