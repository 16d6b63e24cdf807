import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readShipped, shippedFolder } from '../generator/facts/location.ts';
import { emitModule } from './emit/module.ts';
import { planBuiltin } from './plan/builtin.ts';
import { planCustom } from './plan/custom.ts';
import { readStore } from './store/files.ts';
import type { Store } from './store/model.ts';

/** Generates every shipped module into a folder; files that are the same are left alone, others removed. */
export async function generateShipped(into: string): Promise<number> {
  const files = await shippedModules(await readStore(fileURLToPath(shippedFolder)));
  const before = new Set(
    (await readdir(into, { recursive: true, withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isFile())
      .map((entry) => relative(into, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  let written = 0;
  for (const [path, text] of files) {
    const target = join(into, path);
    if (before.delete(path) && (await readFile(target, 'utf8')) === text) continue;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    written++;
  }
  for (const stale of before) await rm(join(into, stale));
  return written;
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
