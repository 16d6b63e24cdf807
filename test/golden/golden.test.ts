import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { argo } from '../../generator/engines/argo/options.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import { checkObjects } from '../../generator/pipeline/check-objects.ts';
import { render } from '../../generator/pipeline/render.ts';
import type { Golden } from '../support/golden.ts';
import { buildInProcess } from '../support/kustomize.ts';
import { fleet } from '../support/stack.ts';

/** A case is a folder: `stack.ts`, and what it renders to for each engine. `UPDATE_GOLDEN=1` writes what is there now. */
const here = import.meta.dirname;
const cases = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const engines = { flux: flux({ source: fleet }), argo: argo({ source: fleet }) };

it('there are enough of them', () => {
  expect(cases.length).toBeGreaterThanOrEqual(25);
});

describe.each(cases)('%s', (name) => {
  it.each(['flux', 'argo'] as const)('%s', async (engine) => {
    const { golden } = (await import(`./${name}/stack.ts`)) as { golden: Golden };
    const { clusters, rules, files: own } = await golden(engines[engine]);
    const { files, objects, findings } = render(clusters, rules, own === undefined ? {} : { files: own });
    const said = findings
      .map(({ severity, code, message }) => `# ${severity} ${code}: ${message}\n`)
      .join('');
    const text = [...files.values()]
      .map(({ path, documents, content }) =>
        content !== undefined
          ? `--- # ${path}, as it is\n${typeof content === 'string' ? content : new TextDecoder().decode(content)}`
          : documents
              .map(
                (document) =>
                  `--- # ${path}\n${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}`,
              )
              .join(''),
      )
      .join('');
    const expected = join(here, name, 'expected', `${engine}.yaml`);
    if (process.env.UPDATE_GOLDEN === '1') {
      mkdirSync(dirname(expected), { recursive: true });
      writeFileSync(expected, said + text);
    }
    expect(existsSync(expected), `${expected} is missing: UPDATE_GOLDEN=1 writes it`).toBe(true);
    expect(said + text).toBe(readFileSync(expected, 'utf8'));
    // What is in the cluster only is nobody's mistake here.
    expect(
      checkObjects(objects, { files, skip: ['references/no-such-object', 'references/no-definition'] }),
      'L8',
    ).toEqual([]);
    for (const path of files.keys())
      if (path.endsWith('kustomization.yaml'))
        expect(buildInProcess(files, dirname(path) === '.' ? '' : dirname(path)).errors).toEqual([]);
  });
});
