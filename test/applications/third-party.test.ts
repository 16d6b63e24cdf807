import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/shared.ts';
import { synthProject } from '../support/synth-project.ts';

const stackFile = `import { cluster, flux, fromFiles, gitRepository } from 'plimsoll';
import { greeter } from 'plimsoll-greeter';

const source = gitRepository('fleet', { url: 'ssh://git@git.example.com/fleet', branch: 'main' });

export default cluster('prod', { kubernetes: '1.36', gitops: flux({ source }) })
  .node('apps', (apps) =>
    apps.bundle('greetings', { namespace: 'hello' }, (bundle) =>
      bundle
        .application('hello', greeter({ name: 'you', language: 'de' }))
        .application('more', fromFiles('greetings/*.yaml', { kind: 'Greeter', make: greeter, schema: 'greeter.schema.json' })),
    ),
  )
  .build();
`;

const file = (spec: string): string =>
  `apiVersion: plimsoll/v1\nkind: Greeter\nmetadata: { name: team }\nspec: ${spec}\n`;

describe('an application kind of another package', () => {
  it('is a dozen lines, and works in stacks, in files, and with types', () => {
    const project = synthProject({
      'stacks/a.stack.ts': stackFile,
      'greetings/team.yaml': file('{ name: team }'),
    });
    const installed = join(project.folder, 'node_modules', 'plimsoll-greeter');
    cpSync(join(root, 'test', 'example-package'), installed, { recursive: true });
    expect(readFileSync(join(installed, 'greeter.js'), 'utf8').trim().split('\n').length).toBeLessThanOrEqual(
      13,
    );

    const printed = project.plimsoll([
      'schemas',
      'application',
      'node_modules/plimsoll-greeter/greeter.d.ts#greeter',
    ]);
    expect(printed).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(printed.out)).toMatchObject({
      properties: { kind: { const: 'Greeter' } },
      $defs: { GreeterOptions: { properties: { language: { enum: ['en', 'de', 'fr'], default: 'en' } } } },
    });
    project.write([['greeter.schema.json', printed.out]]);

    expect(project.plimsoll(['synth', '--types'])).toMatchObject({ code: 0 });
    expect(project.tree().get('prod/apps/greetings/configmap-hello.yaml')).toContain(
      'text: Hallo you, from prod',
    );
    expect(project.tree().get('prod/apps/greetings/configmap-team.yaml')).toContain(
      'text: Hello team, from prod',
    );

    project.write([['greetings/team.yaml', file('\n  name: team\n  langauge: nl')]]);
    const wrong = project.plimsoll(['synth']);
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain(
      'error: Greeter: there is no field langauge in spec [build/bad-application-file]',
    );
    expect(wrong.err).toContain('greetings/team.yaml:6:');
    expect(wrong.err).toContain('did you mean language?');
  });
});
