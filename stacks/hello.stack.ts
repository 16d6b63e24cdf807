import { cluster, flux, gitRepository, resources } from 'plimsoll';
import { ConfigMap } from 'plimsoll/kubernetes/core/v1';

const source = gitRepository('fleet', { url: 'ssh://git@git.example.com/fleet', branch: 'main' });
const greeting = resources([ConfigMap({ metadata: { name: 'greeting' }, data: { text: 'Hello' } })]);

export default cluster('hello', { kubernetes: '1.36', gitops: flux({ source }) })
  .node('apps', (apps) => apps.bundle('greeting', (bundle) => bundle.application('greeting', greeting)))
  .build();
