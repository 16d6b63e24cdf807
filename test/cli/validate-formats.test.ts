import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { asGithub } from '../../generator/cli/validate/formats/github.ts';
import { asJunit } from '../../generator/cli/validate/formats/junit.ts';
import { asSarif } from '../../generator/cli/validate/formats/sarif.ts';
import { finding } from '../../generator/core/codes.ts';
import { command } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

const texts = {
  'a b.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: fine }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: wrong, namespace: shop }
dta: {}
"<&%,:": {}
`,
  'open.yaml': 'b: [\n',
};

async function saidAs(format: string, ...more: readonly string[]): Promise<string> {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(cwd, name), text);
  const { code, out, err } = await command(cwd, 'validate', '.', '--format', format, ...more);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  return out;
}

/** What the standard demands of the parts that are written here. */
const sarif = new Ajv({ strict: false }).compile({
  type: 'object',
  required: ['version', 'runs'],
  properties: {
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['tool'],
        properties: {
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          tool: {
            type: 'object',
            required: ['driver'],
            properties: {
              driver: {
                type: 'object',
                required: ['name'],
                properties: { rules: { type: 'array', uniqueItems: true, items: { required: ['id'] } } },
              },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['message'],
              properties: {
                ruleIndex: { type: 'integer', minimum: 0 },
                level: { enum: ['none', 'note', 'warning', 'error'] },
                message: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
                partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
                locations: {
                  type: 'array',
                  items: {
                    properties: {
                      physicalLocation: {
                        required: ['artifactLocation'],
                        properties: {
                          artifactLocation: {
                            properties: { uri: { type: 'string', pattern: '^[^ "<>\\\\]*$' } },
                          },
                          region: {
                            properties: {
                              startLine: { type: 'integer', minimum: 1 },
                              startColumn: { type: 'integer', minimum: 1 },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
});

describe('sarif', () => {
  it('is as the standard has it: rules once, places, what to do', async () => {
    const log = JSON.parse(await saidAs('sarif'));
    expect(sarif(log), JSON.stringify(sarif.errors)).toBe(true);
    const [run] = log.runs;
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'api/unknown-field',
      'api/unreadable',
    ]);
    expect(run.results).toHaveLength(3);
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(run.results[0]).toMatchObject({
      ruleId: 'api/unknown-field',
      level: 'error',
      message: { text: 'there is no field dta; did you mean data?' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b.yaml' },
            region: { startLine: 8, startColumn: 1 },
          },
          logicalLocations: [{ fullyQualifiedName: 'ConfigMap shop/wrong dta' }],
        },
      ],
    });
  });

  it('names files that no address can hold', () => {
    const found = finding('api/unreadable', 'x', { source: { file: 'a\ud800\\b' } });
    const text = asSarif([{ file: 'x', objects: [], skipped: 0, findings: [found] }]);
    expect(text).toContain('"uri": "a%EF%BF%BD/b"');
    expect(text).not.toContain('region');
  });
});

describe('github', () => {
  it('is a command a finding, and nothing of a document is one', async () => {
    const out = await saidAs('github');
    expect(out.split('\n')).toEqual([
      '::error file=a b.yaml,line=8,col=1,title=api/unknown-field%3A ConfigMap shop/wrong::there is no field dta; did you mean data?',
      expect.stringMatching(
        /^::error file=a b\.yaml,line=9,col=1,title=api\/unknown-field%3A ConfigMap shop\/wrong::.*<&%25,:/,
      ),
      expect.stringMatching(/^::error file=open\.yaml,line=2,col=1,title=api\/unreadable::(?!open\.yaml)/),
      '2 objects, 3 errors, 0 warnings',
      '',
    ]);
    const found = finding('api/unreadable', 'a\r\n::error::b', { source: { file: 'x,line=7:\n' } });
    expect(asGithub([{ file: 'x', objects: [], skipped: 0, findings: [found] }]).split('\n')[0]).toBe(
      '::error file=x%2Cline=7%3A%0A,title=api/unreadable::a%0D%0A::error::b',
    );
  });
});

describe('junit', () => {
  it('is a suite a file and a case an object', async () => {
    const out = await saidAs('junit');
    expect(out.split('\n').slice(0, 6)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="plimsoll" tests="3" failures="2">',
      '  <testsuite name="a b.yaml" tests="2" failures="1">',
      '    <testcase classname="a b.yaml" name="[0] ConfigMap fine"/>',
      '    <testcase classname="a b.yaml" name="[1] ConfigMap shop/wrong">',
      '      <failure type="api/unknown-field" message="there is no field dta; did you mean data?">a b.yaml:8:1: there is no field dta; did you mean data?</failure>',
    ]);
    expect(out).toContain('&lt;&amp;%,:');
    expect(out).toContain('<testsuite name="open.yaml" tests="1" failures="1">');
  });

  it('holds only what XML does, and warnings beside the failures', () => {
    const warned = finding('import/no-schema', 'a\0\ud800\u{1f600}"\n');
    const resource = { apiVersion: 'v1', kind: 'A', name: 'a' };
    const out = asJunit([
      { file: 'x', objects: [{ resource, findings: [warned] }], skipped: 0, findings: [] },
    ]);
    expect(out).toContain('<testsuite name="x" tests="1" failures="0">');
    expect(out).toContain('<system-out>: a\ufffd\ufffd\u{1f600}&quot;&#10;&#10;</system-out>');
    expect(out).not.toContain('<failure');
  });
});
