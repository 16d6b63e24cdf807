import type { Answers } from '../answers.ts';

/** What the project itself is made of. */
export function configText({ kubernetes }: Answers): string {
  return `import { type Config, defineConfig } from 'plimsoll';

const config: Config = defineConfig({
  // Of manifests whose cluster nobody names; each cluster says its own.
  kubernetes: '${kubernetes}',
});

export default config;
`;
}

export const pinsText = `# Versions as data: stacks ask for them by name; people, Renovate and \`plimsoll pin\` change them here.
images:
  web: registry.k8s.io/e2e-test-images/agnhost:2.53
`;

export function stackText({ cluster, engine, kubernetes, repository, branch }: Answers): string {
  return `import { ${engine === 'argo' ? 'argo, ' : ''}cluster, ${engine === 'flux' ? 'flux, ' : ''}gitRepository } from 'plimsoll';
import { web } from './web.ts';

const source = gitRepository('fleet', { url: ${literal(repository)}, branch: ${literal(branch)} });

export default cluster(${literal(cluster)}, { kubernetes: '${kubernetes}', gitops: ${engine}({ source }) })
  .node('apps', (apps) => apps.bundle('hello', { namespace: 'hello' }, (hello) => hello.application('web', web)))
  .build();
`;
}

export const webText = `import { type ApplicationConfig, image, resources } from 'plimsoll';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';
import { Namespace, Service } from 'plimsoll/kubernetes/core/v1';

const labels = { 'app.kubernetes.io/name': 'web' };

/** A web server that says hello: change it into yours. */
export const web: ApplicationConfig = resources(() => [
  Namespace({ metadata: { name: 'hello', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } }),
  Service({ metadata: { name: 'web' }, spec: { selector: labels, ports: [{ port: 80, targetPort: 'http' }] } }),
  Deployment({
    metadata: { name: 'web' },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'web',
              image: image('web'),
              args: ['netexec', '--http-port=8080'],
              ports: [{ name: 'http', containerPort: 8080 }],
              readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
              resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  }),
]);
`;

export function testText({ cluster }: Answers): string {
  return `import { readFileSync } from 'node:fs';
import { matchers, renderStack, type StackMatchers } from 'plimsoll/testing';
import { expect, it } from 'vitest';
import stack from '../stacks/${cluster}.stack.ts';

declare module 'vitest' {
  interface Matchers<T> extends StackMatchers<T> {}
}
expect.extend(matchers);

it('renders a web server that runs twice', async () => {
  const rendered = await renderStack(stack, { pins: readFileSync('pins.yaml', 'utf8') });
  expect(rendered).toRenderCleanly();
  expect(rendered).toHaveObject({ kind: 'Deployment', name: 'web' }, { spec: { replicas: 2 } });
});
`;
}

export const compilerText = `{
  "compilerOptions": {
    "target": "es2023",
    "module": "nodenext",
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "exactOptionalPropertyTypes": true,
    "erasableSyntaxOnly": true,
    "verbatimModuleSyntax": true,
    "allowImportingTsExtensions": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["stacks", "test", "plimsoll.config.ts"]
}
`;

/** What is generated is folded away in pull requests, and not counted. */
export const attributesLines: readonly string[] = ['* text=auto eol=lf', 'out/** linguist-generated'];
export const ignoreLines: readonly string[] = ['node_modules/'];

export function readmeText({ folder, cluster, engine }: Answers): string {
  return `# ${folder}

What runs in the cluster ${cluster}, rendered by [Plimsoll](https://www.npmjs.com/package/plimsoll) for ${engine === 'flux' ? 'Flux' : 'Argo CD'}: stacks in \`stacks/\`, versions in
\`pins.yaml\`, the result in \`out/\`, which is committed and never edited.

\`\`\`sh
npm ci               # installs, and the pre-commit hook with it
npm run synth        # renders stacks/ into out/
npm run diff         # what that would change in the cluster
npm test             # tests of the stacks
npm run check        # what the hook and CI run
\`\`\`

A change: edit a stack, \`npm run synth\`, look at \`npm run diff\`, then \`git commit\` both. Back: \`git revert\` that commit.
`;
}

/** A text in code. */
function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
