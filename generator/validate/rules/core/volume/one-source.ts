import { type Rule, rule } from '../../rule.ts';
import { label1123, subdomain } from '../../syntax.ts';
import { exactlyOne } from '../../vocabulary/choice.ts';
import { required } from '../../vocabulary/required.ts';
import { uniqueBy } from '../../vocabulary/unique.ts';
import { written } from '../../vocabulary/written.ts';

/** In the order in which the server looks at them: of two it speaks of the later. */
const sources = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
];

export const volumeSource: Rule = rule('core#Volume', (volume) =>
  exactlyOne(volume, sources, 'source of the volume'),
);

export const volumeName: Rule = rule('core#Volume', (volume) => {
  required(volume, 'name');
  written(volume, 'name', label1123);
});

export const volumeNames: Rule = rule('core#PodSpec', (pod) => uniqueBy(pod, 'volumes', 'name'));

/** The claim of an ephemeral volume is called by the pod and the volume: nobody else uses it, and its name has to be one. */
export const ephemeralClaims: Rule = rule('core#Pod', (pod) => {
  const name = pod.in('metadata').text('name');
  const volumes = pod.in('spec').each('volumes');
  const made = new Set(
    volumes.filter((each) => each.has('ephemeral')).map((each) => `${name}-${each.text('name')}`),
  );
  if (name === '' || made.size === 0) return;
  for (const volume of volumes) {
    const claim = volume.in('persistentVolumeClaim');
    if (made.has(claim.text('claimName')))
      claim.refuse({ code: 'api/conflict', what: 'is the claim of an ephemeral volume' }, 'claimName');
    const wrong = volume.has('ephemeral') ? subdomain(`${name}-${volume.text('name')}`) : undefined;
    if (wrong !== undefined)
      volume.refuse({ code: 'api/bad-name', what: `makes a claim whose name ${wrong}` }, 'name');
  }
});
