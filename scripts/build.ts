/** Bundles what ships into dist/: `node scripts/build.ts [--production]`. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import './schema/generate.ts';

const production = process.argv.includes('--production');

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });

// The bundles are CommonJS, in a package whose own sources are ES modules.
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');

await build({
  entryPoints: {
    client: 'client/src/extension.ts',
    server: 'server/src/lsp/node/server.ts',
    cli: 'server/src/cli/main.ts',
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // The Node of the oldest VS Code that is supported (1.91).
  target: 'node20',
  external: ['vscode'],
  // A package's ES module build bundles better than its CommonJS one.
  mainFields: ['module', 'main'],
  // The parser's build for browsers does not ask the environment at every token, which takes a quarter of its time.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  sourcemap: !production,
  minify: production,
  legalComments: 'none',
  logLevel: 'warning',
});

chmodSync('dist/cli.js', 0o755);
