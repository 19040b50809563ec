import { join, resolve } from 'node:path';

/** The project's own folder, which is also the extension's. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/**
 * Where editors are kept between runs: `.vscode-test` in the project, which is also where
 * `@vscode/test-electron` keeps its own, unless PODSPACE_EDITOR_CACHE names a folder (several
 * checkouts can share one).
 */
export const cacheRoot = process.env['PODSPACE_EDITOR_CACHE'] ?? join(projectRoot, '.vscode-test');

/** Where tests leave what a person may want to look at: screenshots, logs. */
export const resultsRoot = join(projectRoot, 'test-results');
