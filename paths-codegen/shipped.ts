import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readShipped, shippedFolder } from '../generator/facts/location.ts';
import { emitModule } from './emit/module.ts';
import { schemasIn } from './options/option-schemas.ts';
import { planBuiltin } from './plan/builtin.ts';
import { planCustom } from './plan/custom.ts';
import { existing, readStore, writeChanged } from './store/files.ts';
import type { Store } from './store/model.ts';

/** Generates every shipped module into a folder; files that are the same are left alone, others removed. */
export async function generateShipped(into: string): Promise<number> {
  const files = await shippedModules(await readStore(fileURLToPath(shippedFolder)));
  const before = existing(into);
  const written = await writeChanged(into, files);
  for (const path of before) if (!files.has(path)) await rm(join(into, path));
  return written;
}

/** What applications can be told: schemas of the option types of every shipped kind. */
export async function generateOptions(root: string, into: string): Promise<void> {
  const file = join(root, 'generator/applications/front-door/kinds.ts');
  const schemas = schemasIn(join(root, 'tsconfig.json'), file, 'shippedKinds');
  await writeFile(join(into, 'options.json'), `${JSON.stringify(schemas)}\n`);
}

/** The modules of all shipped facts: path → text. */
export async function shippedModules(store: Store): Promise<ReadonlyMap<string, string>> {
  const references = (readShipped('references.json') ?? {}) as Readonly<Record<string, string>>;
  const plans = [
    ...planBuiltin(store.builtin),
    ...planCustom(store.custom.values(), { references, metadata: '../../../kubernetes/meta/v1/index.js' }),
  ];
  const digest = createHash('sha256').update(JSON.stringify(store.lock)).digest('hex').slice(0, 16);
  const banner = `// Made by \`npm run codegen\` from schemas/ (lock ${digest}). Changes are overwritten.`;
  const files = new Map<string, string>();
  for (const plan of plans)
    for (const [path, text] of await emitModule(plan, { banner, runtime: '#kind' })) files.set(path, text);
  return files;
}
