/** What is fetched from npm on first use, besides the packages of package-lock.json. */

/** Carries a complete build of Code – OSS as a server, the workbench included. */
export const webEditor = {
  package: 'code-server',
  version: '4.139.1',
  integrity:
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
} as const;

/** A headless Chromium that needs nothing from the machine but Linux on x64. */
export const chromiumPackage = { package: '@sparticuz/chromium', version: '153.0.0' } as const;
