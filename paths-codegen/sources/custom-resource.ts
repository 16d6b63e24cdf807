import { finding } from '../../generator/core/codes.ts';
import type { Finding } from '../../generator/core/finding.ts';
import { wrongCustomResource } from '../../generator/facts/published/wrong.ts';
import type { ParsedObject } from './parse.ts';

/** One finding a resource, the first thing that is wrong. */
export function checkCustomResource({ object, file, line }: ParsedObject): Finding | undefined {
  const wrong = wrongCustomResource(object);
  if (wrong === undefined) return undefined;
  const { metadata } = object as { metadata?: { name?: unknown } };
  const name = typeof metadata?.name === 'string' ? metadata.name : 'a CustomResourceDefinition';
  return finding('import/bad-crd', `${file}:${line}: ${name}: ${wrong.message}; it is skipped`, {
    source: { file, line },
    path: wrong.path,
  });
}
