import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shippedKinds } from '../../generator/applications/front-door/kinds.ts';
import { madeAnew, pageOf } from '../support/pages.ts';

const folders = ['workloads', 'operator', 'tenants', 'secrets', 'alerts', 'charts'];

/** `UPDATE_GOLDEN=1` writes what examples render to, and the tables of options. */
describe('the page of', () => {
  it.each(folders)('%s shows what its examples render to, and every option', (folder) => {
    const { file, text } = pageOf(folder);
    const made = madeAnew(text);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, made);
    expect(made).toBe(process.env.UPDATE_GOLDEN === '1' ? made : text);
  });

  it('every kind is there', () => {
    const pages = folders.map((folder) => pageOf(folder).text).join('');
    for (const kind of Object.keys(shippedKinds))
      if (kind !== 'HelmRelease')
        expect(pages).toContain(`\n## \`${kind.charAt(0).toLowerCase()}${kind.slice(1)}\`\n`);
  });
});
