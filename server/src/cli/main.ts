/** The command line's entry point. */
import { runProgram } from './program.ts';

void runProgram(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
