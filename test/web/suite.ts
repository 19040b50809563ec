import { runMocha } from './mocha.ts';

/** Called by VS Code inside the worker's extension host, as `extensionTestsPath` asks. */
export async function run(): Promise<void> {
  const failures = await runMocha();
  if (failures > 0) throw new Error(`${failures} of the tests in the browser failed.`);
}
