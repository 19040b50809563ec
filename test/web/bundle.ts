import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { projectRoot } from '../../scripts/editor/paths.ts';

/** The tests' imports of Node's assert and of mocha, as a browser has them. */
const inABrowser: Plugin = {
  name: 'in-a-browser',
  setup(bundler) {
    bundler.onResolve({ filter: /^mocha$/ }, () => ({
      path: join(import.meta.dirname, 'mocha.ts'),
    }));
    bundler.onResolve({ filter: /^node:assert\/strict$/ }, () => ({
      path: join(import.meta.dirname, 'assert.ts'),
    }));
    // Its build for browsers is a script in a package of modules: it would take the bundle's exports for its own.
    bundler.onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path }) => ({
      contents: `var module, exports, define;\n${await readFile(path, 'utf8')}`,
    }));
  },
};

/**
 * What a browser cannot have: this host takes no second extension from a folder, and a worker is no process. What only
 * a browser has stands beside this.
 */
const NOT_HERE = ['other-extensions', 'killed-server', 'network'].map(
  (name) => `**/${name}.test.ts`,
);

/** Writes all tests of `test/vscode/suite` into one file, as VS Code loads it in a worker. */
export async function bundleSuite(file: string): Promise<void> {
  const tests = globSync(['test/vscode/suite/*.test.ts', 'test/web/*.test.ts'], {
    cwd: projectRoot,
    exclude: NOT_HERE,
  }).sort();
  const imports = tests.map((file) => `import ${JSON.stringify(`./${file}`)};`);
  await build({
    stdin: {
      contents: [...imports, "export { run } from './test/web/suite.ts';"].join('\n'),
      resolveDir: projectRoot,
      loader: 'ts',
    },
    outfile: file,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    define: { global: 'globalThis', 'process.env.NODE_DEBUG': 'undefined' },
    plugins: [inABrowser],
    sourcemap: 'inline',
  });
}
