import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import { fileBelow } from '../../syntax.ts';
import { within } from '../../vocabulary/numbers.ts';
import { required } from '../../vocabulary/required.ts';
import { miswritten, written } from '../../vocabulary/written.ts';

const allBits = 0o777;

/** Who may read the files of a volume. */
export const fileModes: Rule = rule(
  [
    'core#SecretVolumeSource',
    'core#ConfigMapVolumeSource',
    'core#DownwardAPIVolumeSource',
    'core#ProjectedVolumeSource',
    'core#KeyToPath',
    'core#DownwardAPIVolumeFile',
  ],
  (fields) => {
    within(fields, 'defaultMode', 0, allBits);
    within(fields, 'mode', 0, allBits);
  },
);

export const volumeOfName: Rule = rule('core#SecretVolumeSource', (source) => required(source, 'secretName'));
export const volumeOfMap: Rule = rule(
  ['core#ConfigMapVolumeSource', 'core#ConfigMapProjection', 'core#SecretProjection'],
  (source) => required(source, 'name'),
);
export const volumeOfClaim: Rule = rule('core#PersistentVolumeClaimVolumeSource', (source) =>
  required(source, 'claimName'),
);

/** A key and the file that it becomes. */
export const keyToPath: Rule = rule('core#KeyToPath', (item) => {
  required(item, 'key', 'path');
  written(item, 'path', fileBelow, 'api/bad-format');
});

/** A file that holds a field of the pod. The server calls it by the list that it is in. */
export const downwardFile: Rule = rule('core#DownwardAPIVolumeFile', (file) => {
  const source = file.parent;
  const path = file.text('path');
  const say = (what: string, field = ''): void => {
    const index = Number(file.pointer.slice(file.pointer.lastIndexOf('/') + 1));
    source?.refuseAs(field, { code: 'api/bad-format', what }, 'items', index);
  };
  if (path === '') say('is required', 'path');
  const wrong = path === '' ? undefined : fileBelow(path);
  if (wrong !== undefined) say(miswritten(path, wrong).what, 'path');
  if (file.has('fieldRef') === file.has('resourceFieldRef'))
    say(
      file.has('fieldRef')
        ? 'fieldRef and resourceFieldRef exclude each other'
        : 'has neither fieldRef nor resourceFieldRef',
    );
});

const projections = [
  'secret',
  'configMap',
  'downwardAPI',
  'serviceAccountToken',
  'clusterTrustBundle',
  'podCertificate',
];

/** What is projected: one source an item, and no file twice. */
export const projected: Rule = rule('core#ProjectedVolumeSource', (volume) => {
  const seen = new Set<string>();
  for (const source of volume.each('sources')) {
    const given = projections.filter((name) => source.has(name));
    if (given.length > 1)
      source.refuse({ code: 'api/conflict', what: `has more than one source: ${given.join(' and ')}` });
    for (const path of pathsOf(source)) {
      if (path !== '' && seen.has(path))
        volume.refuse({ code: 'api/not-unique', what: `puts two files at ${JSON.stringify(path)}` });
      seen.add(path);
    }
  }
});

function pathsOf(source: Fields): readonly string[] {
  const items = ['secret', 'configMap', 'downwardAPI'].flatMap((name) => source.in(name).each('items'));
  const certificate = source.in('podCertificate');
  return [
    ...items.map((item) => item.text('path')),
    source.in('clusterTrustBundle').text('path'),
    ...['credentialBundlePath', 'keyPath', 'certificateChainPath'].map((name) => certificate.text(name)),
  ];
}

/** How long a token is good for, and where it is put. */
export const projectedToken: Rule = rule('core#ServiceAccountTokenProjection', (token) => {
  within(token, 'expirationSeconds', 600, 2 ** 32);
  const path = token.text('path');
  const volume = token.parent?.parent;
  const wrong = path === '' ? 'is required' : fileBelow(path);
  if (wrong !== undefined)
    volume?.refuseAs('path', { code: 'api/bad-format', what: `${JSON.stringify(path)} ${wrong}` }, 'sources');
});

/** Without an account of its own a pod asks for no token. */
export const tokenNeedsAccount: Rule = rule('core#Pod', (pod) => {
  const spec = pod.in('spec');
  if (spec.text('serviceAccountName') !== '' || spec.text('serviceAccount') !== '') return;
  for (const volume of spec.each('volumes'))
    for (const source of volume.in('projected').each('sources'))
      if (source.has('serviceAccountToken'))
        source.refuse({ code: 'api/conflict', what: 'needs serviceAccountName' }, 'serviceAccountToken');
});

/** Certificates of a signer, or of one bundle. */
export const trustBundle: Rule = rule('core#ClusterTrustBundleProjection', (bundle) => {
  required(bundle, 'path');
  written(bundle, 'path', fileBelow, 'api/bad-format');
  const [name, signer] = [bundle.has('name'), bundle.has('signerName')];
  if (name && signer)
    bundle.refuse({ code: 'api/conflict', what: 'has name and signerName, which exclude each other' });
  else if (!name && !signer)
    bundle.refuse({ code: 'api/missing-field', what: 'has neither name nor signerName' });
  else if (name && bundle.has('labelSelector'))
    bundle.refuse({ code: 'api/conflict', what: 'is for signerName, not for name' }, 'labelSelector');
  else if (name) required(bundle, 'name');
});
