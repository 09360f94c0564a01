import type * as TypeScript from "typescript";

/**
 * tslab rewrites a variable of an earlier cell, `a`, to `exports.a`, but forgets it where it is short for a property:
 * `{ a }` stays, and fails with "a is not defined". This writes `{ a: exports.a }` for names of earlier cells that the
 * cell itself does not declare.
 */
export function spellOutShorthand(
  ts: typeof TypeScript,
  isOfEarlierCell: (name: string) => boolean,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const visitor = (outer: ReadonlySet<string>) => (node: TypeScript.Node) => visit(node, outer);
    const visit = (node: TypeScript.Node, outer: ReadonlySet<string>): TypeScript.Node => {
      const own = ts.isFunctionLike(node) ? new Set([...outer, ...declaredNames(ts, node)]) : outer;
      const visited = ts.visitEachChild(node, visitor(own), context);
      if (!ts.isShorthandPropertyAssignment(visited)) return visited;
      const { name, objectAssignmentInitializer: fallback } = visited;
      if (own.has(name.text) || !isOfEarlierCell(name.text)) return visited;
      const variable = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), name.text);
      const value = fallback ? factory.createAssignment(variable, fallback) : variable;
      return ts.setTextRange(factory.createPropertyAssignment(name.text, value), visited);
    };
    return ts.visitEachChild(file, visitor(declaredNames(ts, file)), context);
  };
}

/** Every name that a cell or a function declares or imports, but not what functions inside it do. */
function declaredNames(ts: typeof TypeScript, scope: TypeScript.Node): Set<string> {
  const names = new Set<string>();
  const walk = (node: TypeScript.Node): void => {
    if (isDeclaration(ts, node) && node.name && ts.isIdentifier(node.name)) names.add(node.name.text);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, walk);
  };
  ts.forEachChild(scope, walk);
  return names;
}

type Declaration =
  | TypeScript.VariableDeclaration
  | TypeScript.BindingElement
  | TypeScript.ParameterDeclaration
  | TypeScript.FunctionDeclaration
  | TypeScript.ClassDeclaration
  | TypeScript.ImportClause
  | TypeScript.ImportSpecifier
  | TypeScript.NamespaceImport;

const isDeclaration = (ts: typeof TypeScript, node: TypeScript.Node): node is Declaration =>
  ts.isVariableDeclaration(node) ||
  ts.isBindingElement(node) ||
  ts.isParameter(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isImportClause(node) ||
  ts.isImportSpecifier(node) ||
  ts.isNamespaceImport(node);
