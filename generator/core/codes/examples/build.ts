import type { buildCodes } from '../build.ts';

export const buildExamples: Readonly<Record<keyof typeof buildCodes, string>> = {
  'build/bad-name': ".node('My Apps')    // .node('my-apps')",
  'build/duplicate-node': ".node('apps') … .node('apps')",
  'build/duplicate-bundle':
    ".bundle('shop') under two nodes: bundles are told apart by name in the whole cluster",
  'build/duplicate-application': ".application('web', …).application('web', …)",
  'build/bad-duration': ".bundle('shop', { interval: '5 minutes' })    // '5m'",
  'build/bad-kubernetes-version': "cluster('prod', { kubernetes: 'v1.36.3', … })    // '1.36'",
  'build/unknown-dependency': ".bundle('shop', { dependsOn: ['databse'] })    // 'database'",
  'build/depends-on-umbrella': ".bundle('shop').bundle('db', { dependsOn: ['shop'] })",
  'build/dependency-cycle': 'a dependsOn b, b dependsOn c, c dependsOn a',
  'build/source-conflict':
    "gitRepository('fleet', { branch: 'main' }) and gitRepository('fleet', { branch: 'next' })",
  'build/duplicate-cluster': "cluster('prod', …) in two stacks",
  'build/duplicate-resource': 'two applications that both bring ConfigMap shop/web',
  'build/application-failed': "resources(() => { throw new Error('no region') })",
  'build/bad-option':
    'webService({ image, port: 80, replicas: { min: 4, max: 2 } })    // { min: 2, max: 4 }',
  'build/bad-application-file': 'teams/shop/app.yaml:8: there is no field replica in spec    // replicas',
  'build/chart-failed':
    "helmChart({ chart: 'podinfo', version: '0.0.0', repository: 'https://charts.example.com' })",
  'build/chart-unstable':
    'a chart that makes up a password: Secret web, data.password    // values: { password: … }',
  'build/chart-not-inflated': "plimsoll validate out --inflate, with a HelmRelease of version '>=1.0.0'",
  'build/unknown-application': "job({ image, before: 'wbe' }) in a bundle with web    // before: 'web'",
  'build/application-warning': "resources(({ warn }) => { warn('no limits'); return [] })",
  'build/not-an-object': 'resources([{ kind: Deployment }])    // apiVersion and metadata.name',
  'build/unknown-kind':
    'a Widget of example.com/v1 without its definition    // plimsoll import widget-crd.yaml',
  'build/untyped': "untyped({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a' } })",
  'build/overlay-failed': '.overlay({}, () => undefined)    // answer the object',
  'build/overlay-without-target': ".overlay({ kind: 'Deploymnet' }, …)",
  'build/resource-before-definition':
    'an Issuer in the bundle certificates, its definition in cert-manager    // dependsOn: [cert-manager]',
  'build/namespace-after-content':
    'a Deployment in shop, whose Namespace another bundle brings    // dependsOn: [namespaces]',
  'build/webhook-before-certificate': `.bundle('webhooks', (it) => it.application('webhooks', webhooks)) // { dependsOn: ['certificates'] }\n.bundle('certificates', (it) => it.application('certificates', certificates))`,
  'build/shared-directory': 'nodes my-app and my-app/app with flat rules that both become my-app',
  'build/bad-layout-rule': "layout: { files: 'per-kind' }    // 'kind'",
  'build/unknown-engine': "gitops: { engine: 'fluxcd' }    // flux({ source })",
  'build/unsupported-option': ".bundle('shop', { decryption: … }) under Argo CD",
  'build/ignored-option':
    ".bundle('shop', { wait: true, healthChecks: […] }): with wait Flux ignores healthChecks",
  'build/reserved-name': ".bundle('flux-system')",
  'build/unknown-project': ".bundle('shop', { project: 'shp' }), where the cluster defines shop",
  'build/cross-cluster-dependency':
    ".bundle('shop', { after: [{ cluster: 'hub', bundle: 'crds' }] }) without a control plane",
  'build/order-not-guaranteed': 'a bundle in one umbrella that depends on one in another, under Argo CD',
  'build/bad-pins': 'images: [web]    # images: { web: registry.example.com/web:1 }',
  'build/unknown-pin': "image('wbe')    // image('web')",
  'build/no-pins': "image('web') in a program that renders by itself    // renderStack(stack, { pins })",
  'build/unknown-setting': 'plimsoll synth --set replcias=3    # replicas',
  'build/bad-setting': 'plimsoll synth --set replicas=many, where the default is 2',
  'build/stack-failed': "defineStack(({ env }) => { throw new Error('no values for ' + env.name) })",
  'build/not-a-stack': 'export default cluster(…)    // .build()',
  'build/bad-manifest': "manifests('vendor'), where a file holds no apiVersion",
  'build/not-json': 'ConfigMap({ metadata: { name: a }, data: { a: NaN } })',
  'build/verbatim-changed':
    "manifests('signed.yaml', { verbatim: true }) in a bundle that puts a label on every resource",
  'build/encrypted-undecorated': 'labels on a bundle with a file that SOPS encrypted',
  'build/bad-file-name': "withFiles(…, [{ path: '../../etc/passwd', … }])",
  'build/unportable-path': 'Web and web beside each other; aux.yaml',
  'build/outside-project': "manifests('../other/vendor')",
  'build/no-file': "manifests('vendro')    // 'vendor'",
  'build/not-fetched': "manifests('https://example.com/install.yaml') in a render that may not fetch",
  'build/incomplete-chart': "helmRelease({ chart: 'redis' })    // version and repository",
  'build/outside-artifact': 'a bundle of an artifact of its own that lists a folder of the project',
};
