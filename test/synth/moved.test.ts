import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printIndex } from '../../generator/write/ownership.ts';
import { type SynthProject, synthProject } from '../support/synth-project.ts';

const digest = 'a'.repeat(64);

/** An output with more of what indexes say than is kept at once; none of the clusters is there any more. */
function projectOf(stack: string): SynthProject {
  const project = synthProject({ 'stacks/a.stack.ts': stack });
  const text = (cluster: string): string => {
    const files = Array.from(
      { length: 900 },
      (_, file) => [`${cluster}/${file}.yaml`, { sha256: digest, owner: 'web/web' }] as const,
    );
    return printIndex({ cluster, environment: 'default', files: new Map(files) });
  };
  project.write(
    Array.from(
      { length: 40 },
      (_, index) => [`out/.plimsoll/owned/old-${index}`, text(`old-${index}`)] as const,
    ),
  );
  return project;
}

/** A stack during which somebody else writes to the output. */
function stackWith(atLoad: string, atRender: string): string {
  return `import { cluster, flux, gitRepository, resources } from 'plimsoll';
const index = new URL('../out/.plimsoll/owned/old-0', import.meta.url);
const write = (text) => process.getBuiltinModule('node:fs').writeFileSync(index, text);
${atLoad}
export default cluster('prod', { kubernetes: '1.36', gitops: flux({ source: gitRepository('fleet', { url: 'https://git.example.com/fleet', branch: 'main' }) }) })
  .node('apps', (node) => node.bundle('web', { namespace: 'web' }, (bundle) => bundle.application('web', resources(() => {
    ${atRender}
    return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { text: 'one' } }];
  }))))
  .build();
`;
}

describe('an output that another run writes to while this one reads it', () => {
  it('is read once more', () => {
    const project = projectOf(stackWith("write('# cluster old-0, environment default\\n');", ''));
    const { code, err } = project.plimsoll(['synth']);
    expect(err).not.toContain('error');
    expect(code).toBe(0);
    const tree = project.tree();
    expect(tree.get('prod/apps/web/configmap-web.yaml')).toContain('text: one');
    expect([...tree.keys()].filter((path) => path.includes('/old-') || path.includes('/tmp/'))).toEqual([]);
  });

  it('again and again is said, and nothing is written', () => {
    const project = projectOf(
      stackWith('let times = 0;', "write('# cluster old-0, environment default\\n'.repeat(++times));"),
    );
    const { code, err } = project.plimsoll(['synth']);
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(
        /^error: \.plimsoll\/owned\/old-0 has become another while this run was at work \[cli\/output-busy\]\n.*another run has written to the output: run again/s,
      ),
    });
    expect(readFileSync(join(project.folder, 'out/.plimsoll/owned/old-0'), 'utf8').split('\n')).toHaveLength(
      5,
    );
    expect([...project.tree().keys()].filter((path) => !path.startsWith('.plimsoll/owned/'))).toEqual([]);
  });
});
