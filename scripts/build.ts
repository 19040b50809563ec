/** Bundles what ships into dist/: `node scripts/build.ts [--production]`. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';
import './schema/generate.ts';

const production = process.argv.includes('--production');

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });

// The bundles are CommonJS, in a package whose own sources are ES modules.
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');

/**
 * The protocol's library loads these to start processes and to name pipes, which a server with a client never does;
 * loading them takes longer than reading our tables. They come when something of them is first asked for.
 */
const loadedWhenUsed: Plugin = {
  name: 'loaded when used',
  setup(build) {
    build.onResolve({ filter: /^(?:child_process|crypto)$/ }, ({ path, importer }) =>
      // The client does start a process, and takes these apart as it loads them.
      /[\\/]vscode-languageclient[\\/]/.test(importer) ? undefined : { path, namespace: 'lazy' },
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('node:${path}')[name] });`,
    }));
  },
};

const shared: BuildOptions = {
  outdir: 'dist',
  bundle: true,
  format: 'cjs',
  external: ['vscode'],
  // A package's ES module build bundles better than its CommonJS one.
  mainFields: ['module', 'main'],
  // The parser's build for browsers does not ask the environment at every token, which takes a quarter of its time.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  sourcemap: !production,
  minify: production,
  legalComments: 'none',
  logLevel: 'warning',
};

await build({
  ...shared,
  entryPoints: {
    client: 'client/src/node/main.ts',
    'server-code': 'server/src/lsp/node/server.ts',
    'cli-code': 'server/src/cli/main.ts',
  },
  platform: 'node',
  plugins: [loadedWhenUsed],
  // The Node of the oldest VS Code that is supported (1.91).
  target: 'node20',
});
await build({
  ...shared,
  entryPoints: {
    'browser-client': 'client/src/browser/main.ts',
    'browser-server': 'server/src/lsp/browser/server.ts',
  },
  platform: 'browser',
  target: 'es2022',
});
await build({
  ...shared,
  entryPoints: { 'pod-map': 'client/webview/pod-map.ts' },
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
});

// What starts from nothing each time has Node keep its compiled code (Node 22.1 and later), which halves the start.
// A server lives for days: a young generation that stays small keeps its memory small, at no cost that can be measured.
const small = `require('node:v8').setFlagsFromString('--semi-space-growth-factor=1');\n`;
for (const name of ['server', 'cli']) {
  const kept = `require('node:module').enableCompileCache?.();\nrequire('./${name}-code.js');\n`;
  const start = name === 'server' ? `${small}${kept}` : kept;
  writeFileSync(`dist/${name}.js`, `#!/usr/bin/env node\n'use strict';\n${start}`);
  chmodSync(`dist/${name}.js`, 0o755);
}
