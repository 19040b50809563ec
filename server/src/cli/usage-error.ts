/** Something that the person at the terminal has to put right; told in one line, without a stack. */
export class UsageError extends Error {}
