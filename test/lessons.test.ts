// Where another tool of this kind fails its users, by number: each is a case that is right here.
// D21 (combinations of rules that do not pass kustomize build, rules that change nothing) is test/laws/.
import { describe, expect, it } from 'vitest';
import { resources } from '../generator/applications/resources.ts';
import { cluster } from '../generator/builder/builder.ts';
import type { BuiltCluster } from '../generator/builder/types.ts';
import { argo } from '../generator/engines/argo/options.ts';
import { flux } from '../generator/engines/flux/options.ts';
import type { GitOps } from '../generator/model/model.ts';
import { gitRepository } from '../generator/model/source.ts';
import { applyPatch } from '../generator/patch/convert/apply-patch.ts';
import { applyRequests } from '../generator/patch/file/apply-requests.ts';
import { readAssignment } from '../generator/patch/file/assignment.ts';
import { readPatches } from '../generator/patch/file/read-patches.ts';
import { YamlText } from '../generator/patch/yaml/edit-yaml.ts';
import { render } from '../generator/pipeline/render.ts';
import { Deployment } from '../paths-codegen/generated/kubernetes/apps/v1/index.js';
import { ConfigMap } from '../paths-codegen/generated/kubernetes/core/v1/index.js';
import { refusal, refused } from './support/refused.ts';
import { fleet } from './support/stack.ts';

const map = (name: string): ReturnType<typeof resources> => resources([ConfigMap({ metadata: { name } })]);
const engines: readonly (readonly [string, GitOps])[] = [
  ['flux', flux({ source: fleet })],
  ['argo', argo({ source: fleet })],
];

describe.each(engines)('%s', (engine, gitops) => {
  const start = cluster('prod', { kubernetes: '1.34', gitops });
  const files = (built: BuiltCluster): readonly string[] => [...render([built]).files.keys()];
  const directory = engine === 'flux' ? 'flux-system' : 'argocd';

  it('D1, D2: two root nodes and two bundles on a node are all there', () => {
    const built = start
      .node('a')
      .bundle('x')
      .application('app', map('1'))
      .end()
      .bundle('y')
      .application('app', map('2'))
      .end()
      .end()
      .node('b')
      .bundle('z')
      .application('app', map('3'))
      .end()
      .end()
      .build();
    expect(files(built).filter((path) => path.includes('configmap'))).toEqual([
      'prod/a/x/configmap-1.yaml',
      'prod/a/y/configmap-2.yaml',
      'prod/b/z/configmap-3.yaml',
    ]);
  });

  it('D3: a path that the engine reads was written, also when the bundle is not called like its node', () => {
    const built = start.node('node').bundle('other').application('app', map('1')).end().end().build();
    const rendered = render([built]).files;
    expect(JSON.stringify(rendered.get(`prod/${directory}/other.yaml`)?.documents)).toContain(
      'out/prod/node/other"',
    );
    expect(rendered.has('prod/node/other/kustomization.yaml')).toBe(true);
  });

  it('D4: two nodes never share a directory', () => {
    expect(
      start
        .node('my-app/app' as string)
        .end()
        .build().findings,
    ).toMatchObject([{ code: 'build/bad-name', fix: 'use my-app-app' }]);
    const built = start
      .node('my-app')
      .node('app')
      .bundle('x')
      .application('app', map('1'))
      .end()
      .end()
      .bundle('y')
      .application('app', map('2'))
      .end()
      .end()
      .build();
    expect(files(built).filter((path) => path.includes('configmap'))).toEqual([
      'prod/my-app/app/x/configmap-1.yaml',
      'prod/my-app/y/configmap-2.yaml',
    ]);
  });

  it('D5: names that leave their directory, or are no names, are refused', () => {
    for (const name of ['../../escape', 'A B', 'UPPER', '', '.', 'a/../b', 'a\\b', '-a', 'a'.repeat(64)]) {
      const built = start
        .node(name as string)
        .end()
        .build();
      expect(built.findings, name).toMatchObject([{ code: 'build/bad-name' }]);
      expect(render([built]).files.size).toBe(0);
    }
  });

  it('D6: an interval that is none is an error, never another interval', () => {
    expect(
      start
        .node('n')
        .bundle('b', { interval: '5 minutes' as '5m' })
        .end()
        .end()
        .build().findings,
    ).toMatchObject([{ code: 'build/bad-duration' }]);
  });

  it('D7: cycles, unknown and duplicate names are found', () => {
    const codes = start
      .node('n')
      .bundle('a', { dependsOn: ['b' as string] })
      .end()
      .bundle('b', { dependsOn: ['a'] })
      .end()
      .bundle('a' as string, { dependsOn: ['q' as string] })
      .end()
      .end()
      .build()
      .findings.map(({ code }) => code);
    expect(codes).toEqual(['build/duplicate-bundle', 'build/unknown-dependency']);
    const cycle = start
      .node('n')
      .bundle('a', { dependsOn: ['b' as string] })
      .end()
      .bundle('b', { dependsOn: ['a'] })
      .end()
      .end()
      .build().findings;
    expect(cycle).toMatchObject([
      { code: 'build/dependency-cycle', message: 'bundles wait for each other: a → b → a' },
    ]);
  });

  it('D8: a shared source is written once', () => {
    const source = gitRepository('shared', { url: 'https://git.example.com/shared', branch: 'main' });
    const built = start
      .node('n')
      .bundle('a', { source })
      .application('app', map('1'))
      .end()
      .bundle('b', { source })
      .application('app', map('2'))
      .end()
      .end()
      .build();
    const written = [...render([built]).files.values()]
      .flatMap(({ documents }) => documents)
      .filter((each) => (each as { metadata?: { name?: string } }).metadata?.name === 'shared');
    expect(written.length).toBe(engine === 'flux' ? 1 : 0);
  });

  it('D9: two objects of one kind are two files', () => {
    const built = start
      .node('n')
      .bundle('b')
      .application(
        'app',
        resources([
          ConfigMap({ metadata: { name: 'a' } }),
          ConfigMap({ metadata: { name: 'b' } }),
          ConfigMap({ metadata: { name: 'a', namespace: 'x' } }),
        ]),
      )
      .end()
      .end()
      .build();
    expect(files(built).filter((path) => path.includes('configmap'))).toEqual([
      'prod/n/b/configmap-a.yaml',
      'prod/n/b/configmap-a@x.yaml',
      'prod/n/b/configmap-b.yaml',
    ]);
  });

  it('D19: an umbrella has an object of its own', () => {
    const built = start
      .node('n')
      .bundle('u')
      .bundle('c')
      .application('app', map('1'))
      .end()
      .end()
      .end()
      .build();
    expect(files(built)).toEqual(
      expect.arrayContaining([`prod/${directory}/u.yaml`, `prod/n/u/${directory}/c.yaml`]),
    );
  });

  it('D20: twenty runs, one order', () => {
    const built = start
      .node('n')
      .bundle('b')
      .application('app', resources(['c', 'a', 'b'].map((name) => ConfigMap({ metadata: { name } }))))
      .end()
      .end()
      .build();
    const runs = Array.from({ length: 20 }, () => JSON.stringify([...render([built]).files]));
    expect(new Set(runs).size).toBe(1);
  });

  it('D22: labels of a bundle reach its resources', () => {
    const built = start
      .node('n')
      .bundle('b', { labels: { team: 'x' } })
      .application('app', map('1'))
      .end()
      .end()
      .build();
    expect(render([built]).files.get('prod/n/b/configmap-1.yaml')?.documents).toMatchObject([
      { metadata: { labels: { team: 'x' } } },
    ]);
  });

  it('D23: one object defined twice is an error, never merged', () => {
    const built = start
      .node('n')
      .bundle('b')
      .application('one', map('a'))
      .application('two', map('a'))
      .end()
      .end()
      .build();
    expect(render([built]).findings).toMatchObject([
      {
        code: 'build/duplicate-resource',
        message: 'ConfigMap a is defined twice: by n/b/one and by n/b/two',
      },
    ]);
  });

  it('D24: bootstrap needs no network', () => {
    const before = globalThis.fetch;
    globalThis.fetch = () => {
      throw new Error('the network is not there');
    };
    try {
      const built = start.node('n').bundle('b').application('app', map('1')).end().end().build();
      expect(files(built)).toContain(
        engine === 'flux' ? 'prod/flux-system/gotk-sync.yaml' : 'prod/argocd/root.yaml',
      );
    } finally {
      globalThis.fetch = before;
    }
  });

  it('files of two namespaces do not overwrite each other', () => {
    const web = (namespace: string): Deployment =>
      Deployment({
        metadata: { name: 'web', namespace },
        spec: { selector: {}, template: { spec: { containers: [] } } },
      });
    const built = start
      .node('n')
      .bundle('b')
      .application('app', resources([web('a'), web('b')]))
      .end()
      .end()
      .build();
    expect(files(built).filter((path) => path.includes('deployment')).length).toBe(2);
  });
});

describe('patches of texts', () => {
  const text = `# web, reviewed by ops
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app.kubernetes.io/name: web, tier: "true"} # flow
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: web
          args: [--a, '--b']   # list
          env:
            - {name: LOG, value: "true"}
            - name: OTHER
              value: 'yes'
`;
  const patched = (...assignments: readonly string[]): string => {
    const yaml = new YamlText(text, 'web.yaml');
    const { values } = applyRequests(
      [yaml.documents[0]?.value],
      assignments.map(readAssignment),
      'web.yaml',
      {},
    );
    return yaml.with(new Map([[0, values[0]]])).text;
  };
  const changed = (after: string): readonly string[] => {
    const before = text.split('\n');
    return after.split('\n').filter((line, index) => line !== before[index]);
  };

  it('D11: a number is a number, before and after', () => {
    expect(changed(patched('deployment/web:spec.replicas=2'))).toEqual(['  replicas: 2']);
  });

  it('D12: comments, lists in brackets and quoted texts of other lines stay, byte for byte', () => {
    expect(changed(patched('deployment/web:metadata.labels.tier=false'))).toEqual([
      '  labels: {app.kubernetes.io/name: web, tier: "false"} # flow',
    ]);
  });

  it('D13: a path may select in several lists', () => {
    const path = 'spec.template.spec.containers[name=web].env[name=OTHER].value';
    expect(changed(patched(`deployment/web:${path}=no`))).toEqual(["              value: 'no'"]);
  });

  it('D14: a name with dots and slashes is one name', () => {
    expect(changed(patched("deployment/web:metadata.labels['app.kubernetes.io/name']=shop"))).toEqual([
      '  labels: {app.kubernetes.io/name: shop, tier: "true"} # flow',
    ]);
  });

  it('D15: what is to be text stays text, whatever it looks like', () => {
    const path = 'spec.template.spec.containers[name=web].env[name=LOG].value';
    for (const value of ['false', '1', '0x1F', 'null', '1e3', ''])
      expect(changed(patched(`deployment/web:${path}=${value}`))).toEqual([
        `            - {name: LOG, value: ${JSON.stringify(value)}}`,
      ]);
  });

  it('D16: a field that there is not is not made', () => {
    expect(refusal(() => patched('deployment/web:spec.nosuch.field=1'))).toContain(
      'patch/unknown-field: Deployment spec has no field nosuch',
    );
    const merge = { form: 'auto' as const, patch: { spec: { replcias: 3 } }, place: { file: 'p.yaml' } };
    expect(
      refusal(() => applyRequests([{ apiVersion: 'apps/v1', kind: 'Deployment' }], [merge], 'a.yaml', {})),
    ).toContain('spec.replcias is a field that the schema does not have; did you mean replicas?');
  });

  it('D17: an unknown variable is an error, with file and line', () => {
    const document = `variables: {tag: '1'}\noperations:\n  - set: spec.replicas\n    value: \${tga}\n`;
    expect(refused(() => readPatches(document, 'p.yaml', 'auto', {}))).toMatchObject([
      {
        code: 'patch/unknown-variable',
        message: 'p.yaml:3:5: the variable tga is not declared',
        source: { file: 'p.yaml', line: 3, column: 5 },
        fix: 'did you mean tag?',
      },
    ]);
  });

  it('D18: a partial object never replaces a list of a custom resource in silence', () => {
    const gateway = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      spec: { listeners: [{ name: 'a' }, { name: 'b' }] },
    };
    expect(
      refusal(() =>
        applyPatch(gateway, { type: 'strategic', patch: { spec: { listeners: [{ name: 'a' }] } } }),
      ),
    ).toContain('patch/no-strategic');
  });

  it('D20: twenty runs give one result', () => {
    const results = Array.from({ length: 20 }, () =>
      patched(
        'deployment/web:spec.replicas=3',
        'deployment/web:spec.paused=true',
        'deployment/web:metadata.labels.new=x',
      ),
    );
    expect(new Set(results).size).toBe(1);
  });
});
