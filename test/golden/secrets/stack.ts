import { externalSecret } from '../../../generator/applications/secrets/external-secret.ts';
import { sealedSecret } from '../../../generator/applications/secrets/sealed-secret.ts';
import { sopsSecrets } from '../../../generator/applications/secrets/sops.ts';
import { applicationCase } from '../../support/application-case.ts';
import type { Golden } from '../../support/golden.ts';

const sealed = `AgB${'x1Y2'.repeat(100)}`;

/** Three ways of keeping a Secret out of git. */
export const golden: Golden = (gitops) =>
  applicationCase(
    gitops,
    {
      web: externalSecret({ store: 'vault', all: 'shop/web' }),
      tls: externalSecret({
        store: { name: 'team', kind: 'SecretStore' },
        values: { 'tls.crt': { key: 'shop/tls', property: 'crt' }, 'tls.key': 'shop/tls-key' },
        template: { 'both.pem': '{{ index . "tls.crt" }}{{ index . "tls.key" }}' },
        type: 'kubernetes.io/tls',
        secret: 'shop-tls',
        refresh: '15m',
      }),
      db: sealedSecret({
        data: { password: sealed },
        scope: 'namespace',
        type: 'Opaque',
        labels: { team: 'shop' },
      }),
      strict: sealedSecret({ data: { password: sealed } }),
      files: sopsSecrets('secrets'),
    },
    {
      'secrets/api.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: {name: api, namespace: shop}\nstringData: {a: "ENC[AES256_GCM,data:x,type:str]"}\nsops: {mac: "ENC[AES256_GCM,data:x,type:str]", version: 3.9.0}\n',
    },
  );
