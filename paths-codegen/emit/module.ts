import {
  Project,
  type SourceFileStructure,
  type StatementStructures,
  StructureKind,
  VariableDeclarationKind,
} from 'ts-morph';
import type { FilePlan, ModulePlan } from '../plan/plan.ts';
import { interfaceTexts } from './interfaces.ts';

export interface EmitOptions {
  /** First line of every file: what made it, from what. */
  readonly banner: string;
  /** The module that holds `kind` and the types of paths. */
  readonly runtime: string;
}

/** The files of a module: path → text. One `.d.ts` a kind, one `index.js` with a constant a kind. */
export async function emitModule(
  plan: ModulePlan,
  options: EmitOptions,
): Promise<ReadonlyMap<string, string>> {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const files = new Map<string, string>();
  const write = (name: string, statements: SourceFileStructure['statements']): void => {
    const source = project.createSourceFile(name, statements === undefined ? {} : { statements });
    files.set(`${plan.folder}/${name}`, `${options.banner}\n${source.getFullText()}`);
  };
  for (const file of plan.files) write(`${file.name}.d.ts`, await declarations(file, options));
  write('index.d.ts', face(plan));
  write('index.js', constants(plan, options));
  return files;
}

async function declarations(
  file: FilePlan,
  { runtime }: EmitOptions,
): Promise<(StatementStructures | string)[]> {
  const imported = (alias: string, from: string): StatementStructures => ({
    kind: StructureKind.ImportDeclaration,
    isTypeOnly: true,
    namespaceImport: alias,
    moduleSpecifier: from,
  });
  const { constant } = file;
  return [
    imported('$', runtime),
    ...file.imports.map(({ alias, from }) => imported(alias, from)),
    await interfaceTexts(file.interfaces),
    ...(constant === undefined
      ? []
      : [
          {
            kind: StructureKind.VariableStatement,
            isExported: true,
            hasDeclareKeyword: true,
            declarationKind: VariableDeclarationKind.Const,
            docs: [`\n${constant.docs}`],
            declarations: [{ name: constant.kind, type: `$.Kind<${constant.kind}>` }],
          } satisfies StatementStructures,
        ]),
  ];
}

/** What a user sees of the module. */
function face(plan: ModulePlan): StatementStructures[] {
  return plan.files.flatMap((file): StatementStructures[] => {
    const moduleSpecifier = `./${file.name}.js`;
    const nested = file.interfaces.map(({ name }) => name).filter((name) => name !== file.constant?.kind);
    return [
      ...(file.constant === undefined
        ? []
        : [
            {
              kind: StructureKind.ExportDeclaration,
              moduleSpecifier,
              namedExports: [file.constant.kind],
            } satisfies StatementStructures,
          ]),
      ...(plan.exportsNested && nested.length > 0
        ? [
            {
              kind: StructureKind.ExportDeclaration,
              isTypeOnly: true,
              moduleSpecifier,
              namedExports: nested,
            } satisfies StatementStructures,
          ]
        : []),
    ];
  });
}

function constants(plan: ModulePlan, { runtime }: EmitOptions): StatementStructures[] {
  const kinds = plan.files.flatMap((file) => (file.constant === undefined ? [] : [file.constant]));
  if (kinds.length === 0) return [{ kind: StructureKind.ExportDeclaration }];
  return [
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: runtime,
      namedImports: [{ name: 'kind', alias: '$kind' }],
    },
    ...kinds.map(({ apiVersion, kind }): StatementStructures => {
      const facts =
        plan.factsOf === undefined ? '' : `, new URL(${JSON.stringify(plan.factsOf(kind))}, import.meta.url)`;
      return {
        kind: StructureKind.VariableStatement,
        isExported: true,
        declarationKind: VariableDeclarationKind.Const,
        declarations: [
          {
            name: kind,
            initializer: `$kind(${JSON.stringify(apiVersion)}, ${JSON.stringify(kind)}${facts})`,
          },
        ],
      };
    }),
  ];
}
