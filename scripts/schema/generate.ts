/**
 * Makes server/src/kubernetes/generated/ from the declarations of kubernetes-models: run it, or import it for its
 * effect. Nothing is done when these packages and this generator are the ones that made what is there.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const HERE = import.meta.dirname;
const PROJECT = resolve(HERE, '../..');
const OUTPUT = join(PROJECT, 'server/src/kubernetes/generated');
const PACKAGES = join(PROJECT, 'node_modules');
const INPUTS = ['kubernetes-models', '@kubernetes-models/apimachinery', 'ajv'];

/** Writes the generated files if they are missing or made from something else. */
async function ensureSchema(): Promise<void> {
  const stamp = join(OUTPUT, 'inputs.txt');
  const inputs = describeInputs();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return;
  // The compilers behind this take half a second to load.
  const { generate, readSchema } = await import('./write.ts');
  mkdirSync(OUTPUT, { recursive: true });
  for (const [name, text] of Object.entries(generate(readSchema(PACKAGES)))) {
    writeFileSync(join(OUTPUT, name), text);
  }
  writeFileSync(stamp, inputs);
}

function describeInputs(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(HERE).sort()) hash.update(readFileSync(join(HERE, file)));
  const versions = INPUTS.map((name) => {
    const manifest: unknown = JSON.parse(
      readFileSync(join(PACKAGES, name, 'package.json'), 'utf8'),
    );
    const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
    return `${name} ${known ? String(manifest.version) : 'unknown'}`;
  });
  return `${[...versions, `generator ${hash.digest('hex')}`].join('\n')}\n`;
}

await ensureSchema();
