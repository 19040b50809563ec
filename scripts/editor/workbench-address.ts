/** What a workbench page is to open. */
export interface WorkbenchPage {
  /** The server, as in `http://127.0.0.1:8000`. */
  readonly origin: string;
  /** Absolute paths. */
  readonly folder: string;
  /** Absent where only what is installed is to be there. */
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
}

/**
 * The address of a workbench with an extension under development in it. The server heeds the
 * extension only when it was started with `--enable-smoke-test-driver`.
 */
export function workbenchAddress(page: WorkbenchPage): string {
  const remote = `vscode-remote://${new URL(page.origin).host}`;
  const payload: [string, string][] = [];
  if (page.extensionDevelopmentPath !== undefined)
    payload.push(['extensionDevelopmentPath', `${remote}${page.extensionDevelopmentPath}`]);
  if (page.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', `${remote}${page.extensionTestsPath}`]);
  }
  const address = new URL(page.origin);
  address.searchParams.set('folder', page.folder);
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}
