import { operator } from '../../../generator/applications/operator/operator.ts';
import { Deployment } from '../../../paths-codegen/generated/kubernetes/apps/v1/index.js';
import { ConfigMap, Secret, Service } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import { applicationCase } from '../../support/application-case.ts';
import type { Golden } from '../../support/golden.ts';

const widget = { apiVersion: 'example.com/v1', kind: 'Widget' };

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
  versions:
  - name: v1
    served: true
    storage: true
    subresources: {status: {}}
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec: {type: object, properties: {size: {type: integer}}}
          status: {type: object, properties: {ready: {type: boolean}}}
`;

/** In all namespaces with webhooks, and in one without anything. */
export const golden: Golden = (gitops) =>
  applicationCase(
    gitops,
    {
      widgets: operator({
        image: 'registry.example.com/widgets:1.0.0',
        crds: 'crds',
        reconciles: [widget],
        owns: [Deployment, Service],
        watches: [ConfigMap, Secret],
        patches: [Secret],
        replicas: 2,
        validating: { widgets: { path: '/validate', kinds: [widget] } },
        mutating: {
          widgets: { path: '/mutate', kinds: [widget], operations: ['CREATE'], whenAway: 'Ignore' },
        },
        ports: { metrics: 8080 },
        metrics: { port: 'metrics' },
      }),
      tidy: operator({
        image: 'registry.example.com/tidy:1.0.0',
        namespaces: ['shop'],
        watches: [ConfigMap],
        lease: false,
        account: { annotations: { 'example.com/role': 'tidy' } },
      }),
    },
    { 'crds/widgets.yaml': definition },
  );
