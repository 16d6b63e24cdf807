import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { planBuiltin } from '../../paths-codegen/plan/builtin.ts';
import { planCustom } from '../../paths-codegen/plan/custom.ts';
import type { FilePlan } from '../../paths-codegen/plan/plan.ts';
import { shippedModules } from '../../paths-codegen/shipped.ts';
import { readStore } from '../../paths-codegen/store/files.ts';
import type { Store } from '../../paths-codegen/store/model.ts';
import { check } from '../support/compiler.ts';
import { root } from '../support/shared.ts';
import { temporaryFolder } from '../support/temporary.ts';

let store: Store;
beforeAll(async () => {
  store = await readStore(join(root, 'schemas'));
});

function file(folder: string, name: string): FilePlan {
  const options = { references: {}, metadata: 'plimsoll/kubernetes/meta/v1' };
  const plans = [...planBuiltin(store.builtin), ...planCustom(store.custom.values(), options)];
  const found = plans.find((plan) => plan.folder === folder)?.files.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no plan for ${folder} ${name}`);
  return found;
}

describe('the plan', () => {
  it('puts what one kind alone uses beside it, and shares the rest', () => {
    const deployment = file('kubernetes/apps/v1', 'Deployment');
    expect(deployment.interfaces.map(({ name }) => name)).toEqual([
      'Deployment',
      'DeploymentCondition',
      'DeploymentSpec',
      'DeploymentStatus',
      'DeploymentStrategy',
      'RollingUpdateDeployment',
    ]);
    expect(deployment.imports).toEqual([
      { alias: 'core_v1', from: '../../core/v1/definitions.js' },
      { alias: 'meta_v1', from: '../../meta/v1/definitions.js' },
    ]);
    expect(deployment.constant).toMatchObject({ kind: 'Deployment', apiVersion: 'apps/v1' });
  });

  it('demands what the server demands, and leaves out what it fills in', () => {
    const schemaOf = (plan: FilePlan, name: string) =>
      plan.interfaces.find((each) => each.name === name)?.schema;
    const shared = file('kubernetes/core/v1', 'definitions');
    expect(schemaOf(shared, 'Container')?.required).toEqual(['image', 'name']);
    expect(
      schemaOf(file('kubernetes/core/v1', 'PersistentVolumeClaim'), 'PersistentVolumeClaim')?.required,
    ).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    expect(
      schemaOf(file('kubernetes/rbac.authorization.k8s.io/v1', 'definitions'), 'RoleRef')?.required,
    ).toEqual(['kind', 'name']);
    expect(
      schemaOf(file('crds/gateway.networking.k8s.io/v1', 'HTTPRoute'), 'HTTPRouteSpecParentRefs')?.required,
    ).toEqual(['name']);
  });

  it('says in words of ours what facts know', () => {
    const described = (plan: FilePlan, name: string, field: string): unknown =>
      plan.interfaces.find((each) => each.name === name)?.schema.properties?.[field]?.description;
    const shared = file('kubernetes/core/v1', 'definitions');
    expect(described(shared, 'Container', 'ports')).toBe(
      'Items are told apart by `containerPort` and `protocol`.',
    );
    expect(described(shared, 'Container', 'restartPolicyRules')).toBe('Since Kubernetes 1.34.');
    expect(described(shared, 'Toleration', 'operator')).toBe(
      'Allowed: `Equal`, `Exists`, `Gt` (since 1.35), `Lt` (since 1.35).',
    );
    expect(described(file('kubernetes/core/v1', 'Service'), 'ServiceSpec', 'externalTrafficPolicy')).toBe(
      'Default: `"Cluster"` when type is NodePort or LoadBalancer.\nAllowed: `Cluster`, `Local`.',
    );
    expect(
      file('kubernetes/flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema').constant?.docs.split('\n'),
    ).toEqual([
      'FlowSchema of flowcontrol.apiserver.k8s.io/v1beta3, cluster-scoped.',
      'Until Kubernetes 1.31.',
      '@see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.31/#flowschema-v1beta3-flowcontrol-apiserver-k8s-io',
      '@deprecated since Kubernetes 1.29, removed in 1.32; use flowcontrol.apiserver.k8s.io/v1 FlowSchema',
    ]);
  });
});

describe('the text', () => {
  it('is the same every time, and the same as on disk: generating twice changes nothing', async () => {
    const before = performance.now();
    const modules = await shippedModules(store);
    const seconds = (performance.now() - before) / 1000;
    expect(seconds).toBeLessThan(20);
    const generated = join(root, 'paths-codegen', 'generated');
    const present = readdirSync(generated, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    // Beside the modules there are the schemas of what applications can be told.
    expect(present.map((path) => relative(generated, path).split(sep).join('/')).sort()).toEqual(
      [...modules.keys(), 'options.json'].sort(),
    );
    for (const [path, text] of modules)
      if (readFileSync(join(generated, path), 'utf8') !== text) expect.unreachable(`${path} is stale`);
  });

  it('has a constant a kind, which reads nothing by itself', async () => {
    const text = readFileSync(join(root, 'paths-codegen/generated/kubernetes/batch/v1/index.js'), 'utf8');
    expect(text.split('\n').slice(1)).toEqual([
      'import { kind as $kind } from "#kind";',
      'export const CronJob = $kind("batch/v1", "CronJob");',
      'export const Job = $kind("batch/v1", "Job");',
      '',
    ]);
  });

  it('says which facts made it', () => {
    const text = readFileSync(join(root, 'paths-codegen/generated/kubernetes/batch/v1/index.d.ts'), 'utf8');
    expect(text).toMatch(
      /^\/\/ Made by `npm run codegen` from schemas\/ \(lock [0-9a-f]{16}\)\. Changes are overwritten\.\n/,
    );
  });

  it('compiles under strict settings with no library of globals but the language', () => {
    const modules = readdirSync(join(root, 'dist/paths-codegen/generated'), {
      recursive: true,
      encoding: 'utf8',
    }).filter((path) => path.endsWith('index.d.ts'));
    expect(modules.length).toBeGreaterThan(60);
    const { errors } = check(
      modules.map((path) => join(root, 'dist/paths-codegen/generated', path)),
      temporaryFolder(),
    );
    expect(errors).toEqual([]);
  });
});
