/** The command line's entry point, for its helping threads too. */
import { runProgram } from './program.ts';
import { isHelper, runHelper } from './threads.ts';

if (isHelper()) {
  runHelper();
} else {
  // Whoever has read enough of the report, as `head` has, leaves; there is nobody to tell that.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  void runProgram(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
