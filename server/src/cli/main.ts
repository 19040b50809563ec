#!/usr/bin/env node
/** The command line's entry point. */
process.exitCode = 0;
