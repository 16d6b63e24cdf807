import { finding } from '../../core/codes.ts';
import { PatchError } from '../../core/problem.ts';
import { Bare } from '../path/bare.ts';
import { parseDocument } from './parse-document.ts';
import { readReference } from './reference.ts';
import type { PatchRequest } from './request.ts';

/** `TARGET:PATH=VALUE`, cut at the first colon and equals sign outside brackets and quotes; the target may be left out. */
export function readAssignment(text: string): PatchRequest {
  const equals = outside(text, '=');
  if (equals < 0) throw wrong(text, 'it has no value: write TARGET:PATH=VALUE');
  const value = text.slice(equals + 1);
  return request(text.slice(0, equals), (path) => ({ set: path, value: argument(value) }), text);
}

/** `TARGET:PATH`, of what goes. */
export function readRemoval(text: string): PatchRequest {
  return request(text, (path) => ({ remove: path }), text);
}

function request(left: string, operation: (path: string) => object, text: string): PatchRequest {
  const colon = outside(left, ':');
  const path = left.slice(colon + 1).trim();
  if (path === '') throw wrong(text, 'it has no path: write TARGET:PATH=VALUE');
  const place = { file: text };
  return {
    form: 'path',
    patch: { operations: [operation(path)] },
    place,
    ...(colon < 0 ? {} : { target: readReference(left.slice(0, colon).trim()) }),
  };
}

/** Where a character first stands outside brackets and quotes; -1 where it does not. */
function outside(text: string, wanted: string): number {
  let depth = 0;
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote !== '') {
      if (character === '\\') index++;
      else if (character === quote) quote = '';
    } else if (depth > 0 && (character === "'" || character === '"')) quote = character;
    else if (character === '[') depth++;
    else if (character === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0 && character === wanted) return index;
  }
  return -1;
}

/** A list or map is read as YAML, for places where the schema has one. */
function argument(text: string): Bare {
  if (!/^\s*[[{]/.test(text)) return new Bare(text, 'argument');
  try {
    const [document] = parseDocument(text, 'argument').bare;
    return new Bare(text, 'argument', document);
  } catch (error) {
    if (error instanceof PatchError) return new Bare(text, 'argument');
    throw error;
  }
}

function wrong(text: string, why: string): PatchError {
  return new PatchError([finding('patch/bad-path', `${JSON.stringify(text)}: ${why}`)]);
}
