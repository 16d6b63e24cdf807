import { describe, expect, it } from 'vitest';
import { alert } from '../../generator/applications/alerts/alert.ts';
import { notification } from '../../generator/applications/alerts/notification.ts';
import { operator } from '../../generator/applications/operator/operator.ts';
import { resources } from '../../generator/applications/resources.ts';
import { externalSecret } from '../../generator/applications/secrets/external-secret.ts';
import { sealedSecret } from '../../generator/applications/secrets/sealed-secret.ts';
import { sopsSecrets } from '../../generator/applications/secrets/sops.ts';
import { tenant } from '../../generator/applications/tenants/tenant.ts';
import { job } from '../../generator/applications/workloads/job.ts';
import { webService } from '../../generator/applications/workloads/web-service.ts';
import { worker } from '../../generator/applications/workloads/worker.ts';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster } from '../../generator/builder/types.ts';
import { argo } from '../../generator/engines/argo/options.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import type { ApplicationConfig, GitOps } from '../../generator/model/model.ts';
import { filesInMemory } from '../../generator/model/project-files.ts';
import type { StackPatch } from '../../generator/model/stack-patch.ts';
import type { KubernetesObject } from '../../generator/paths/kind.ts';
import { kindOf } from '../../generator/paths/kind-of.ts';
import { patch } from '../../generator/paths/patch.ts';
import { checkObjects } from '../../generator/pipeline/check-objects.ts';
import { render } from '../../generator/pipeline/render.ts';
import { kindCases, renderedCase } from '../support/kind-cases.ts';
import { fleet } from '../support/stack.ts';

const engines: Readonly<Record<string, GitOps>> = {
  flux: flux({ source: fleet }),
  argo: argo({ source: fleet }),
};
const versions = ['1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'];

describe.each(kindCases)('%s', (name) => {
  it.each(Object.keys(engines))('is faultless under %s in every supported Kubernetes', async (engine) => {
    for (const kubernetes of versions) {
      // Dynamic resource allocation is on by default since then.
      if (name === 'training-jobs' && kubernetes < '1.34') continue;
      const rendered = await renderedCase(name, engines[engine] as GitOps, kubernetes);
      const found = checkObjects(rendered.objects, {
        files: rendered.files,
        // What else is in a cluster is not rendered here.
        skip: ['references/no-such-object', 'references/no-definition'],
        policy: {
          podSecurity: 'restricted',
          resources: true,
          images: 'tag',
          tokens: true,
          hostNamespaces: true,
          roles: true,
        },
      });
      expect([...rendered.findings, ...found], kubernetes).toEqual([]);
    }
  });
});

function one(
  applications: Readonly<Record<string, ApplicationConfig>>,
  gitops: GitOps = engines.flux as GitOps,
  patches: Readonly<Record<string, readonly StackPatch[]>> = {},
): BuiltCluster {
  return cluster('prod', { kubernetes: '1.36', gitops })
    .node('apps', (node) =>
      node.bundle('shop', { namespace: 'shop' }, (bundle) =>
        bundle.each(Object.entries(applications), (all, [name, config]) =>
          all.application(name, config, patches[name] === undefined ? {} : { patches: patches[name] }),
        ),
      ),
    )
    .build();
}

const image = 'registry.example.com/web:1.0.0';

describe('what a kind makes', () => {
  it('can be reached by a typed patch, every single object of it', async () => {
    for (const name of kindCases) {
      const { objects } = await renderedCase(name, engines.flux as GitOps, '1.36');
      const made = objects.filter(({ bundle, object }) => bundle?.name === 'shop' && !('sops' in object));
      expect(made.length, name).toBeGreaterThan(0);
      const patches = made.map(({ object }) => {
        const kind = kindOf(object);
        if (kind === undefined) return expect.unreachable(object.kind);
        const { metadata } = object as unknown as { metadata: { name: string } };
        const path = kind.path as unknown as {
          metadata: { annotations: { key: (name: string) => never } };
        };
        return patch(kind, metadata.name).set(path.metadata.annotations.key('patched'), 'yes' as never);
      });
      const again = one({ all: resources(made.map(({ object }) => object)) }, undefined, { all: patches });
      const rendered = render([again]);
      expect(rendered.findings).toEqual([]);
      for (const { object, bundle } of rendered.objects)
        if (bundle !== undefined)
          expect(
            (object as unknown as { metadata: { annotations?: object } }).metadata.annotations,
            object.kind,
          ).toMatchObject({ patched: 'yes' });
    }
  });
});

describe('a mistake that the compiler cannot see', () => {
  const said = (config: ApplicationConfig, gitops?: GitOps, files = {}): readonly string[] =>
    render([one({ web: config }, gitops)], {}, { files: filesInMemory(files) }).findings.map(
      ({ code, message, fix }) => `${code}: ${message}${fix === undefined ? '' : `; ${fix}`}`,
    );
  const code = 'build/bad-option';

  it.each([
    [
      'replicas that are turned round',
      webService({ image, port: 80, replicas: { min: 4, max: 2 } }),
      'replicas: min 4 is more than max 2; turn them round',
    ],
    [
      'nothing to scale by',
      worker({ image, replicas: { min: 1, max: 2, cpu: false } }),
      'replicas: nothing is left to scale by; leave out cpu: false, or add memory',
    ],
    ['no image', worker({ image: '' }), "image is missing; name one: image('web'), or a text"],
    [
      'a route without a host',
      webService({ image, port: 80, route: {} } as never),
      'route: there is no host to route for; add host, or leave out route',
    ],
    [
      'a volume with a name that is taken',
      worker({ image, volumes: { tmp: { path: '/x', scratch: '1Gi' } } }),
      'volumes.tmp: the option tmp makes a volume of this name; add tmp: false, or give it another name',
    ],
    [
      'two containers of one name',
      worker({ image, init: { a: { image } }, sidecars: { a: { image } } }),
      'init.a: a sidecar has this name too; give one of them another name',
    ],
    [
      'a right on what nobody knows',
      operator({ image, owns: [{ apiVersion: 'example.com/v1', kind: 'Widget' }] }),
      'owns: nothing is known of Widget in example.com/v1; add its definition to crds, or import it',
    ],
    [
      'an external secret of nothing',
      externalSecret({ store: 'vault' }),
      'an external secret of nothing; add all: the keys, or values: by their names',
    ],
    [
      'what is not sealed',
      sealedSecret({ data: { password: 'hunter2' } }),
      'data.password: the value is not sealed; seal it: kubeseal --raw',
    ],
    ['an alert without a rule', alert({}), 'an alert without a rule; add rules, or delivery: true'],
  ])('is one finding: %s', (_, config, message) => {
    expect(said(config)).toEqual([`${code}: ${message}`]);
  });

  it('is one finding: a tenant of Argo CD from nowhere', () => {
    expect(said(tenant(), engines.argo)).toEqual([
      `${code}: repositories: Argo CD has to know where the applications of a tenant come from; name them`,
    ]);
  });

  it('is one finding: a Secret that nobody encrypted', () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: shop}\n';
    expect(said(sopsSecrets('secrets'), undefined, { 'secrets/a.yaml': text })).toEqual([
      `${code}: a.yaml is not encrypted; encrypt it: sops --encrypt --in-place`,
    ]);
  });
});

describe('a job that runs before an application', () => {
  const migrate = job({ image, before: 'web' });
  const web = webService({ image, port: 80 });

  it('has to be in the same bundle', () => {
    const { findings } = one({ migrate: job({ image, before: 'wbe' }), web });
    expect(findings).toMatchObject([
      {
        code: 'build/unknown-application',
        message: 'migrate is to run before wbe, which the bundle shop does not have',
        fix: 'did you mean web?',
      },
    ]);
  });

  it('needs the name of a bundle', () => {
    const { findings } = cluster('prod', { kubernetes: '1.36', gitops: engines.flux as GitOps })
      .node('apps', (node) =>
        node
          .bundle('shop', { namespace: 'shop' }, (bundle) =>
            bundle.application('migrate', migrate).application('web', web),
          )
          .bundle('shop-migrate', (bundle) => bundle.application('other', web)),
      )
      .build();
    expect(findings).toMatchObject([
      { message: 'the bundle shop-migrate has the name that migrate needs to run before web' },
    ]);
  });

  it('takes its patches along, in an umbrella too, and the bundle waits for what it waited for', () => {
    const built = cluster('prod', { kubernetes: '1.36', gitops: engines.flux as GitOps })
      .node('apps', (node) =>
        node
          .bundle('db', { namespace: 'shop' }, (bundle) => bundle.application('db', worker({ image })))
          .bundle('all', (all) =>
            all.bundle('shop', { namespace: 'shop', dependsOn: ['db'], labels: { team: 'shop' } }, (bundle) =>
              bundle.application('migrate', migrate).application('web', web),
            ),
          ),
      )
      .build();
    const { objects, findings } = render([built]);
    expect(findings).toEqual([]);
    const kustomization = (name: string): KubernetesObject | undefined =>
      objects.find(
        ({ object }) =>
          object.kind === 'Kustomization' &&
          (object as unknown as { metadata: { name: string } }).metadata.name === name,
      )?.object;
    expect(kustomization('shop-migrate')).toMatchObject({
      spec: { wait: true, dependsOn: [{ name: 'db' }] },
    });
    expect(kustomization('shop')).toMatchObject({
      spec: { dependsOn: [{ name: 'db' }, { name: 'shop-migrate' }] },
    });
    expect(kustomization('all')).toMatchObject({
      spec: { healthChecks: [{ name: 'shop-migrate' }, { name: 'shop' }] },
    });
    const made = objects.find(({ object }) => object.kind === 'Job');
    expect(made?.object).toMatchObject({ metadata: { labels: { team: 'shop' } } });
  });
});

describe('what is said where people are', () => {
  it.each([
    [{ teams: 'shop', secret: 'teams' }, 'msteams', /recipientUrls:\n {2}shop: \$teams-url/],
    [{ webhook: 'https://example.com/hook' }, 'generic', /url: https:\/\/example\.com\/hook/],
  ] as const)('%j', (to, type, service) => {
    const of = (gitops: GitOps | undefined): readonly KubernetesObject[] =>
      render([one({ said: notification({ to }) }, gitops)]).objects.map(({ object }) => object);
    expect(of(engines.flux).find(({ kind }) => kind === 'Provider')).toMatchObject({ spec: { type } });
    const { data } = of(engines.argo).find(
      (each) =>
        (each as unknown as { metadata: { name: string } }).metadata.name === 'argocd-notifications-cm',
    ) as unknown as { data: Record<string, string> };
    expect(Object.values(data).join('\n')).toMatch(service);
  });
});
