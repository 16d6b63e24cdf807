import { compile } from 'json-schema-to-typescript';
import { ts } from 'ts-morph';
import type { InterfacePlan } from '../plan/plan.ts';

const options = { bannerComment: '', format: false, unknownAny: true, additionalProperties: false };

/** The text of interfaces: made by json-schema-to-typescript, then made readonly. */
export async function interfaceTexts(plans: readonly InterfacePlan[]): Promise<string> {
  const texts: string[] = [];
  for (const { name, schema } of plans) texts.push(readonly(await compile(schema, 'Type', options), name));
  return texts.join('\n');
}

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });

/** Every property, index signature and array becomes readonly, and the one declaration gets its planned name. */
function readonly(text: string, name: string): string {
  const file = ts.createSourceFile('type.d.ts', text, ts.ScriptTarget.Latest, true);
  const { factory } = ts;
  const modifier = factory.createModifier(ts.SyntaxKind.ReadonlyKeyword);
  const { transformed } = ts.transform(file, [
    (context) => {
      const visit = (node: ts.Node): ts.Node => {
        const inner = ts.visitEachChild(node, visit, context);
        if (ts.isPropertySignature(inner))
          return factory.updatePropertySignature(
            inner,
            [modifier],
            inner.name,
            inner.questionToken,
            inner.type,
          );
        if (ts.isIndexSignatureDeclaration(inner))
          return factory.updateIndexSignature(inner, [modifier], inner.parameters, inner.type);
        if (ts.isArrayTypeNode(inner))
          return factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, inner);
        if (ts.isInterfaceDeclaration(inner))
          return factory.updateInterfaceDeclaration(
            inner,
            inner.modifiers,
            factory.createIdentifier(name),
            inner.typeParameters,
            inner.heritageClauses,
            inner.members,
          );
        if (ts.isTypeAliasDeclaration(inner))
          return factory.updateTypeAliasDeclaration(
            inner,
            inner.modifiers,
            factory.createIdentifier(name),
            inner.typeParameters,
            inner.type,
          );
        return inner;
      };
      return (root) => ts.visitNode(root, visit) as ts.SourceFile;
    },
  ]);
  return printer.printFile(transformed[0] as ts.SourceFile);
}
