import type { BuildOptions, Plugin } from 'esbuild';

/**
 * The protocol's library loads these to start processes and to name pipes, which a server with a client never does;
 * loading them takes longer than reading our tables. They come when something of them is first asked for.
 */
const loadedWhenUsed: Plugin = {
  name: 'loaded when used',
  setup(bundler) {
    bundler.onResolve({ filter: /^(?:child_process|crypto)$/ }, ({ path, importer }) =>
      // The client does start a process, and takes these apart as it loads them.
      /[\\/]vscode-languageclient[\\/]/.test(importer) ? undefined : { path, namespace: 'lazy' },
    );
    bundler.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('node:${path}')[name] });`,
    }));
  },
};

/** The desktop's client is a file beside the extension's own, read when it is first asked for. */
const clientApart: Plugin = {
  name: 'client apart',
  setup(bundler) {
    bundler.onResolve({ filter: /\/client\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './language-client.js', external: true } : undefined,
    );
  },
};

/** What is bundled, for a release or for a person at work. */
export function bundles(kind: 'production' | 'development'): readonly BuildOptions[] {
  const production = kind === 'production';
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
    // NOTICE has the licences of all that is bundled.
    legalComments: 'none',
    logLevel: 'warning',
  };
  return [
    {
      ...shared,
      entryPoints: {
        client: 'client/src/node/main.ts',
        'language-client': 'client/src/node/client.ts',
        'server-code': 'server/src/lsp/node/server.ts',
        'cli-code': 'server/src/cli/main.ts',
      },
      platform: 'node',
      plugins: [loadedWhenUsed, clientApart],
      // VS Code gives `vscode` to what is required.
      supported: { 'dynamic-import': false },
      // The Node of the oldest VS Code that is supported (1.91).
      target: 'node20',
    },
    {
      ...shared,
      entryPoints: {
        'browser-client': 'client/src/browser/main.ts',
        'browser-server': 'server/src/lsp/browser/server.ts',
      },
      platform: 'browser',
      target: 'es2022',
    },
    {
      ...shared,
      entryPoints: { 'pod-map': 'client/webview/pod-map.ts' },
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
    },
  ];
}
