import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { graphHtml } from '../../generator/cli/graph/html.ts';
import { graphMermaid } from '../../generator/cli/graph/text.ts';
import type { ClusterGraph } from '../../generator/graph/graph.ts';
import { patience } from '../support/patience.ts';
import { synthProject } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const text = `import { cluster, flux, gitRepository, resources } from 'plimsoll';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
const map = (name: string, more = {}) => resources([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' }, data: {}, ...more } as never]);
export default cluster('prod', { kubernetes: '1.36', gitops: flux({ source }) })
  .node('infra', (infra) => infra.bundle('base', {}, (base) => base.application('a', map('a'))))
  .node('apps', (apps) => apps
    .bundle('shop', { dependsOn: ['base'] }, (shop) => shop
      .application('b', map('b'))
      .application('wrong', map('c', { immutabel: true }))
      .bundle('child', {}, (child) => child.application('d', map('d')))))
  .build();
`;

describe('plimsoll graph', () => {
  it('says what is applied after what, with objects and findings', () => {
    const project = synthProject({ 'stacks/a.stack.ts': text });
    expect(project.plimsoll(['graph'])).toEqual({
      code: 0,
      signal: null,
      err: '',
      out: `prod (flux, Kubernetes 1.36)
  1  infra/base       a: 1 object
  2  apps/shop        b, wrong: 2 objects, after base, 1 finding
  3  apps/shop/child  d: 1 object
`,
    });
    const [graph] = JSON.parse(project.plimsoll(['graph', '--format=json']).out) as [ClusterGraph];
    expect(graph.bundles.map(({ name, order, within }) => [name, order, within])).toEqual([
      ['base', 1, undefined],
      ['shop', 2, undefined],
      ['child', 3, 'shop'],
    ]);
    expect(graph.bundles[1]?.findings).toMatchObject([{ code: 'api/unknown-field', severity: 'error' }]);
    expect(project.plimsoll(['graph', '--format=mermaid']).out).toBe(`graph LR
  subgraph c0["prod"]
    c0_0["base<br/>a"]
    c0_1["shop<br/>b, wrong"]:::error
    c0_2["child<br/>d"]
    c0_0 --> c0_1
    c0_1 -.-> c0_2
  end
  classDef error stroke:#c00,stroke-width:3px
  classDef warning stroke:#a60,stroke-width:2px
`);
    expect(project.plimsoll(['graph', '--format=svg']).code).toBe(64);
  });
});

const hostile: ClusterGraph = {
  cluster: 'a</script><img src=x onerror=alert(1)>"`',
  engine: 'flux',
  kubernetes: '1.36',
  findings: [],
  bundles: [
    {
      name: 'base',
      node: 'infra',
      dependsOn: [],
      order: 1,
      applications: [{ name: 'a', kind: 'resources', objects: 1 }],
      findings: [],
    },
    {
      name: 'shop',
      node: 'apps',
      dependsOn: ['base'],
      order: 2,
      applications: [{ name: 'web', kind: 'resources', objects: 2 }],
      findings: [{ code: 'api/unknown-field', severity: 'error', message: 'no <b>such</b> field' }],
    },
  ],
};

describe('the page', () => {
  it('stands by itself, and holds no markup of names', () => {
    const html = graphHtml([hostile]);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
    expect(html).toContain("default-src 'none'");
    expect(graphMermaid([hostile])).toContain('#quot;#96;"]');
  });

  const browser = '/usr/bin/chromium';
  it.skipIf(!existsSync(browser))(
    'opens boxes, finds names and findings, and closes clusters (where there is Chromium)',
    () => {
      const folder = temporaryFolder();
      // What a reader does, then what they see.
      const acts = `<script>
      const boxes = () => [...document.querySelectorAll('[role=button]')];
      boxes()[0].dispatchEvent(new MouseEvent('click'));
      const opened = boxes()[0].getAttribute('aria-expanded') + ' ' + boxes()[0].textContent.includes('a (resources): 1');
      search.value = 'such field';
      search.dispatchEvent(new Event('input'));
      const seen = boxes().map((each) => each.getAttribute('class')).join('|') + ' ' + document.getElementById('count').textContent;
      document.getElementById('all').click();
      const closed = [...document.querySelectorAll('details')].every((each) => !each.open);
      document.title = JSON.stringify([opened, seen, closed, document.querySelectorAll('path.edge').length, document.querySelectorAll('img, b').length]);
    </script></body>`;
      writeFileSync(join(folder, 'graph.html'), graphHtml([hostile]).replace('</body>', acts));
      const flags = [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--user-data-dir=${join(folder, 'profile')}`,
      ];
      const dom = execFileSync(browser, [...flags, '--dump-dom', `file://${join(folder, 'graph.html')}`], {
        ...patience,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const title = /<title>(.*?)<\/title>/.exec(dom)?.[1]?.replaceAll('&quot;', '"') ?? '';
      expect(JSON.parse(title)).toEqual(['true true', 'node  faded|node error found 1 found', true, 1, 0]);
    },
  );
});
