import { sliceTraced, traceNothing, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { resolvePath } from './invocation.ts';
import { ENDS, LEAVES, UNSURE } from './shell-state.ts';
import type { Frame, Outcome } from './shell-state.ts';

/** Runs what changes the shell itself; undefined for any other command. */
export function runBuiltin(
  name: string,
  args: readonly TracedText[],
  frame: Frame,
): Outcome | undefined {
  switch (name) {
    case 'cd':
      changeDirectory(args, frame);
      return ENDS;
    case 'pushd':
    case 'popd':
      frame.state.directory = undefined;
      return ENDS;
    case 'export':
    case 'local':
    case 'readonly':
    case 'declare':
    case 'typeset':
      for (const arg of args) assign(arg, frame);
      return ENDS;
    case 'unset':
      for (const arg of args) frame.state.variables.delete(arg.text);
      return ENDS;
    case 'read':
      for (const arg of args)
        if (!arg.text.startsWith('-')) frame.state.variables.set(arg.text, traceNothing(UNKNOWN));
      return ENDS;
    case 'set': {
      const dashes = args.findIndex((arg) => arg.text === '--');
      if (dashes >= 0) frame.state.positionals = args.slice(dashes + 1);
      return ENDS;
    }
    case 'shift':
      frame.state.positionals = frame.state.positionals.slice(Number(args[0]?.text ?? '1') || 1);
      return ENDS;
    case 'wait':
      return frame.collector.processes.some(
        (process) => process.background && process.longRunning === 'yes',
      )
        ? { ...ENDS, ends: 'no' }
        : UNSURE;
    case 'exit':
    case 'return':
      return { ...LEAVES, fails: /^[1-9]\d*$/.test(args[0]?.text ?? '') };
    default:
      return undefined;
  }
}

function changeDirectory(args: readonly TracedText[], frame: Frame): void {
  const target = args.find((arg) => arg.text !== '--' && !/^-[LPe]$/.test(arg.text));
  const resolved = target && resolvePath(target.text, frame.state.directory);
  frame.state.directory = resolved && !resolved.partial ? resolved.path : undefined;
}

function assign(arg: TracedText, frame: Frame): void {
  const equals = /^[A-Za-z_]\w*=/.exec(arg.text)?.[0].length;
  if (equals === undefined) return;
  frame.state.variables.set(arg.text.slice(0, equals - 1), sliceTraced(arg, equals));
}
