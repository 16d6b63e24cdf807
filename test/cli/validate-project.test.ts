import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command } from '../support/command.ts';
import { crd } from '../support/crd.ts';
import { synthProject } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

function folder(files: Readonly<Record<string, string>>): string {
  const made = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(made, name)), { recursive: true });
    writeFileSync(join(made, name), text);
  }
  return made;
}

interface Said {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly source?: { readonly file: string; readonly line: number };
}

async function found(cwd: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const { out, err } = await command(cwd, 'validate', ...argv, '--format', 'json');
  expect(err).toBe('');
  const { findings } = JSON.parse(out) as { readonly findings: readonly Said[] };
  return findings.map(({ code, source }) => `${code} ${source?.file}:${source?.line}`);
}

const map = (name: string, field = 'data'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${field}:\n  a: b\n`;

/** A definition, and a custom resource that is wrong by it. */
const widgetDefinition = crd({
  versions: {
    v1: {
      type: 'object',
      properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
    },
  },
});
const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: a\nspec:\n  size: big\n';

describe('files that are given', () => {
  it('may be patterns; node_modules and .git are passed over', async () => {
    const cwd = folder({
      'a/x.yaml': map('a', 'dta'),
      'a/b/y.yml': map('b', 'dta'),
      'a/z.txt': 'no',
      'node_modules/p/z.yaml': map('p', 'dta'),
      '.git/z.yaml': map('g', 'dta'),
    });
    expect(await found(cwd, 'a/**/*.y*ml')).toEqual([
      'api/unknown-field a/b/y.yml:5',
      'api/unknown-field a/x.yaml:5',
    ]);
    expect(await found(cwd, '.')).toEqual(['api/unknown-field a/b/y.yml:5', 'api/unknown-field a/x.yaml:5']);
    const { code, err } = await command(cwd, 'validate', 'b/*.yaml', 'nobody.yaml', 'a');
    expect(code).toBe(1);
    expect(err).toBe(`error: b/*.yaml: no file matches [${'cli/no-such-input'}]
error: nobody.yaml: there is no such file [${'cli/no-such-input'}]
`);
  });

  it('are held to the definitions that are among them', async () => {
    const cwd = folder({
      'crd.yaml': widgetDefinition,
      'widget.yaml': widget,
    });
    expect(await found(cwd, '.')).toEqual(['api/wrong-type widget.yaml:6']);
    expect(await found(cwd, 'widget.yaml')).toEqual(['api/unknown-kind widget.yaml:2']);
    expect(await found(cwd, 'widget.yaml', '--crds', 'crd.yaml')).toEqual(['api/wrong-type widget.yaml:6']);
  });

  it('know the release of a shipped project', async () => {
    const app =
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: a\nspec:\n  project: a\n  destination: {}\n  sourceHydrator:\n    drySource: { repoURL: a, targetRevision: a, path: a }\n    syncSource: { targetBranch: a, path: a, repoURL: b }\n';
    const cwd = folder({ 'app.yaml': app });
    const newest = await command(cwd, 'validate', 'app.yaml');
    const older = await command(cwd, 'validate', 'app.yaml', '--crds', 'argo-cd@2.14');
    expect([newest.code, older.code]).toEqual([0, 1]);
    const { code, err } = await command(cwd, 'validate', 'app.yaml', '--crds', 'argo-cd@1.0');
    expect(code).toBe(1);
    expect(err).toContain('the definitions of argo-cd@1.0 are not shipped');
    expect(err).toContain('argo-cd@2.14.1, argo-cd@3.5.7');
  });

  it('are judged with what Flux substitutes, and kustomization files by their own fields', async () => {
    const flux = (name: string, path: string, postBuild: string): string =>
      `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name}, namespace: flux-system }\nspec:\n  interval: 1m\n  prune: true\n  path: ${path}\n  sourceRef: { kind: GitRepository, name: flux-system }\n  postBuild: ${postBuild}\n`;
    const cwd = folder({
      'repo/clusters/a/a.yaml': flux('a', './apps/a', '{ substitute: { replicas: "3", name: web } }'),
      'repo/clusters/b/b.yaml': flux(
        'b',
        './apps/b',
        '{ substituteFrom: [{ kind: ConfigMap, name: vars }] }',
      ),
      'repo/clusters/b/vars.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: vars, namespace: flux-system }\ndata: { replicas: many }\n',
      'repo/apps/a/kustomization.yaml': 'resources:\n  - ../base\n  - nobody.yaml\nnamspace: a\n',
      'repo/apps/b/hpa.yaml':
        'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec:\n  maxReplicas: ${replicas}\n  minReplicas: ${nobody:=1}\n  scaleTargetRef: { kind: Deployment, name: "${nobody}" }\n',
      'repo/apps/base/kustomization.yaml': 'resources: [hpa.yaml]\n',
      'repo/apps/base/hpa.yaml':
        'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: "${name}" }\nspec:\n  maxReplicas: ${replicas}\n  scaleTargetRef: { kind: Deployment, name: "${name}" }\n',
    });
    const wanted = [
      'kustomize/unknown-field repo/apps/a/kustomization.yaml:4',
      'kustomize/missing-file repo/apps/a/kustomization.yaml:3',
      'references/unknown-variable repo/apps/b/hpa.yaml:7',
      'api/wrong-type repo/apps/b/hpa.yaml:5',
    ];
    expect((await found(cwd, 'repo')).filter((each) => !each.startsWith('api/missing-field'))).toEqual(
      wanted,
    );
    expect(await found(cwd, 'repo', '--only', 'api/wrong-type')).toEqual([
      'api/wrong-type repo/apps/b/hpa.yaml:5',
    ]);
    // Without its Kustomization a file is what it says.
    expect(await found(cwd, 'repo/apps/base/hpa.yaml', '--only', 'api/wrong-type')).toEqual([
      'api/wrong-type repo/apps/base/hpa.yaml:5',
    ]);
  });

  it('may be better than a baseline, and not worse', async () => {
    const cwd = folder({ 'a.yaml': map('a', 'dta'), 'b.yaml': map('b') });
    expect(await command(cwd, 'validate', '.', '--baseline', 'known.json')).toEqual({
      code: 0,
      out: '2 objects, 0 errors, 0 warnings\n',
      err: 'known.json is new, and holds the 1 findings of today: commit it\n',
    });
    expect((await command(cwd, 'validate', 'a.yaml', 'b.yaml', '--baseline', 'known.json')).code).toBe(0);
    writeFileSync(join(cwd, 'b.yaml'), map('b', 'dat'));
    const worse = await command(cwd, 'validate', 'a.yaml', 'b.yaml', '--baseline', 'known.json');
    expect(worse.code).toBe(1);
    expect(worse.out).toContain('2 objects, 1 error, 0 warnings\n');
    writeFileSync(join(cwd, 'a.yaml'), map('a'));
    writeFileSync(join(cwd, 'b.yaml'), map('b'));
    expect(await command(cwd, 'validate', 'a.yaml', 'b.yaml', '--baseline', 'known.json')).toMatchObject({
      code: 0,
      err: '1 findings of known.json are mended: remove it and run again, and they cannot come back\n',
    });
    writeFileSync(join(cwd, 'known.json'), '{');
    expect(await command(cwd, 'validate', 'a.yaml', '--baseline', 'known.json')).toMatchObject({
      code: 1,
      err: expect.stringContaining(`known.json is no baseline [${'cli/bad-baseline'}]`),
    });
  });

  it('are not warned of where only errors are asked for', async () => {
    const cwd = folder({ 'kustomization.yaml': 'commonLabels: { a: b }\n' });
    expect(await found(cwd, '.')).toEqual([`${'kustomize/deprecated-field'} kustomization.yaml:1`]);
    expect(await found(cwd, '.', '--severity', 'error')).toEqual([]);
    expect((await command(cwd, 'validate', '.', '--severity', 'info')).code).toBe(64);
  });
});

const config = `import { defineConfig, defineRule } from 'plimsoll';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';

export default defineConfig({
  kubernetes: '1.34',
  serve: ['resource.k8s.io/v1beta1'],
  validate: {
    ignore: [
      { code: 'api/unknown-field', kind: 'ConfigMap', name: 'legacy', reason: 'mended in 2.0' },
      { code: 'api/wrong-type', reason: 'nobody needs this one' },
    ],
    rules: [
      defineRule({
        code: 'policy/team-label',
        kind: Deployment,
        object: ({ object }) =>
          object.metadata?.labels?.['team'] === undefined
            ? [{ at: Deployment.path.metadata.labels.key('team'), message: 'nobody owns ' + object.metadata?.name, fix: 'label it' }]
            : [],
      }),
      defineRule({
        code: 'policy/one-of-a-name',
        severity: 'warning',
        fleet: (all) =>
          all
            .filter(({ resource }, index) => all.findIndex((each) => each.resource.name === resource.name) < index)
            .map((subject) => ({ subject, message: 'the name ' + subject.resource.name + ' is taken' })),
      }),
      defineRule({ code: 'policy/broken', object: ({ object }) => { if (object.kind === 'Deployment') throw new Error('oh'); return []; } }),
    ],
    commands: [
      {
        code: 'policy/lines',
        run: ['node', '-e', 'console.log(JSON.stringify([{ message: "too long", file: process.argv[1] + "/many.yaml", line: 2, severity: "warning" }]))', '{folder}'],
      },
      { code: 'policy/own', run: ['node', '-e', 'process.stdin.pipe(process.stdout)'], read: ({ out }) => [{ message: out.split('\\n').length + ' lines' }] },
      { code: 'policy/gone', run: ['surely-not-a-program'] },
      { code: 'policy/noise', run: ['node', '-e', 'console.log("all good"); process.exit(3)'] },
      { code: 'policy/slow', run: ['node', '-e', 'setTimeout(() => 1, 60000)'], timeout: 0.3 },
    ],
  },
});
`;

const deployment = (name: string, labels = ''): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n${labels}spec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, image: web }] }\n`;

describe('a project', () => {
  it('has ignores, rules over one and over all, and commands', () => {
    const project = synthProject({
      'plimsoll.config.ts': config,
      'many.yaml': [map('legacy', 'dta'), map('legacy'), deployment('web')].join('---\n'),
    });
    const { code, out, err } = project.plimsoll(['validate', 'many.yaml']);
    expect(err).toBe('');
    expect(out).toBe(`many.yaml: the file
  2 warning: too long [policy/lines]
  error: 24 lines [policy/own]
  error: surely-not-a-program (policy/gone): there is no such program [${'cli/command-failed'}]
  error: node (policy/noise): it printed no findings, and ended with 3 [${'cli/command-failed'}]
  error: node (policy/slow): it was stopped after 0.3 seconds [${'cli/command-failed'}]
  warning: the ignore of api/wrong-type (nobody needs this one) hides nothing [${'cli/unused-ignore'}]; take it away

many.yaml[1]: ConfigMap legacy
  8:1 warning: the name legacy is taken [policy/one-of-a-name]

many.yaml[2]: Deployment web
  18:3 error: nobody owns web [policy/team-label]; label it
  15:1 error: the rule policy/broken failed: oh [${'cli/rule-failed'}]

3 objects, 6 errors, 3 warnings
`);
    expect(code).toBe(1);
    const only = project.plimsoll(['validate', 'many.yaml', '--only', 'api']);
    expect(only.out).not.toContain('policy/');
  });

  it('lets its config and its caller say what is in the cluster', () => {
    const uses = `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers: [{ name: a, image: a, envFrom: [{ secretRef: { name: db } }, { secretRef: { name: key } }] }]\n`;
    const project = synthProject({
      'plimsoll.config.ts': "export default { validate: { external: ['Secret/db'] } };",
      'app.yaml': `${uses}---\n${map('a')}`,
    });
    const { code, out } = project.plimsoll(['validate', 'app.yaml']);
    expect(code).toBe(0);
    expect(out).toContain('names the Secret default/key, which is not rendered [references/no-such-object]');
    expect(out).not.toContain('default/db');
    expect(project.plimsoll(['validate', 'app.yaml', '--external', 'Secret/default/k*']).out).toBe(
      '2 objects, 0 errors, 0 warnings\n',
    );
  });

  it('holds to the policies that it names, of a stack with the line; the command line adds to them', () => {
    const pod =
      '{ apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { containers: [{ name: "a", image: "a" }] } }';
    const project = synthProject({
      'plimsoll.config.ts': "export default { validate: { policy: { images: 'tag' } } };",
      'app.yaml': `${pod}\n`,
      'stacks/a.stack.ts': `import { cluster, flux, gitRepository, resources } from 'plimsoll';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
export default cluster('prod', { kubernetes: '1.36', gitops: flux({ source }) })
  .node('apps', (apps) => apps.bundle('web', (web) =>
    web.application('web', resources([${pod}]))))
  .build();
`,
    });
    const { code, out } = project.plimsoll(['validate', 'app.yaml', '--policy', 'probes=readiness']);
    expect(code).toBe(1);
    expect(out).toContain('[policy/image-tag]');
    expect(out).toContain('[policy/missing-probe]');
    const synth = project.plimsoll(['synth']);
    expect(synth.code).toBe(1);
    expect(synth.err).toMatch(
      /image is a, with no tag.*\[policy\/image-tag\]\n {2}in stacks\/a.stack.ts:5:9/,
    );
    const wrong = project.plimsoll(['validate', 'app.yaml', '--policy', 'image']);
    expect(wrong).toMatchObject({
      code: 64,
      err: expect.stringContaining('--policy: there is no image: did you mean images?'),
    });
  });

  it('says what is wrong with its config', () => {
    const project = synthProject({
      'plimsoll.config.ts': `export default { serve: ['batch'], crds: 'x', validate: { ignroe: [], external: ['Secret'], policy: { images: 'new' }, ignore: [{ code: 'api' }], rules: [{ code: 'Team' }], commands: [{ code: 'policy/a', run: 'conftest' }] } };`,
      'a.yaml': map('a'),
    });
    const { code, err } = project.plimsoll(['validate', 'a.yaml']);
    expect(code).toBe(1);
    for (const each of [
      'serve in plimsoll.config.ts is ["batch"]',
      'crds in plimsoll.config.ts is "x"',
      'validate.ignroe, which means nothing',
      'did you mean ignore?',
      'validate.external in plimsoll.config.ts: "Secret" names nothing: write',
      'validate.ignore in plimsoll.config.ts: item 0 of api gives no reason',
      'validate.policy in plimsoll.config.ts: images is "new": it is tag, digest',
      'validate.rules in plimsoll.config.ts: item 0 is called "Team"',
      "validate.commands in plimsoll.config.ts: item 0 policy/a runs nothing: write run: ['program', 'argument']",
    ])
      expect(err.replaceAll(`${project.folder}/`, '')).toContain(each);
  });

  it('knows the custom resources that it imported', () => {
    const project = synthProject({
      'widgets.yaml': widgetDefinition,
      'widget.yaml': widget,
    });
    expect(project.plimsoll(['validate', 'widget.yaml']).out).toContain('api/unknown-kind');
    expect(project.plimsoll(['import', 'widgets.yaml']).code).toBe(0);
    expect(project.plimsoll(['validate', 'widget.yaml']).out).toContain(
      '6:9 error: spec.size is "big", not a whole number',
    );
  });

  it('is not written where an object would be refused', () => {
    const stack = (
      data: string,
    ): string => `import { cluster, flux, gitRepository, resources } from 'plimsoll';
import { ConfigMap } from 'plimsoll/kubernetes/core/v1';

export default cluster('prod', { kubernetes: '1.34', gitops: flux({ source: gitRepository('fleet', { url: 'https://git.example.com/fleet' }) }) })
  .node('apps', (apps) => apps
    .bundle('web', { postBuild: { substitute: { on: 'true' } } }, (web) => web
      .application('web', resources([ConfigMap({ metadata: { name: 'web' }, data: { ${data} } })]))))
  .build();
`;
    const project = synthProject({ 'stacks/a.stack.ts': stack("a: 'b'") });
    expect(project.plimsoll(['synth']).code).toBe(0);
    const before = project.tree();
    project.write([['stacks/a.stack.ts', stack("a: '$' + '{on}', b: '$' + '{nobody}'")]]);
    const { code, err } = project.plimsoll(['synth']);
    expect(code).toBe(1);
    expect(
      err,
    ).toBe(`warning: data.b asks for the variable nobody, which nobody gives [${'references/unknown-variable'}]
  in stacks/a.stack.ts:7:8
  substitute it, or give it a default: \${nobody:=…}
error: data.a is true, not a text [${'api/wrong-type'}]
  in stacks/a.stack.ts:7:8
1 error, 1 warning
`);
    expect(project.tree()).toEqual(before);
    project.write([
      ['plimsoll.config.ts', "export default { validate: { skip: ['api/wrong-type', 'references'] } };\n"],
    ]);
    expect(project.plimsoll(['synth'])).toMatchObject({ code: 0 });
  });

  it('keeps compiled validators, and makes them again when they are broken', () => {
    const project = synthProject({ 'a.yaml': deployment('web') });
    const kept = (): readonly string[] =>
      [...project.tree('node_modules/.cache/plimsoll').keys()].filter((name) =>
        name.startsWith('validator-'),
      );
    for (const _ of [1, 2, 3])
      expect(project.plimsoll(['validate', 'a.yaml'])).toMatchObject({ code: 0, err: '' });
    expect(
      kept()
        .map((name) => name.split('.').at(-1))
        .sort(),
    ).toEqual(['cjs', 'v8']);
    for (const name of kept())
      writeFileSync(join(project.folder, 'node_modules/.cache/plimsoll', name), 'broken');
    expect(project.plimsoll(['validate', 'a.yaml'])).toMatchObject({ code: 0, err: '' });
    expect(
      readFileSync(join(project.folder, 'node_modules/.cache/plimsoll', kept()[0] as string), 'utf8'),
    ).not.toBe('broken');
  });
});
