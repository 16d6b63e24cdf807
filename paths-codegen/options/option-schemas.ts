import { type Node, Project, type Type, ts } from 'ts-morph';
import { type Schema, TypeSchemas } from './type-schema.ts';

export interface OptionSchema {
  readonly schema: Schema;
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** Of the first parameter of each function in an object: by the names it has there. */
export function schemasIn(
  tsconfig: string,
  file: string,
  object: string,
): Readonly<Record<string, OptionSchema>> {
  const at = opened(tsconfig, file).getVariableDeclarationOrThrow(object);
  return Object.fromEntries(
    at
      .getType()
      .getProperties()
      .map((symbol) => [symbol.getName(), optionsOf(symbol.getTypeAtLocation(at), at)]),
  );
}

/** Of the first parameter of an exported function; undefined where the file has none of this name. */
export function schemaOf(tsconfig: string | undefined, file: string, name: string): OptionSchema | undefined {
  const [at] = opened(tsconfig, file).getExportedDeclarations().get(name) ?? [];
  const [signature] = at?.getType().getCallSignatures() ?? [];
  return at === undefined || signature === undefined ? undefined : optionsOf(at.getType(), at);
}

const usual = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

function opened(tsconfig: string | undefined, file: string): ReturnType<Project['addSourceFileAtPath']> {
  const project =
    tsconfig === undefined
      ? new Project({ compilerOptions: usual })
      : new Project({ tsConfigFilePath: tsconfig, skipAddingFilesFromTsConfig: true });
  return project.addSourceFileAtPath(file);
}

function optionsOf(type: Type, at: Node): OptionSchema {
  const [parameter] = type.getCallSignatures()[0]?.getParameters() ?? [];
  const schemas = new TypeSchemas(at);
  const schema =
    parameter === undefined ? {} : schemas.of(parameter.getTypeAtLocation(at).getNonNullableType());
  return { schema, definitions: Object.fromEntries(schemas.definitions) };
}
