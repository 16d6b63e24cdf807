import { describe, expect, it } from 'vitest';
import { judge } from '../../generator/validate/subject.ts';
import { expanded, hidden, type Lookup } from '../../generator/validate/substitution/expression.ts';
import { substitute } from '../../generator/validate/substitution/substitute.ts';
import { lookupOf } from '../../generator/validate/substitution/variables.ts';

const values: Readonly<Record<string, string>> = {
  name: 'web',
  empty: '',
  three: '3',
  image: 'registry.example.com/team/web:1.2',
  list: '["a", "b"]',
  bad: '[',
  secret: 'in the cluster',
};

const lookup: Lookup = (name) =>
  name === 'secret' ? hidden : Object.hasOwn(values, name) ? values[name] : undefined;

const object = (fields: object, metadata: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
    ...fields,
  },
});

describe('a text', () => {
  it.each([
    ['${name}-${three}', 'web-3'],
    ['a $${name} $$ b', 'a ${name} $ b'],
    ['${nobody:=${name}}', 'web'],
    ['${empty:-x}${name:=x}', 'xweb'],
    ['${image##*/} ${image%%:*}', 'web:1.2 registry.example.com/team/web'],
    ['${image/team/ops}', 'registry.example.com/ops/web:1.2'],
    ['${name^} ${name^^} ${#name} ${name:1} ${name:0:2}', 'Web WEB 3 eb we'],
    ['$name {name} }', '$name {name} }'],
  ])('%s', (text, wanted) => {
    expect(expanded(text, lookup)).toEqual({ text: wanted, missing: [], hidden: false });
  });

  it('says what nobody gives, and no more', () => {
    expect(expanded('${a} ${b:=x} ${name:=${c}} ${d:=${e}}', lookup)).toEqual({
      text: ' x web ',
      missing: ['a', 'e'],
      hidden: false,
    });
  });

  it.each(['${', '${}', '${a.b}', '${a-b}', '${list[@]}', '${a#}', `${'${a:='.repeat(60)}`])(
    'that Flux cannot read is broken: %s',
    (text) => {
      expect(expanded(text, lookup).broken).toBeDefined();
    },
  );

  it('takes no time whatever the pattern', () => {
    const long = 'a'.repeat(20_000);
    const begin = performance.now();
    expanded(`\${long##${'*a'.repeat(50)}b}`, () => long);
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});

describe('an object', () => {
  it('is read again: what stood without quotes may become something else', () => {
    const { object: made } = substitute(
      {
        replicas: '${three}',
        args: '${list}',
        quoted: 'a: ${three}',
        'key-${name}': '${empty}',
        lines: 'a\n${three}\n',
      },
      lookup,
    );
    expect(made).toEqual({ replicas: 3, args: ['a', 'b'], quoted: 'a: 3', 'key-web': null, lines: 'a\n3\n' });
  });

  it('says its mistakes as the server will see it', () => {
    const { findings } = judge(
      { object: object({ replicas: '${three}', paused: '${name}' }), variables: lookup },
      {},
    );
    expect(findings.map(({ code, path, message }) => ({ code, path, message }))).toEqual([
      { code: 'api/wrong-type', path: 'spec.paused', message: 'spec.paused is "web", not true or false' },
    ]);
  });

  it('warns of a variable that nobody gives, and refuses what Flux cannot read', () => {
    const metadata = { annotations: { a: '${nobody}', b: '${list[0]}', c: 'x${bad}', d: '${bad}' } };
    expect(judge({ object: object({}, metadata), variables: lookup }, {}).findings).toEqual([
      expect.objectContaining({
        code: 'references/bad-substitution',
        severity: 'error',
        pointer: '/metadata/annotations/b',
        path: 'metadata.annotations.b',
        fix: 'write $${ for the text itself',
      }),
      expect.objectContaining({
        code: 'references/bad-substitution',
        message: 'metadata.annotations.d: what it becomes is no YAML',
      }),
      expect.objectContaining({
        code: 'references/unknown-variable',
        severity: 'warning',
        message: 'metadata.annotations.a asks for the variable nobody, which nobody gives',
        fix: 'substitute it, or give it a default: ${nobody:=…}',
      }),
    ]);
    const { findings } = judge({ object: object({}, metadata), variables: lookup }, { skip: ['references'] });
    expect(findings).toEqual([]);
  });

  it('of whose value only the cluster knows nothing is said', () => {
    const { findings } = judge(
      { object: object({ replicas: '${secret}', prots: '${secret}' }), variables: lookup },
      {},
    );
    expect(findings.map(({ code, path }) => [code, path])).toEqual([['api/unknown-field', 'spec.prots']]);
  });

  it('stays as it is where a label or annotation says so', () => {
    const exempt = { annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } };
    const { findings } = judge({ object: object({ replicas: '${three}' }, exempt), variables: lookup }, {});
    expect(findings.map(({ code }) => code)).toEqual(['api/wrong-type']);
  });

  it('that SOPS encrypted is judged by what can be read of it', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'web' },
      data: { a: 'ENC[AES256_GCM,data:x]' },
      stringDate: {},
      sops: { mac: 'ENC[x]' },
    };
    expect(judge({ object: secret }, {}).findings.map(({ path }) => path)).toEqual(['stringDate']);
  });
});

describe('variables', () => {
  const found = {
    ConfigMap: { kind: 'ConfigMap', data: { a: 'from\na map', b: 'b' } },
    Secret: { kind: 'Secret', data: { c: Buffer.from('c').toString('base64') }, stringData: { d: 'd' } },
  };
  const find = (kind: string, namespace: string | undefined, name: string): unknown =>
    namespace === 'flux-system' && name === 'there' ? found[kind as 'Secret'] : undefined;

  it('come from objects first, then from the Kustomization itself', () => {
    const from = ['ConfigMap', 'Secret'].map((kind) => ({ kind, name: 'there' }));
    const known = lookupOf({ substituteFrom: from, substitute: { b: 'own\n' } }, 'flux-system', find);
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => known?.(name))).toEqual([
      'froma map',
      'own',
      'c',
      'd',
      undefined,
    ]);
  });

  it('are known only in the cluster where an object is not at hand', () => {
    const known = lookupOf(
      { substituteFrom: [{ kind: 'Secret', name: 'elsewhere' }], substitute: { a: '1' } },
      'flux-system',
      find,
    );
    expect([known?.('a'), known?.('b')]).toEqual(['1', hidden]);
  });

  it('are not put in where there are none: defaults neither', () => {
    expect(lookupOf({ substitute: {} }, 'flux-system', find)).toBeUndefined();
  });
});
