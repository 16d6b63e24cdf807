import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestExamples } from '../../generator/core/codes/examples/api.ts';
import { policyExamples } from '../../generator/core/codes/examples/policy.ts';
import { deprecationExamples, referenceExamples } from '../../generator/core/codes/examples/references.ts';
import { codes } from '../../generator/core/codes.ts';
import { command } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** What is to be named for a policy to be asked. */
const policies: Readonly<Record<string, string>> = {
  'policy/image-tag': 'images',
  'policy/image-digest': 'images=digest',
  'policy/pod-security': 'pod-security=baseline',
  'policy/missing-resources': 'resources=requests.cpu',
  'policy/missing-probe': 'probes=readiness',
  'policy/wildcard-role': 'roles',
  'policy/escalating-role': 'roles',
  'policy/default-token': 'tokens',
  'policy/host-namespace': 'host-namespaces',
  'policy/admission': 'admission',
  'policy/admission-warning': 'admission',
};

/** One that it takes folders to show. */
const { 'references/no-such-path': _, ...references } = referenceExamples;

describe('explain', () => {
  it('says what a code means, with an example and what to do', async () => {
    expect(await command('/', 'explain', 'api/bad-name')).toEqual({
      code: 0,
      out: `api/bad-name (error)

  A name, prefix of a name, namespace or finalizer is not written as the server wants it for this kind.

  For example:

    apiVersion: v1
    kind: ConfigMap
    metadata: { name: Web_Config } # web-config

  What to do: Write it as the message says.
`,
      err: '',
    });
  });

  it.each(Object.keys(codes))('knows %s', async (code) => {
    const { out } = await command('/', 'explain', code);
    expect(out).toMatch(
      /^[a-z-]+\/[a-z-]+ \((error|warning)\)\n\n {2}.+\n\n {2}For example:\n\n {4}[\s\S]+\n\n {2}What to do: .+\n$/,
    );
  });

  it('lists a class, or everything', async () => {
    const { out } = await command('/', 'explain', 'kustomize');
    expect(out.split('\n')).toHaveLength(6);
    expect(out).toMatch(/^kustomize\/unknown-field {5}A kustomization file has/);
    expect((await command('/', 'explain')).out.split('\n').filter((line) => line !== '')).toHaveLength(
      Object.keys(codes).length,
    );
  });

  it('knows what was meant', async () => {
    expect(await command('/', 'explain', 'api/unknwon-field')).toEqual({
      code: 1,
      out: '',
      err: `error: there is no code api/unknwon-field [${'cli/unknown-code'}]\n  did you mean api/unknown-field, api/unknown-kind or patch/unknown-field?\n`,
    });
  });

  it.each(
    Object.entries({
      ...manifestExamples,
      ...references,
      ...policyExamples,
      'deprecations/deprecated-kind': deprecationExamples['deprecations/deprecated-kind'],
      'deprecations/deprecated-field': deprecationExamples['deprecations/deprecated-field'],
    }),
  )('%s: its example is one', async (code, text) => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'files'));
    const name = code.startsWith('kustomize/') ? 'kustomization.yaml' : 'app.yaml';
    writeFileSync(join(cwd, 'files', name), `${text}\n`);
    const policy = policies[code];
    const more = policy === undefined ? [] : ['--policy', policy];
    const { out } = await command(cwd, 'validate', 'files', '--format', 'json', ...more);
    const { findings } = JSON.parse(out) as { readonly findings: readonly { readonly code: string }[] };
    expect(findings.map((each) => each.code)).toEqual([code]);
  });
});
