import { type ApplicationConfig, image, resources } from 'plimsoll';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';

const labels = { 'app.kubernetes.io/name': 'worker' };

/** Works on a queue: nobody calls it. */
export function worker({ replicas }: { readonly replicas: number }): ApplicationConfig {
  return resources([
    Deployment({
      metadata: { name: 'worker', labels },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [
              {
                name: 'worker',
                image: image('worker'),
                args: ['--queue', 'orders'],
                resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
              },
            ],
          },
        },
      },
    }),
  ]);
}
