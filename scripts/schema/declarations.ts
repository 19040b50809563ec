/** Reads the type declarations of kubernetes-models, with TypeScript's parser alone, into definitions. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import type {
  PlainKind,
  SchemaDefinition,
  SchemaField,
  SchemaType,
} from '../../server/src/kubernetes/schema-types.ts';
import type { SchemaModel } from './model.ts';

/** Types that the declarations give as aliases; what the API takes for them is told in apimachinery's sources. */
const PLAIN: Readonly<Record<string, PlainKind>> = {
  Quantity: 'quantity',
  IntOrString: 'int-or-string',
  Time: 'string',
  MicroTime: 'string',
  FieldsV1: 'any',
  RawExtension: 'any',
};

/** Follows the roots to every definition that they reach. `packages` is the folder of installed packages. */
export function readDeclarations(
  packages: string,
  roots: Readonly<Record<string, string>>,
): SchemaModel {
  const home = join(packages, 'kubernetes-models');
  const definitions: Record<string, SchemaDefinition> = {};
  const descriptions: Record<string, string> = {};
  const rootNames: Record<string, string> = {};
  const files = new Map<string, string>();
  const waiting: string[] = [];

  const nameOf = (file: string): string => {
    const name = (file.split('/').at(-1) ?? file).replace(/\.d\.ts$/, '');
    const known = files.get(name);
    if (known === undefined) {
      files.set(name, file);
      waiting.push(file);
    } else if (known !== file) {
      throw new Error(`two definitions are called ${name}: ${known} and ${file}`);
    }
    return name;
  };

  for (const [root, path] of Object.entries(roots)) {
    rootNames[root] = nameOf(join(home, `${path}.d.ts`));
  }
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    readFile(file, packages, nameOf, definitions, descriptions);
  }
  return { definitions, roots: rootNames, descriptions };
}

function readFile(
  file: string,
  packages: string,
  nameOf: (file: string) => string,
  definitions: Record<string, SchemaDefinition>,
  descriptions: Record<string, string>,
): void {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.ESNext,
    true,
  );
  const name = nameOf(file);
  const declaration = source.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === `I${name}`,
  );
  if (!declaration || !ts.isInterfaceDeclaration(declaration)) {
    throw new Error(`no interface I${name} in ${relative(packages, file)}`);
  }
  const text = commentOf(declaration);
  if (text !== '') descriptions[name] = text;
  const imports = importsOf(source, file, packages);
  readMembers({ imports, nameOf, definitions, descriptions }, name, declaration.members);
}

interface Reading {
  readonly imports: ReadonlyMap<string, string>;
  readonly nameOf: (file: string) => string;
  readonly definitions: Record<string, SchemaDefinition>;
  readonly descriptions: Record<string, string>;
}

function readMembers(reading: Reading, name: string, members: Iterable<ts.TypeElement>): void {
  const fields: Record<string, SchemaField> = {};
  for (const member of members) {
    if (!ts.isPropertySignature(member) || !ts.isStringLiteral(member.name) || !member.type) {
      throw new Error(`a member of ${name} is no plain property`);
    }
    const field = member.name.text;
    const type = readType(reading, member.type, `${name}.${field}`);
    fields[field] = { type, ...(!member.questionToken && { required: true }) };
    const description = commentOf(member);
    if (description !== '') reading.descriptions[`${name}.${field}`] = description;
  }
  reading.definitions[name] = { fields };
}

/** Imported identifier → file. */
function importsOf(source: ts.SourceFile, file: string, packages: string): Map<string, string> {
  const imports = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier))
      continue;
    const specifier = statement.moduleSpecifier.text.replace(/\.js$/, '');
    const target = `${specifier.startsWith('.') ? join(dirname(file), specifier) : join(packages, specifier)}.d.ts`;
    const named = statement.importClause?.namedBindings;
    if (!named || !ts.isNamedImports(named) || !existsSync(target)) continue;
    for (const element of named.elements) imports.set(element.name.text, target);
  }
  return imports;
}

function readType(reading: Reading, node: ts.TypeNode, where: string): SchemaType {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { kind: 'string' };
    case ts.SyntaxKind.BooleanKeyword:
      return { kind: 'boolean' };
    case ts.SyntaxKind.NumberKeyword:
      // These kinds hold int32 and int64 only; the cross-check with the official client asserts it.
      return { kind: 'integer' };
    default:
      break;
  }
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) {
    return { kind: 'enum', values: [node.literal.text] };
  }
  if (ts.isUnionTypeNode(node)) {
    const values = node.types.map((type) => {
      if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return type.literal.text;
      throw new Error(`${where} is a union of something else than strings`);
    });
    return { kind: 'enum', values };
  }
  if (ts.isTypeLiteralNode(node)) return readLiteral(reading, node, where);
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
    const [argument] = node.typeArguments ?? [];
    if (node.typeName.text === 'Array' && argument) {
      return { kind: 'list', of: readType(reading, argument, where) };
    }
    const file = reading.imports.get(node.typeName.text);
    if (file === undefined) throw new Error(`${where}: ${node.typeName.text} is not imported`);
    const plain = PLAIN[(file.split('/').at(-1) ?? '').replace(/\.d\.ts$/, '')];
    return plain ? { kind: plain } : { kind: 'object', definition: reading.nameOf(file) };
  }
  throw new Error(`${where}: cannot read ${node.getText()}`);
}

/** A map, or an object that has no declaration of its own, such as a StatefulSet's volumeClaimTemplates. */
function readLiteral(reading: Reading, node: ts.TypeLiteralNode, where: string): SchemaType {
  const [member] = node.members;
  if (member && ts.isIndexSignatureDeclaration(member)) {
    return { kind: 'map', of: readType(reading, member.type, where) };
  }
  const [owner = '', field = ''] = where.split('.');
  const definition = `${owner}${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  readMembers(reading, definition, node.members);
  return { kind: 'object', definition };
}

/** The text of the comment before a declaration, as Markdown. */
function commentOf(node: ts.Node): string {
  const { text } = node.getSourceFile();
  const last = ts.getLeadingCommentRanges(text, node.pos)?.at(-1);
  if (!last) return '';
  return text
    .slice(last.pos, last.end)
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .replaceAll('\\*', '*')
    .replaceAll('*\\/', '*/')
    .trim();
}
