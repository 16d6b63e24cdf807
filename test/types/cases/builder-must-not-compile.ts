// Every line that ends in a comment beginning with //! must be refused by the compiler, and no other line.
import { type ApplicationConfig, cluster, gitRepository } from 'plimsoll';

declare const app: ApplicationConfig;
const source = gitRepository('fleet', { url: 'ssh://git@git.example.com/fleet', branch: 'main' });
const base = cluster('prod', { kubernetes: '1.34', gitops: { engine: 'flux', source, options: {} } });

export const chained = [
  base.node('a').end().node('a'), //! the node a is there already
  base.node('a').node('b').end().node('b'), //! the node b is there already, one level down
  base.node('a').bundle('x').end().bundle('x'), //! the bundle x is there already
  base.node('a').bundle('x').end().end().node('b').bundle('x'), //! in another node of the cluster
  base.node('a').bundle('x').bundle('y').end().bundle('y'), //! under an umbrella
  base.node('a').bundle('x').application('q', app).application('q', app), //! the application q is there already
  base.node('a').bundle('x', { dependsOn: ['z'] }), //! there is no bundle z so far
  base.node('a').bundle('x', { dependsOn: ['x'] }), //! a bundle does not depend on itself
  base.node('a').bundle('x').end().bundle('y', { dependsOn: ['x', 'z'] }), //! one of two is not there
  base.node('a').bundle('x', { interval: '5 minutes' }), //! a duration
  base.node('a').bundle('x', { interval: '5' }), //! a unit
  base.node('a').bundle('x', { intervall: '5m' }), //! no such option
  base.node('a').bundle('x', { wait: 'yes' }), //! a boolean
  base.node('a').application('q', app), //! applications are in bundles
  base.bundle('x'), //! bundles are in nodes
  base.node('a').build(), //! build ends the cluster, not a node
  base.node('a').end().end(), //! one end too many
  base.patch({ spec: {} }), //! a patch says its form
  base.patch({ type: 'merge', patch: {} }, { emit: 'helm' }), //! no such place
  base.overlay({ knid: 'x' }, { type: 'merge', patch: {} }), //! no such selection
  base.node('a').bundle('x').application('q', app, { patches: ['x'] }), //! a patch is no text
];

export const filled = [
  base.node('a', (node) => node).node('a', (node) => node), //! the node a is there already
  base.node('a', (node) => node.bundle('x', (bundle) => bundle).bundle('x', (bundle) => bundle)), //! the bundle x is there already
  base.node('a', (node) => node.bundle('x', (bundle) => bundle)).node('b', (node) => node.bundle('x', (bundle) => bundle)), //! in another node
  base.node('a', (node) => node.bundle('x', { dependsOn: ['z'] }, (bundle) => bundle)), //! there is no bundle z so far
  base.node('a', (node) => node.bundle('x', (bundle) => bundle.application('q', app).application('q', app))), //! the application q is there already
  base.node('a', (node) => node.bundle('x', { timeout: '10sec' }, (bundle) => bundle)), //! a duration
  base.node('a', (node) => node.end()), //! a callback needs no end()
  base.node('a', () => 5), //! a callback returns the builder
];
