/** Something that makes pods: `web` in the namespace `shop`. */
export function workload(kind: string, pod: object, spec: object = {}, annotations: object = {}): object {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' }, annotations }, spec: pod },
      ...spec,
    },
  };
}
