/** A busy machine takes long to start an editor; a test that passes waits for none of this. In milliseconds. */
export const patience = 60_000;
/** A person who sees nothing happen for so long does it again. */
export const soon = { timeout: 10_000 };

/** Asks again and again until it is so; fails with what `describe` says of the state then. */
export async function waitFor(
  isSo: () => Promise<boolean>,
  describe: () => Promise<string>,
  limit = patience,
): Promise<void> {
  const deadline = Date.now() + limit;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Error(`Not so after ${limit / 1000} s: ${await describe()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Does something until its effect is seen, as a person does whose click went beside what has moved meanwhile, or whose
 * key was taken by what was just opening. What fails on the way is told if it never works.
 */
export async function doUntil(
  act: () => Promise<unknown>,
  isSo: () => Promise<boolean>,
  describe: () => Promise<string>,
): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await act();
      await waitFor(isSo, describe, soon.timeout);
      return;
    } catch (failure) {
      if (Date.now() > deadline) throw failure;
    }
  }
}

/** Does something until nothing of it fails, and returns what it gives. */
export async function doAgain<T>(act: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await act();
    } catch (failure) {
      if (Date.now() > deadline) throw failure;
    }
  }
}
