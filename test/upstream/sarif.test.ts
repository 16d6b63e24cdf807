import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { command } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

const hasGo = spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0;
const module = 'github.com/owenrumney/go-sarif/v3@v3.2.3';

/** The standard's own schema (OASIS, errata 01), out of a module that carries it. It is of draft 4, whose words for names are older. */
function published(): ValidateFunction {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'go.mod'), 'module none\n');
  const found = execFileSync('go', ['mod', 'download', '-json', module], { cwd: folder, encoding: 'utf8' });
  const file = join(JSON.parse(found).Dir, 'pkg', 'report', 'v210', 'sarif', 'schema.go');
  const [, text = ''] = /const schema = `([\s\S]*?)`/.exec(readFileSync(file, 'utf8')) ?? [];
  const { $schema: _, id: __, ...schema } = JSON.parse(text);
  expect(schema.title).toContain('SARIF) Version 2.1.0');
  return new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
}

describe.skipIf(!hasGo)('what validate says as SARIF (skipped without go)', () => {
  let valid: ValidateFunction | undefined;

  it.each([
    [
      'mistakes of all sorts',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: A, namespace: shop }\ndta: {}\n"<&%,:": {}\n',
    ],
    ['what cannot be read', 'b: [\n'],
    ['nothing', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n'],
    [
      'warnings, with fixes',
      'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { selector: { app: none }, ports: [{ port: 80 }] }\n',
    ],
  ])('is valid by the published schema: %s', async (_, text) => {
    valid ??= published();
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a b'));
    writeFileSync(join(folder, 'a b', 'ü.yaml'), text);
    const { out } = await command(folder, 'validate', '.', '--format', 'sarif', '--policy', 'images=digest');
    const log = JSON.parse(out);
    expect(valid(log), JSON.stringify(valid.errors?.slice(0, 5))).toBe(true);
    // The schema can say no.
    expect(valid({ ...log, runs: [{ ...log.runs[0], tool: {} }] })).toBe(false);
  });
});
