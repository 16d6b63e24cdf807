import { dirname, join } from 'node:path';
import { ts } from 'ts-morph';
import type { Finding } from '../core/finding.ts';
import { libraryFolder } from './libraries.ts';
import { typeError } from './type-error.ts';

export interface Compiled {
  readonly findings: readonly Finding[];
  /** Every file that was read. */
  readonly inputs: readonly string[];
}

const usual: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  types: [],
};

/** Types only; what was understood is kept beside the result, so that the next time only what changed is checked. */
export function compile(
  files: readonly string[],
  config: string | undefined,
  cache: string | undefined,
  buildInfo: string | undefined,
): Compiled {
  const options: ts.CompilerOptions = {
    ...(config === undefined ? usual : readConfig(config)),
    noEmit: true,
    declaration: false,
    isolatedDeclarations: false,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    ...(buildInfo === undefined ? {} : { incremental: true, tsBuildInfoFile: buildInfo }),
  };
  const libraries = libraryFolder(options, cache);
  const host = ts.createIncrementalCompilerHost(options);
  host.getDefaultLibLocation = () => libraries;
  host.getDefaultLibFileName = (given) => join(libraries, ts.getDefaultLibFileName(given));
  const program = ts.createIncrementalProgram({ rootNames: files, options, host });
  const diagnostics = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ];
  program.emit();
  return {
    findings: diagnostics.map(said),
    inputs: [
      ...program.getSourceFiles().map(({ fileName }) => fileName),
      ...(config === undefined ? [] : [config]),
    ],
  };
}

function readConfig(path: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config ?? {}, ts.sys, dirname(path)).options;
}

function said({ messageText, code, file, start }: ts.Diagnostic): Finding {
  const message = `${ts.flattenDiagnosticMessageText(messageText, '\n  ')} (TS${code})`;
  if (file === undefined || start === undefined) return typeError(message, undefined);
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return typeError(message, { file: file.fileName, line: line + 1, column: character + 1 });
}
