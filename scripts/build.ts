/** Bundles what ships into dist/: `node scripts/build.ts [--production]`. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { bundles } from './bundles.ts';
import './schema/generate.ts';

const production = process.argv.includes('--production');

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });

// The bundles are CommonJS, in a package whose own sources are ES modules.
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');

for (const bundle of bundles(production ? 'production' : 'development')) await build(bundle);

// What starts from nothing each time has Node keep its compiled code (Node 22.1 and later), which halves the start.
// A server lives for days: a young generation that stays small, and garbage that is collected before it is as much as
// what is in use, keep its memory small. What V8's last compiler makes of its code, in the background, takes a fifth of the
// processor time of a key, and no key is faster for it. A check is done in seconds, and most of what it makes for a
// document is garbage with the next one: in a young generation that is large enough nothing of it is copied. Nor does
// what that compiler makes pay for itself by then; the one before it, for what runs thousands of times, and collecting on the thread itself
// leave the cores to the work: at V8's own 400 times, compiling beside the threads takes up to a fifth of all time.
// Large manifests come first, of which much is in use for long: what V8 learns from them, to make the like as old from
// the start, is wrong for all that follow, which old garbage then keeps alive.
// That one is on by default where it is supported since Node 24.
const FLAGS = {
  server: ['--semi-space-growth-factor=1', '--heap-growing-percent=30'],
  cli: [
    '--min-semi-space-size=16',
    '--max-semi-space-size=16',
    '--no-parallel-scavenge',
    '--no-allocation-site-pretenuring',
  ],
};
const QUICK_FLAGS = {
  server: ['--no-opt', '--invocation-count-for-maglev=2000'],
  cli: ['--no-opt', '--always-sparkplug', '--invocation-count-for-maglev=6000'],
};
const HAS_MAGLEV =
  "Number.parseInt(process.versions.node) >= 24 && ['arm64', 'x64'].includes(process.arch)";
for (const name of ['server', 'cli'] as const) {
  const set = (flags: readonly string[]): string =>
    flags.map((flag) => `require('node:v8').setFlagsFromString('${flag}');\n`).join('');
  const quick = set(QUICK_FLAGS[name]);
  const start = `${set(FLAGS[name])}${quick && `if (${HAS_MAGLEV}) {\n${quick}}\n`}`;
  const kept = `require('node:module').enableCompileCache?.();\nrequire('./${name}-code.js');\n`;
  writeFileSync(`dist/${name}.js`, `#!/usr/bin/env node\n'use strict';\n${start}${kept}`);
  chmodSync(`dist/${name}.js`, 0o755);
}
