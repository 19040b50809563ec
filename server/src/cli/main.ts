/** The command line's entry point, for its helping threads too. */
import { runProgram } from './program.ts';
import { isHelper, runHelper } from './threads.ts';

if (isHelper()) {
  runHelper();
} else {
  void runProgram(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
