import { sliceTraced, traceNothing, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { addAccess, resolvePath } from './invocation.ts';
import type { Program } from './program-model.ts';
import { runProgram } from './programs.ts';
import { programsNamed } from './programs/registry.ts';
import { copyState, ENDS, inChild, MAX_DEPTH, UNSURE } from './shell-state.ts';
import type { Frame, Outcome } from './shell-state.ts';
import { runScript } from './shell.ts';
import { baseName } from './words.ts';
import { unwrap } from './wrappers.ts';

/** Runs a command line on paper: through wrappers and shells down to the programs. */
export function runWords(words: readonly TracedText[], frame: Frame): Outcome {
  const [word] = words;
  if (!word || word.text === '') return ENDS;
  if (frame.depth > MAX_DEPTH || word.text.includes(UNKNOWN)) {
    frame.collector.leaveOpen();
    return UNSURE;
  }
  const inner: Frame = { ...frame, depth: frame.depth + 1 };
  const name = baseName(word.text);
  if (SHELLS.has(name)) return runShell(words, inner);
  if (/^python(?:\d(?:\.\d+)?)?$/.test(name)) return runPython(words, inner);
  if (name === 'service' || name === 'rc-service') return runService(words, inner);
  if (name === 'su') return runSu(words, inner);
  if (WAITERS.test(name)) return runWaiter(name, words, inner);
  const unwrapped = unwrap(name, words);
  if (unwrapped) {
    const state = copyState(frame.state);
    for (const assignment of unwrapped.assignments) assign(state.variables, assignment);
    if (name === 'xargs') return runXargs(words, unwrapped.command, { ...inner, state });
    if (name === 'timeout') return runLimited(words, unwrapped.command, { ...inner, state });
    return runWords(unwrapped.command, { ...inner, state });
  }
  if (isEntryScript(name, words[1])) return runWords(words.slice(1), inner);
  // A script that is run by its path, or that this shell reads.
  const script = name === '.' || name === 'source' ? words[1] : word;
  if (script && /\.(?:sh|bash)$/.test(script.text) && !isKnownProgram(script))
    addScriptFile(script, inner);
  return runProgram(words, inner, undefined);
}

/** Runs what an image's entry point starts, with these arguments; the row is its server's, where that is known. */
export function runImageProgram(
  image: Program | undefined,
  word: TracedText,
  args: readonly TracedText[],
  frame: Frame,
): Outcome {
  return runProgram([word, ...args], frame, image ?? 'unknown');
}

/** Whether the first word of a command line names something that is understood. */
export function isKnownProgram(word: TracedText): boolean {
  const name = baseName(word.text);
  return (
    SHELLS.has(name) ||
    /^python(?:\d(?:\.\d+)?)?$/.test(name) ||
    programsNamed(name).length > 0 ||
    unwrap(name, [word, traceNothing('x'), traceNothing('x')]) !== undefined
  );
}

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh', 'mksh']);
const WAITERS = /^(?:wait-for|wait-for-it|dockerize|wait4x)/;

/** `sh -c SCRIPT NAME ARG…`, with the `-c` alone or among other letters; or a script's file. */
function runShell(words: readonly TracedText[], frame: Frame): Outcome {
  let isCommand = false;
  let i = 1;
  for (; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    if (text === '--') continue;
    if (!/^[-+]./.test(text)) break;
    if (/^[-+]o$|^--(?:rcfile|init-file)$/.test(text)) i++;
    else if (/^-[A-Za-z]+$/.test(text) && text.includes('c')) {
      isCommand = true;
      if (text.includes('o')) i++;
    }
  }
  const operand = words[i];
  if (!operand) {
    frame.collector.leaveOpen();
    return UNSURE;
  }
  const state = copyState(frame.state);
  if (!isCommand) {
    addScriptFile(operand, frame);
    return UNSURE;
  }
  state.positionals = words.slice(i + 2);
  const zeroth = words[i + 1];
  if (zeroth) state.variables.set('0', zeroth);
  else state.variables.delete('0');
  state.functions = new Map();
  return inChild(runScript(operand, { ...frame, state, source: 'script' }, runWords));
}

function addScriptFile(path: TracedText, frame: Frame): void {
  frame.collector.leaveOpen();
  frame.collector.start(baseName(path.text));
  const invocation = { ...frame, directory: frame.state.directory, name: 'sh' };
  addAccess(invocation, path, { mode: 'read', target: 'file' });
  const resolved = resolvePath(path.text, frame.state.directory);
  if (resolved && !resolved.partial) frame.collector.script({ path: resolved.path, text: path });
}

/** `python -m MODULE`, `python SCRIPT.py`. */
function runPython(words: readonly TracedText[], frame: Frame): Outcome {
  for (let i = 1; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    if (text === '-m') return runWords(words.slice(i + 1), frame);
    if (text.startsWith('-m') && text.length > 2) {
      const module = words[i];
      return module ? runWords([sliceTraced(module, 2), ...words.slice(i + 1)], frame) : UNSURE;
    }
    if (text === '-c' || text === '-') break;
    if (text === '-W' || text === '-X') i++;
    if (text.startsWith('-')) continue;
    return runPythonScript(words.slice(i), frame);
  }
  frame.collector.leaveOpen();
  frame.collector.start('python');
  return UNSURE;
}

function runPythonScript(words: readonly TracedText[], frame: Frame): Outcome {
  const [path] = words;
  if (!path) return UNSURE;
  const invocation = { ...frame, directory: frame.state.directory, name: 'python' };
  addAccess(invocation, path, { mode: 'read', target: 'file' });
  return runWords(words, frame);
}

/** `service nginx start`. */
function runService(words: readonly TracedText[], frame: Frame): Outcome {
  const [, name, action] = words;
  if (!name || !/^(?:start|restart)$/.test(action?.text ?? '')) return ENDS;
  const program = name.text === 'ssh' ? { ...name, text: 'sshd' } : name;
  runProgram([program], { ...frame, background: true }, undefined);
  return ENDS;
}

/** `su USER -c SCRIPT`. */
function runSu(words: readonly TracedText[], frame: Frame): Outcome {
  const at = words.findIndex((word) => word.text === '-c' || word.text === '--command');
  const script = words[at + 1];
  if (at < 0 || !script) {
    frame.collector.leaveOpen();
    return UNSURE;
  }
  const state = copyState(frame.state);
  return inChild(runScript(script, { ...frame, state, source: 'script' }, runWords));
}

/** `… | xargs -n1 kill -HUP`: with words that come from elsewhere, and perhaps none. */
function runXargs(
  words: readonly TracedText[],
  command: readonly TracedText[],
  frame: Frame,
): Outcome {
  const replaces = words
    .slice(0, words.length - command.length)
    .some(({ text }) => text.startsWith('-I'));
  const given = replaces ? command : [...command, traceNothing(UNKNOWN)];
  return runWords(given, { ...frame, collector: frame.collector.capped('likely') });
}

/**
 * `timeout 5 server`: it is gone after that time, so it may never meet who starts later. The containers of a pod start
 * within seconds, so after a minute it has met them all.
 */
function runLimited(
  words: readonly TracedText[],
  command: readonly TracedText[],
  frame: Frame,
): Outcome {
  const limit = words
    .slice(1, words.length - command.length)
    .findLast(({ text }) => /^\d/.test(text));
  const [, number = '', unit = 's'] = /^([\d.]+)([smhd]?)$/.exec(limit?.text ?? '') ?? [];
  const seconds = Number(number) * (SECONDS[unit] ?? 1);
  // 0 stands for no limit (coreutils manual, timeout).
  if (number !== '' && seconds === 0) return runWords(command, frame);
  const collector = frame.collector.capped(seconds >= 60 ? 'likely' : 'possible', 'listeners');
  const outcome = runWords(command, { ...frame, collector });
  return { ...outcome, ends: outcome.ends === 'no' ? 'yes' : outcome.ends };
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** The official images' entry scripts end in `exec "$@"`; so do most that take its name. */
function isEntryScript(name: string, next: TracedText | undefined): boolean {
  return (
    next !== undefined &&
    /^(?:docker-)?entry-?point(?:\.sh|\.bash)?$/.test(name) &&
    isKnownProgram(next)
  );
}

/** `wait-for-it db:5432 -- server`, `dockerize -wait tcp://db:5432 server`: waits, then starts the command. */
function runWaiter(name: string, words: readonly TracedText[], frame: Frame): Outcome {
  const next = name === 'dockerize' ? unwrap(name, words)?.command : behindDashes(words);
  const own = words.slice(0, words.length - (next?.length ?? 0));
  const outcome = runProgram(own, frame, undefined);
  return next && next.length > 0 ? runWords(next, frame) : outcome;
}

function behindDashes(words: readonly TracedText[]): readonly TracedText[] | undefined {
  const dashes = words.findIndex((word) => word.text === '--');
  return dashes < 0 ? undefined : words.slice(dashes + 1);
}

function assign(variables: Map<string, TracedText>, word: TracedText): void {
  const equals = word.text.indexOf('=');
  variables.set(word.text.slice(0, equals), sliceTraced(word, equals + 1));
}
