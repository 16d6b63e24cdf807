import { describe, expect, it } from 'vitest';
import { describe as factsOf } from '../../generator/paths/describe.ts';
import { kindOf } from '../../generator/paths/kind-of.ts';
import { text } from '../../generator/paths/text.ts';
import { Application } from '../../paths-codegen/generated/crds/argoproj.io/v1alpha1/index.js';
import { HTTPRoute } from '../../paths-codegen/generated/crds/gateway.networking.k8s.io/v1/index.js';
import { ClusterGenerator } from '../../paths-codegen/generated/crds/generators.external-secrets.io/v1alpha1/index.js';
import { ImageUpdateAutomation } from '../../paths-codegen/generated/crds/image.toolkit.fluxcd.io/v1/index.js';
import {
  AlertmanagerConfig,
  ScrapeConfig,
} from '../../paths-codegen/generated/crds/monitoring.coreos.com/v1alpha1/index.js';
import { CustomResourceDefinition } from '../../paths-codegen/generated/kubernetes/apiextensions.k8s.io/v1/index.js';
import { Deployment } from '../../paths-codegen/generated/kubernetes/apps/v1/index.js';
import { ConfigMap, Service } from '../../paths-codegen/generated/kubernetes/core/v1/index.js';

const containers = Deployment.path.spec.template.spec.containers;

describe('a kind', () => {
  it('is a factory that sets apiVersion and kind, first and for good', () => {
    const made = ConfigMap({ metadata: { name: 'a' }, data: { key: 'value' } });
    expect(made).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { key: 'value' },
    });
    expect(Object.keys(made)).toEqual(['apiVersion', 'kind', 'metadata', 'data']);
    expect(Object.isFrozen(made)).toBe(true);
    expect(ConfigMap({ ...made, ...{ apiVersion: 'v2', kind: 'Other' } })).toEqual(made);
  });

  it('carries its name, its facts and its paths', () => {
    expect([Deployment.name, Deployment.kind, Deployment.apiVersion]).toEqual([
      'Deployment',
      'Deployment',
      'apps/v1',
    ]);
    expect(Deployment.facts).toMatchObject({ plural: 'deployments', scope: 'Namespaced' });
    expect(text(Deployment.path.spec.replicas)).toBe('spec.replicas');
  });

  it('is found at run time by apiVersion and kind', () => {
    const found = kindOf({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' });
    expect(found?.facts.plural).toBe('httproutes');
    expect(kindOf({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' })).toBe(found);
    expect(kindOf({ apiVersion: 'v1', kind: 'constructor' })).toBeUndefined();
  });
});

describe('a path', () => {
  it('reads as people write it', () => {
    expect(text(containers.named('web').image)).toBe('spec.template.spec.containers[name=web].image');
    expect(text(containers.at(0).env.last)).toBe('spec.template.spec.containers[0].env[-1]');
    expect(text(containers.each.ports.where({ protocol: 'UDP' }))).toBe(
      'spec.template.spec.containers[*].ports[?protocol=UDP]',
    );
    expect(text(Deployment.path.metadata.labels.key('app.kubernetes.io/name'))).toBe(
      "metadata.labels['app.kubernetes.io/name']",
    );
    expect(text(Deployment.path.metadata.finalizers.item("it's"))).toBe("metadata.finalizers[='it\\'s']");
  });

  it('leaves out keys that the server fills in, and says them when they differ', () => {
    const ports = containers.named('web').ports;
    expect(text(ports.item({ containerPort: 53 }))).toBe(
      text(ports.item({ containerPort: 53, protocol: 'TCP' })),
    );
    expect(text(ports.item({ containerPort: 53, protocol: 'UDP' }))).toMatch(
      /\[containerPort=53,protocol=UDP\]$/,
    );
    expect(text(Service.path.spec.ports.item({ port: 80 }))).toBe('spec.ports[port=80]');
  });

  it('carries what patches need', () => {
    expect(factsOf(containers)).toMatchObject({
      kind: 'Deployment',
      custom: false,
      many: false,
      list: { type: 'map', keys: ['name'], mergeKey: 'name' },
    });
    expect(factsOf(containers.each.ports)).toMatchObject({
      many: true,
      list: { type: 'map', keys: ['containerPort', 'protocol'], mergeKey: 'containerPort' },
    });
    expect(factsOf(Deployment.path.spec.replicas)).toMatchObject({
      value: { type: 'integer', format: 'int32' },
    });
    expect(factsOf(HTTPRoute.path.spec.hostnames)).toMatchObject({
      custom: true,
      list: { type: 'atomic', keys: [] },
    });
  });

  it('is never a function and can be awaited, printed and compared', async () => {
    for (const node of [
      Deployment.path,
      Deployment.path.spec,
      containers,
      containers.named('x'),
      containers.named('x').image,
    ]) {
      expect(typeof node).toBe('object');
      expect(await node).toBe(node);
      expect(Object.isFrozen(node)).toBe(true);
      expect(JSON.stringify(node)).toBe('{}');
    }
  });

  it('goes on through recursive types', () => {
    const schema = CustomResourceDefinition.path.spec.versions.named('v1').schema.openAPIV3Schema;
    expect(text(schema.properties.key('spec').properties.key('a').not.default)).toBe(
      'spec.versions[name=v1].schema.openAPIV3Schema.properties.spec.properties.a.not.default',
    );
  });

  it('goes on below what the schema leaves open', () => {
    const values = Application.path.spec.source.helm.valuesObject;
    expect(text(values.field('image').field('tag'))).toBe('spec.source.helm.valuesObject.image.tag');
  });
});

describe('fields called like members', () => {
  it('win over ours, in real custom resources', () => {
    const filter = HTTPRoute.path.spec.rules.first.filters.first.requestHeaderModifier;
    expect(text(filter.set.named('x').value)).toMatch(/requestHeaderModifier\.set\[name=x\]\.value$/);
    expect(text(filter.remove.at(0))).toMatch(/requestHeaderModifier\.remove\[0\]$/);
    expect(text(Application.path.operation.sync.syncStrategy.apply.force)).toMatch(
      /syncStrategy\.apply\.force$/,
    );
    expect(text(ImageUpdateAutomation.path.spec.update.path)).toBe('spec.update.path');
    expect(text(AlertmanagerConfig.path.spec.receivers.first.emailConfigs.first.text)).toMatch(/\.text$/);
    expect(text(ClusterGenerator.path.spec.generator.passwordSpec.length)).toBe(
      'spec.generator.passwordSpec.length',
    );
    expect(text(ScrapeConfig.path.spec.kubernetesSDConfigs.first.selectors.first.field)).toMatch(
      /selectors\[0\]\.field$/,
    );
    expect(text(Deployment.path.metadata.name)).toBe('metadata.name');
  });

  it('are reached by text as well', () => {
    const filter = HTTPRoute.path.spec.rules.first.filters.first.requestHeaderModifier;
    expect(text(filter.field('set').named('x'))).toBe(text(filter.set.named('x')));
  });
});

describe('a name that is not there', () => {
  const unknown = (path: () => unknown): unknown => {
    try {
      return path();
    } catch (error) {
      return (error as { findings: unknown }).findings;
    }
  };

  it('says what was meant', () => {
    const spec = Deployment.path.spec as unknown as Record<string, unknown>;
    expect(unknown(() => spec.replcias)).toEqual([
      {
        code: 'patch/unknown-field',
        class: 'patch',
        severity: 'error',
        message: 'Deployment spec has no field replcias; did you mean replicas?',
        resource: { apiVersion: 'apps/v1', kind: 'Deployment' },
        path: 'spec.replcias',
      },
    ]);
  });

  it('is an error on lists and values too, and no field of Object shines through', () => {
    const list = containers as unknown as Record<string, unknown>;
    expect(unknown(() => list.nmaed)).toMatchObject([
      { message: expect.stringContaining('did you mean named?') },
    ]);
    expect(
      unknown(() => (Deployment.path.spec.replicas as unknown as Record<string, unknown>).x),
    ).toMatchObject([{ code: 'patch/unknown-field' }]);
    expect((Deployment.path.spec as unknown as { hasOwnProperty?: unknown }).constructor).toBeUndefined();
  });
});
