// node cdk8s.mjs COUNT FOLDER: the workload in a chart a service, a file a chart.
import { App, Chart, YamlOutputType } from 'cdk8s';
import { k8s } from 'cdk8s-plus-33';

const [count, outdir] = [Number(process.argv[2]), process.argv[3]];
const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_CHART });
for (let index = 0; index < count / 8; index++) service(`app-${index}`);
app.synth();

function service(name) {
  const chart = new Chart(app, name, { namespace: 'shop', disableResourceNameHashes: true });
  const labels = { 'app.kubernetes.io/name': name };
  const metadata = { name, labels };
  const selector = { matchLabels: labels };
  new k8s.KubeDeployment(chart, 'deployment', {
    metadata,
    spec: {
      replicas: 2,
      selector,
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'main',
              image: `registry.example.com/${name}:1`,
              ports: [{ containerPort: 8080 }],
              resources: {
                requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('64Mi') },
              },
            },
          ],
        },
      },
    },
  });
  new k8s.KubeService(chart, 'service', {
    metadata,
    spec: { selector: labels, ports: [{ port: 80, targetPort: k8s.IntOrString.fromNumber(8080) }] },
  });
  new k8s.KubeServiceAccount(chart, 'account', { metadata });
  new k8s.KubeConfigMap(chart, 'config', { metadata, data: { 'app.yaml': 'level: info\n' } });
  new k8s.KubeHorizontalPodAutoscalerV2(chart, 'hpa', {
    metadata,
    spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
  });
  new k8s.KubePodDisruptionBudget(chart, 'pdb', {
    metadata,
    spec: { minAvailable: k8s.IntOrString.fromNumber(1), selector },
  });
  new k8s.KubeNetworkPolicy(chart, 'policy', {
    metadata,
    spec: { podSelector: selector, ingress: [{ ports: [{ port: k8s.IntOrString.fromNumber(8080) }] }] },
  });
  new k8s.KubeIngress(chart, 'ingress', {
    metadata,
    spec: {
      rules: [
        {
          host: `${name}.example.com`,
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }],
          },
        },
      ],
    },
  });
}
