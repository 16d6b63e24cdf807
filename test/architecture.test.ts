import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Project, type SourceFile } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { root } from './support/shared.ts';

/** The way data takes: a folder imports itself and earlier ones, never a later one. */
const order = [
  'generator/load',
  'generator/core',
  'generator/facts',
  'generator/paths',
  'generator/manifest',
  'generator/patch',
  'generator/validate',
  'generator/difference',
  'generator/inventory',
  'generator/model',
  'generator/checks',
  'generator/builder',
  'generator/graph',
  'generator/pins',
  'generator/stack',
  'generator/applications',
  'generator/adopt',
  'generator/evaluate',
  'generator/layout',
  'generator/engines',
  'generator/pipeline',
  'generator/testing',
  'generator/write',
  'generator/ahead',
  'generator/project',
  'generator/charts',
  'generator/synth',
  'generator/cluster',
  'generator/live',
  'generator/commit',
  'generator/publish',
  'generator/init',
  'generator/typecheck',
  'generator/adoption',
  'generator/again',
  'generator/part',
  'generator/index.ts',
  'paths-codegen/sources',
  'paths-codegen/normalise',
  'paths-codegen/plan',
  'paths-codegen/emit',
  'paths-codegen/options',
  'paths-codegen/store',
  'paths-codegen/imports',
  'paths-codegen/index.ts',
  'paths-codegen/shipped.ts',
  'generator/cli',
];

/** Which folder may use which package; no other may. */
const packages: Readonly<Record<string, readonly string[]>> = {
  yaml: [
    'paths-codegen/sources',
    'generator/pins',
    'generator/manifest',
    'generator/patch',
    'generator/validate',
  ],
  'json-schema-to-typescript': ['paths-codegen/plan', 'paths-codegen/emit'],
  'ts-morph': ['paths-codegen/emit', 'paths-codegen/options', 'generator/typecheck'],
  ajv: ['generator/validate'],
  '@marcbachmann/cel-js': ['generator/validate/cel'],
  re2js: ['generator/validate'],
  'simple-git': ['generator/commit'],
  '@kubernetes/client-node': ['generator/cluster'],
  tinyglobby: ['generator/project'],
  fflate: ['generator/publish'],
  '@swc/wasm-typescript': ['generator/project'],
  'es-module-lexer': ['generator/project'],
};

/** The packages that production code is to use, and the folder whose arrival obliges to it. */
const given: Readonly<Record<string, string>> = {
  yaml: 'paths-codegen/sources',
  'ts-morph': 'paths-codegen/emit',
  'json-schema-to-typescript': 'paths-codegen/emit',
  ajv: 'generator/validate',
  'simple-git': 'generator/commit',
};

/** The only places that touch the disk, the network or the process. */
const impure = [
  'generator/load/',
  'generator/facts/location.ts',
  // Ask whether a text is an address; open nothing.
  'generator/validate/cel/libraries/addresses.ts',
  'generator/validate/rules/addresses.ts',
  'generator/validate/schema/string-formats.ts',
  'generator/write/',
  'generator/ahead/',
  'generator/project/',
  'generator/charts/',
  'generator/synth/',
  'generator/cluster/',
  'generator/live/',
  'generator/commit/',
  'generator/publish/',
  'generator/init/',
  'generator/typecheck/',
  'generator/adoption/',
  'generator/again/',
  'generator/cli/',
  'paths-codegen/sources/access.ts',
  'paths-codegen/store/files.ts',
  'paths-codegen/shipped.ts',
];

/** The code of a file without its comments. */
function codeOf(file: SourceFile): string {
  return file.getFullText().replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}

const project = new Project({
  tsConfigFilePath: join(root, 'tsconfig.json'),
  skipAddingFilesFromTsConfig: true,
});
project.addSourceFilesAtPaths([
  join(root, 'generator/**/*.ts'),
  join(root, 'paths-codegen/**/*.ts'),
  `!${join(root, 'paths-codegen/generated/**')}`,
]);
const files = project.getSourceFiles();

function pathOf(file: SourceFile): string {
  return relative(root, file.getFilePath()).split(sep).join('/');
}

function rankOf(path: string): number {
  return order.findIndex((folder) => path === folder || path.startsWith(`${folder}/`));
}

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly to: string | undefined;
}

const imports: readonly Import[] = files.flatMap((file) => {
  const declared = [...file.getImportDeclarations(), ...file.getExportDeclarations()].flatMap((each) => {
    const specifier = each.getModuleSpecifierValue();
    return specifier === undefined ? [] : [specifier];
  });
  const dynamic = [...file.getFullText().matchAll(/\bimport\('([^']+)'\)/g)].map(
    ([, specifier]) => specifier as string,
  );
  return [...declared, ...dynamic].map((specifier) => ({
    from: pathOf(file),
    specifier,
    to: specifier.startsWith('.')
      ? relative(root, join(file.getDirectoryPath(), specifier)).split(sep).join('/')
      : undefined,
  }));
});

describe('the direction of imports', () => {
  it('knows every file', () => {
    expect(files.map(pathOf).filter((path) => rankOf(path) < 0)).toEqual([]);
    expect(files.length).toBeGreaterThan(40);
  });

  it('goes one way', () => {
    const wrong = imports.filter(({ from, to }) => to !== undefined && rankOf(to) > rankOf(from));
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('has no circle within a folder either', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of imports) if (to !== undefined) next.set(from, [...(next.get(from) ?? []), to]);
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const each of next.get(path) ?? []) visit(each, [...trail, path]);
      done.add(path);
    };
    for (const path of next.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });

  it('names files that exist, with their extension', () => {
    for (const { from, to } of imports)
      if (to !== undefined)
        expect(existsSync(join(root, to)) && /\.(ts|js)$/.test(to), `${from} → ${to}`).toBe(true);
  });
});

describe('packages', () => {
  const outside = imports.filter(({ specifier }) => !/^[.#]|^node:/.test(specifier));

  it('are used only where they belong', () => {
    for (const { from, specifier } of outside) {
      const allowed = packages[specifier];
      expect(allowed?.some((folder) => from.startsWith(folder)) ?? false, `${from} uses ${specifier}`).toBe(
        true,
      );
    }
  });

  it('that are dependencies are used by production code, and what production code uses is a dependency', () => {
    const { dependencies, peerDependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'peerDependencies', Record<string, string>>;
    const used = [...new Set(outside.map(({ specifier }) => specifier))].sort();
    expect(Object.keys({ ...dependencies, ...peerDependencies }).sort()).toEqual(used);
  });

  it('that the project is given are used as soon as their folder is there', () => {
    const used = new Set(outside.map(({ specifier }) => specifier));
    for (const [name, folder] of Object.entries(given))
      if (existsSync(join(root, folder))) expect(used, name).toContain(name);
  });

  it('of the machine are touched in few places', () => {
    const touching = imports
      .filter(({ specifier }) => /^node:(fs|net|http|https|child_process|process|os)/.test(specifier))
      .map(({ from }) => from);
    expect(touching.filter((from) => !impure.some((place) => from.startsWith(place)))).toEqual([]);
    const globals = files
      .filter((file) => /\bprocess\.|\bfetch\(|Math\.random|Date\.now|new Date\(/.test(codeOf(file)))
      .map(pathOf);
    expect(
      globals.filter(
        (path) =>
          ![
            'generator/load/main.ts',
            'generator/cli/bin.ts',
            'generator/cli/process-io.ts',
            'generator/cli/watched.ts',
            'generator/cluster/connection.ts',
            'generator/commit/temporary.ts',
            'generator/cli/watch.ts',
            'generator/write/packed.ts',
            'generator/project/cache.ts',
            'generator/project/surroundings.ts',
            'generator/project/emit.ts',
            'generator/project/fetch.ts',
            'generator/publish/registry.ts',
            'generator/typecheck/libraries.ts',
            'generator/again/main.ts',
            'generator/part/main.ts',
            'generator/again/world.ts',
            'generator/cli/deterministic.ts',
            'generator/synth/heap.ts',
            'generator/write/drafts.ts',
            'generator/write/lock.ts',
            'generator/write/seen.ts',
            'generator/project/committed.ts',
            'paths-codegen/sources/access.ts',
            'paths-codegen/sources/read.ts',
          ].includes(path),
      ),
    ).toEqual([]);
  });
});

describe('the shape of the code', () => {
  it('exports names only, with types that say something', () => {
    for (const file of files) {
      expect(file.getDefaultExportSymbol(), pathOf(file)).toBeUndefined();
      expect(
        file.getExportDeclarations().filter((each) => each.isNamespaceExport()),
        pathOf(file),
      ).toEqual([]);
      expect(/\bany\b/.test(codeOf(file).replace(/'[^']*'|`[^`]*`/g, '')), pathOf(file)).toBe(false);
    }
  });

  it('keeps files small', () => {
    const lengths = files.map((file) => file.getEndLineNumber()).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(80);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(300);
  });

  it('has the top level that the contract names, and no other', () => {
    const folders = ['generator', 'paths-codegen', 'schemas', 'stacks', 'out', 'test', '.ci'];
    const tracked = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(
      tracked.filter((name) => ![...folders, 'node_modules', 'dist', '.git', 'coverage'].includes(name)),
    ).toEqual([]);
  });
});
