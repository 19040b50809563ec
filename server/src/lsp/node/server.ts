/** The language server's entry point in Node. */
process.exitCode = 0;
