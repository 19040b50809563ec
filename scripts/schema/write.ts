/** Turns the declarations of kubernetes-models into the files under server/src/kubernetes/generated/. */
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { SchemaStructure } from '../../server/src/kubernetes/schema-types.ts';
import { readDeclarations } from './declarations.ts';
import { SCHEMA_ID, toJsonSchema } from './json-schema.ts';
import type { SchemaModel } from './model.ts';
import { overlay } from './overlay.ts';
import { ROOTS } from './roots.ts';

/** Reads the declarations under `packages`, a folder of installed packages. */
export function readSchema(packages: string): SchemaModel {
  return overlay(readDeclarations(packages, ROOTS));
}

/** File names and their texts. */
export function generate(model: SchemaModel): Readonly<Record<string, string>> {
  const structure: SchemaStructure = { definitions: model.definitions, roots: model.roots };
  const types = (names: string): string => `import type { ${names} } from '../schema-types.ts';\n`;
  return {
    'validators.js': validatorCode(model),
    'validators.d.ts': `${types('Validator')}export const validators: Readonly<Record<string, Validator>>;\n`,
    'structure.js': parsedWhenCalled('readStructure', structure),
    'structure.d.ts': `${types('SchemaStructure')}export function readStructure(): SchemaStructure;\n`,
    'descriptions.js': parsedWhenCalled('readDescriptions', model.descriptions),
    'descriptions.d.ts': 'export function readDescriptions(): Readonly<Record<string, string>>;\n',
  };
}

/** Text inside a function costs nothing until it is called, and JSON is read faster than code. */
function parsedWhenCalled(name: string, value: unknown): string {
  return `export function ${name}() {\n  return JSON.parse(${JSON.stringify(JSON.stringify(value))});\n}\n`;
}

/** One function a definition; JavaScript engines compile each when it is first called, so a kind that is not met costs nothing. */
function validatorCode(model: SchemaModel): string {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    inlineRefs: false,
    messages: false,
    validateFormats: false,
    code: { source: true, esm: true },
    schemas: [toJsonSchema(model)],
  });
  const names = [...new Set(Object.values(model.roots))];
  const code = standalone.default(
    ajv,
    Object.fromEntries(names.map((name) => [name, `${SCHEMA_ID}#/definitions/${name}`])),
  );
  return `${code}\nexport const validators = { ${names.join(', ')} };\n`;
}
