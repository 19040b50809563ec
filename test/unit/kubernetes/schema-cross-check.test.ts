import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { readDeclarations } from '../../../scripts/schema/declarations.ts';
import { ROOTS } from '../../../scripts/schema/roots.ts';
import type { SchemaField, SchemaType } from '../../../server/src/kubernetes/schema-types.ts';
import { NEWEST_KUBERNETES } from '../../../server/src/kubernetes/version.ts';

const PACKAGES = resolve(import.meta.dirname, '../../../node_modules');
const CLIENT = join(PACKAGES, '@kubernetes/client-node/dist/gen/models');

/** Names in the official client: `V1Container`, and `CoreV1EndpointPort` where two groups share a name. */
function clientSource(
  definition: string,
): { readonly js: string; readonly dts: string } | undefined {
  const inline: Readonly<Record<string, string>> = {
    StatefulSetSpecVolumeClaimTemplates: 'PersistentVolumeClaim',
  };
  const name = `V1${inline[definition] ?? definition}`;
  try {
    return {
      js: readFileSync(join(CLIENT, `${name}.js`), 'utf8'),
      dts: readFileSync(join(CLIENT, `${name}.d.ts`), 'utf8'),
    };
  } catch {
    return undefined;
  }
}

/** JSON name → the client's type and format. */
function clientFields(js: string): ReadonlyMap<string, string> {
  const rows = js.matchAll(/"baseName": "([^"]+)",\s*"type": "([^"]+)",\s*"format": "([^"]*)"/g);
  return new Map(
    [...rows].map(([, name = '', type = '', format = '']) => [name, `${type}:${format}`]),
  );
}

/** JSON names of the fields that the client's declarations give without a question mark. */
function clientRequired(js: string, dts: string): readonly string[] {
  const names = new Map(
    [...js.matchAll(/"name": "([^"]+)",\s*"baseName": "([^"]+)"/g)].map(
      ([, name = '', base = '']) => [name, base],
    ),
  );
  return [...dts.matchAll(/^ {4}'(\w+)': /gm)]
    .map(([, name = '']) => names.get(name) ?? name)
    .sort();
}

/** Our type, in the client's words. */
function expected(type: SchemaType): RegExp {
  switch (type.kind) {
    case 'list':
      return /^Array</;
    case 'map':
      return /^\{ \[key: string\]/;
    case 'integer':
      return /^number:int(?:32|64)$/;
    case 'boolean':
      return /^boolean:$/;
    case 'int-or-string':
      return /^IntOrString:int-or-string$/;
    case 'string':
    case 'enum':
      return /^(?:string:|Date:date-time|V1MicroTime:|string:byte)/;
    case 'quantity':
      return /^string:$/;
    case 'base64':
    case 'any':
      return /./;
    case 'object':
      return /^V1[A-Z]\w+:$/;
  }
}

describe('the schema', () => {
  const model = readDeclarations(PACKAGES, ROOTS);

  it('is made from the version of Kubernetes that the official client is made from', () => {
    const header = clientSource('Pod')?.js ?? '';
    assert.match(header, new RegExp(`OpenAPI spec version: release-1\\.${NEWEST_KUBERNETES}\\b`));
  });

  it('has the definitions of the official client, with the same fields', () => {
    for (const [name, { fields }] of Object.entries(model.definitions)) {
      const source = clientSource(name);
      assert.ok(source, `the official client has no ${name}`);
      assert.deepEqual(
        Object.keys(fields).sort(),
        [...clientFields(source.js).keys()].sort(),
        `fields of ${name}`,
      );
    }
  });

  it('requires what the official client requires', () => {
    for (const [name, { fields }] of Object.entries(model.definitions)) {
      const source = clientSource(name);
      assert.ok(source);
      const ours = Object.entries(fields).filter(
        ([field, { required }]) => required && !isRootName(name, field),
      );
      assert.deepEqual(
        ours.map(([field]) => field).sort(),
        clientRequired(source.js, source.dts),
        `required fields of ${name}`,
      );
    }
  });

  it('gives each field the type that the official client gives it', () => {
    for (const [name, { fields }] of Object.entries(model.definitions)) {
      const theirs = clientFields(clientSource(name)?.js ?? '');
      for (const [field, { type }] of Object.entries<SchemaField>(fields)) {
        assert.match(theirs.get(field) ?? '', expected(type), `${name}.${field}`);
      }
    }
  });

  /** The declarations require what tells a resource's kind; the client's do not. */
  function isRootName(name: string, field: string): boolean {
    return (
      Object.values(model.roots).includes(name) && (field === 'apiVersion' || field === 'kind')
    );
  }
});
