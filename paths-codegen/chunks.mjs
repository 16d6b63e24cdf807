// What the bundler wrote, made quicker to begin with.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { init, parse } from 'es-module-lexer';

/** One statement that imports: the names, and from where. */
const importing = /^import (?:\{([^}]*)\}|(\w+)|\* as (\w+)) from "([^"]+)";$/;

/** @typedef {readonly [exported: string, local: string]} Name */
/** @typedef {{ readonly line: string, readonly names: readonly Name[], readonly from: string }} Import */

/**
 * Two things in each file of a folder.
 * Modules of node are asked for without their faces as ECMAScript modules, which load all of `node:fs` that nobody uses.
 * Chunks of these names become functions in files of their own, for which V8's code can be kept between runs, and faces that call them.
 * @param {string} folder @param {readonly string[]} compiled
 */
export async function lighten(folder, compiled) {
  await init;
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.js'))) {
    const path = join(folder, file);
    const { sign, imports, body } = split(readFileSync(path, 'utf8'));
    const builtin = imports.filter(({ from }) => from.startsWith('node:')).map(asked);
    const others = imports.filter(({ from }) => !from.startsWith('node:'));
    if (!compiled.some((name) => file.startsWith(`${name}-`)))
      writeFileSync(path, [...sign, ...others.map(({ line }) => line), ...builtin, body].join('\n'));
    else {
      const { code, face } = apart(file, others, builtin, body);
      writeFileSync(path.replace(/js$/, 'code'), code);
      writeFileSync(path, face);
    }
  }
}

/** The lines that import, which the bundler puts first. @param {string} text */
function split(text) {
  const lines = text.split('\n');
  const sign = lines[0]?.startsWith('#!') ? lines.splice(0, 1) : [];
  /** @type {Import[]} */
  const imports = [];
  for (const line of lines) {
    const [, list, one, all, from = ''] = importing.exec(line) ?? [];
    if (from === '') break;
    imports.push({ line, from, names: one ? [['default', one]] : all ? [['*', all]] : pairs(list ?? '') });
  }
  return { sign, imports, body: lines.slice(imports.length).join('\n') };
}

/** `a as b, c` @param {string} list @returns {Name[]} */
function pairs(list) {
  return list.split(',').map((each) => {
    const [first = '', second = first] = each.trim().split(' as ');
    return [first, second];
  });
}

/** @param {Import} imported */
function asked({ names, from }) {
  const module = `process.getBuiltinModule(${JSON.stringify(from)})`;
  const [[first, local] = ['', '']] = names;
  if (first === '*' || first === 'default') return `const ${local} = ${module};`;
  const list = names.map(([name, as]) => (name === as ? name : `${name}: ${as}`));
  return `const { ${list.join(', ')} } = ${module};`;
}

/** What only a module can ask for, and what a function is given instead. */
const given = /** @type {const} */ ([
  ['importMeta$', 'import.meta'],
  ['importing$', '(address) => import(address)'],
]);

/** @param {string} file @param {readonly Import[]} imports @param {readonly string[]} builtin @param {string} body */
function apart(file, imports, builtin, body) {
  const [whole = '', list = ''] = /^export \{([^}]*)\};\s*$/m.exec(body) ?? [];
  const exported = pairs(list);
  const inside = asFunction(body.replace(whole, ''));
  // A function gives its names away once.
  const again = exported.filter(([local]) =>
    new RegExp(`^(?:let|var) ${local.replaceAll('$', '\\$')}\\b(?! = class)`, 'm').test(inside),
  );
  if (whole === '' || again.length > 0)
    throw new Error(`${file} cannot be compiled apart: ${again.map(([local]) => local).join(', ')}`);
  const locals = imports.flatMap(({ names }) => names.map(([, local]) => local));
  const code = [
    `(function (${[...given.map(([name]) => name), ...locals].join(', ')}) {"use strict";`,
    ...builtin,
    inside,
    `return { ${exported.map(([local, name]) => `${name}: ${local}`).join(', ')} };\n})`,
  ];
  // Names that are given away may be words that nothing can be called.
  const face = [
    ...imports.map(({ line }) => line),
    'import { load } from "./load.js";',
    `const part = load(${JSON.stringify(file.replace(/js$/, 'code'))})(${[...given.map(([, value]) => value), ...locals].join(', ')});`,
    `const { ${exported.map(([, name], index) => `${name}: _${index}`).join(', ')} } = part;`,
    `export { ${exported.map(([, name], index) => `_${index} as ${name}`).join(', ')} };\n`,
  ];
  return { code: ascii(code.join('\n')), face: face.join('\n') };
}

/** @param {string} body */
function asFunction(body) {
  const [found] = parse(body);
  return [...found].reverse().reduce((text, each) => {
    const { type, importStart } = each;
    if (type === 'import-meta')
      return `${text.slice(0, importStart)}importMeta$${text.slice(each.importEnd)}`;
    if (type === 'dynamic') return `${text.slice(0, importStart)}importing$${text.slice(each.dynamicStart)}`;
    throw new Error(`imports where nothing can: ${text.slice(importStart, each.importEnd)}`);
  }, body);
}

/** Read twice as fast as text of other kinds. @param {string} text */
function ascii(text) {
  return text.replace(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
