import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { command } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

const flowSchema = {
  apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
  kind: 'FlowSchema',
  metadata: { name: 'web' },
  spec: { priorityLevelConfiguration: { name: 'web' } },
};
const scaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  maxReplicas: 3
  scaleTargetRef: { kind: Deployment, name: web }
---
apiVersion: v1
kind: Service
metadata: { name: Web }
spec: { ports: [{ port: 80 }] }
`;

describe('deprecated kinds', () => {
  it('are said with when they end, and what comes after them', () => {
    expect(validateObjects([flowSchema], { kubernetes: '1.31' })).toEqual([
      {
        code: 'deprecations/deprecated-kind',
        class: 'deprecations',
        severity: 'warning',
        message:
          'flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema is deprecated since 1.29, and gone with 1.32',
        resource: { apiVersion: flowSchema.apiVersion, kind: 'FlowSchema', name: 'web' },
        path: 'apiVersion',
        pointer: '/apiVersion',
        fix: 'use flowcontrol.apiserver.k8s.io/v1 FlowSchema',
        index: 0,
      },
    ]);
    expect(validateObjects([flowSchema], { kubernetes: '1.31', skip: ['deprecations'] })).toEqual([]);
    expect(validateObjects([flowSchema], { kubernetes: '1.32' }).map(({ code }) => code)).toEqual([
      'api/unknown-kind',
    ]);
  });
});

describe('validate --upgrade', () => {
  const folder = (): string => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'flow.json'), JSON.stringify(flowSchema));
    writeFileSync(join(cwd, 'app.yaml'), scaler);
    return cwd;
  };

  it('lists what later servers would refuse and the one of today does not', async () => {
    const cwd = folder();
    expect(await command(cwd, 'validate', '.', '--upgrade', '1.30..1.36')).toEqual({
      code: 1,
      out: `app.yaml[0]: HorizontalPodAutoscaler web
  6:19 error: in 1.34: spec.scaleTargetRef.apiVersion names no group: apps/v1 [deprecations/upgrade]

flow.json[0]: FlowSchema web
  1:15 error: in 1.32: Kubernetes 1.32 has no FlowSchema in flowcontrol.apiserver.k8s.io/v1beta3: it is there until 1.31 [deprecations/upgrade]; use flowcontrol.apiserver.k8s.io/v1 FlowSchema

3 objects, 2 errors, 0 warnings
`,
      err: '',
    });
    const { code, out } = await command(
      cwd,
      'validate',
      '.',
      '--kubernetes-version',
      '1.34',
      '--upgrade',
      '..1.36',
    );
    expect([code, out]).toEqual([0, '3 objects, 0 errors, 0 warnings\n']);
  });

  it.each([
    ['1.36', 'is two releases'],
    ['..1.36', 'does not say from which release'],
    ['1.36..1.34', 'leads nowhere'],
    ['1.36..1.99', 'not of 1.99'],
  ])('%s is no upgrade', async (text, why) => {
    const { code, err } = await command(folder(), 'validate', '.', '--upgrade', text);
    expect(code).toBe(64);
    expect(err).toContain(why);
  });
});
