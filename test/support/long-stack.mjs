/** @typedef {'callbacks' | 'end()'} StackForm */

/**
 * A stack with many bundles in one node, each depending on the one before.
 * @param {StackForm} form
 * @param {number} count
 * @returns {string}
 */
export function longStack(form, count) {
  const bundles = Array.from({ length: count }, (_, index) => {
    const options = `{ interval: '5m'${index === 0 ? '' : `, dependsOn: ['b${index - 1}']`} }`;
    return form === 'callbacks'
      ? `.bundle('b${index}', ${options}, (bundle) => bundle.application('a', app))`
      : `.bundle('b${index}', ${options}).application('a', app).end()`;
  }).join('\n');
  const body = form === 'callbacks' ? `.node('a', (node) => node${bundles})` : `.node('a')${bundles}.end()`;
  return `import { type ApplicationConfig, cluster, gitRepository } from 'plimsoll';
declare const app: ApplicationConfig;
const source = gitRepository('fleet', { url: 'ssh://git@git.example.com/fleet', branch: 'main' });
export default cluster('prod', { kubernetes: '1.34', gitops: { engine: 'flux', source, options: {} } })${body}.build();
`;
}
