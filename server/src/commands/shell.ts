import type {
  AndOr,
  Command,
  CommandExpansionPart,
  CommandNode,
  CompoundList,
  Pipeline,
  Script,
  Statement,
  Word,
} from 'unbash';
import { sliceTraced, traceNothing, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { parseShell } from './parse-shell.ts';
import { runBuiltin } from './shell-builtins.ts';
import { inSequence, runAndOr, runCase, runIf, unsure } from './shell-branches.ts';
import { contextOf } from './shell-model.ts';
import type { RunWords, Shell } from './shell-model.ts';
import { addKilled, addPiped, forgetStopped } from './shell-signals.ts';
import { addRedirects, addWritten } from './shell-redirects.ts';
import { runFor, runLoopBody, runWhile } from './shell-repeats.ts';
import { copyState, ENDS, inChild, MAX_DEPTH, UNSURE } from './shell-state.ts';
import type { Frame, Outcome } from './shell-state.ts';
import { addTests } from './shell-tests.ts';
import { expandWhole, expandWord } from './shell-words.ts';
import type { WordContext } from './shell-words.ts';
import { joinExpanded } from './words.ts';

/**
 * Runs a script on paper: every branch that may be taken is, and a loop's body once. What may not run, or only for a
 * while, gives facts that are `possible`.
 */
export function runScript(script: TracedText, frame: Frame, run: RunWords): Outcome {
  const parsed =
    frame.depth <= MAX_DEPTH && frame.collector.takesText(script.text.length)
      ? parseShell(script.text)
      : undefined;
  if (!parsed) {
    frame.collector.leaveOpen();
    return UNSURE;
  }
  const shell: Shell = {
    script,
    run,
    node: runNode,
    statements: (list, inner, own) => runStatements(list.commands, inner, own),
    substitute,
  };
  return runStatements(parsed.commands, frame, shell);
}

/** Words of one command line; `set -- $@ $@` doubles them each time. */
const MAX_WORDS = 10_000;

function runStatements(statements: readonly Statement[], frame: Frame, shell: Shell): Outcome {
  let all = ENDS;
  for (const statement of statements) {
    const inner = all.next === 'certain' ? frame : unsure(frame);
    const outcome = runStatement(statement, inner, shell);
    if (statement.background) continue;
    all = inSequence(all, outcome);
    if (outcome.leaves) return { ...all, leaves: true };
  }
  return { ...all, leaves: false };
}

function runStatement(statement: Statement, frame: Frame, shell: Shell): Outcome {
  if (!statement.background) return runNode(statement.command, frame, shell);
  const state = copyState(frame.state);
  runNode(statement.command, { ...frame, state, background: true }, shell);
  return ENDS;
}

function runNode(node: CommandNode | Pipeline | AndOr, frame: Frame, shell: Shell): Outcome {
  if (!frame.collector.takesStep(frame.state.variables.size)) return UNSURE;
  switch (node.type) {
    case 'Command':
      return runCommand(node, frame, shell);
    case 'Pipeline':
      return runPipeline(node, frame, shell);
    case 'AndOr':
      return runAndOr(node, frame, shell);
    case 'If':
      return runIf(node, frame, shell);
    case 'For':
      return runFor(node, frame, shell);
    case 'Select':
    case 'ArithmeticFor':
      return runLoopBody(node.body, unsure(frame), shell);
    case 'While':
      return runWhile(node, frame, shell);
    case 'Case':
      return runCase(node, frame, shell);
    case 'Subshell':
      return inChild(
        runStatements(node.body.commands, { ...frame, state: copyState(frame.state) }, shell),
      );
    case 'BraceGroup':
      return runStatements(node.body.commands, frame, shell);
    case 'Redirected':
      addRedirects(node.redirects, frame, contextOf(frame, shell));
      return runNode(node.command, frame, shell);
    case 'Function':
      frame.state.functions.set(node.name.value, node.body);
      return ENDS;
    case 'Coproc':
      if (node.body.type !== 'CompoundList')
        runNode(node.body, { ...frame, background: true }, shell);
      return ENDS;
    case 'TestCommand':
      addTests(node.expression, frame, contextOf(frame, shell));
      return ENDS;
    case 'ArithmeticCommand':
      return ENDS;
  }
}

function runCommand(node: Command, frame: Frame, shell: Shell): Outcome {
  const context = contextOf(frame, shell);
  addRedirects(node.redirects, frame, context);
  const assigned = new Map<string, TracedText>();
  for (const part of node.prefix) {
    if (part.type !== 'Assignment') continue;
    const value =
      part.value.type === 'Word' && part.index === undefined
        ? expandWhole(part.value, context)
        : traceNothing(UNKNOWN);
    const before = part.append ? frame.state.variables.get(part.name) : undefined;
    assigned.set(part.name, before ? joinExpanded([before, value]) : value);
  }
  if (!node.name) {
    for (const [name, value] of assigned) frame.state.variables.set(name, value);
    return ENDS;
  }
  const words = [
    ...expandWord(node.name, context),
    ...node.args.flatMap((arg) =>
      arg.type === 'Word'
        ? expandWord(arg, context)
        : [sliceAssignment(arg.pos, arg.value.type === 'Word' ? arg.value : undefined, context)],
    ),
  ];
  if (words.length > MAX_WORDS || !frame.collector.takesText(node.end - node.pos)) {
    frame.collector.leaveOpen();
    return UNSURE;
  }
  addWritten(words, node, frame, context);
  const state =
    assigned.size === 0
      ? frame.state
      : { ...frame.state, variables: new Map([...frame.state.variables, ...assigned]) };
  return runSimple(words, node, { ...frame, state }, frame, shell);
}

/** `NAME=value` as an argument: `export`, `env`, and options such as `if=` of `dd`. */
function sliceAssignment(pos: number, value: Word | undefined, context: WordContext): TracedText {
  if (!value) return traceNothing(UNKNOWN);
  return joinExpanded([sliceTraced(context.script, pos, value.pos), expandWhole(value, context)]);
}

function runSimple(
  words: readonly TracedText[],
  node: Command,
  frame: Frame,
  outer: Frame,
  shell: Shell,
): Outcome {
  const [name, ...args] = words;
  if (!name) return ENDS;
  const body = frame.state.functions.get(name.text);
  if (body) return runFunction(body, args, frame, shell);
  if (name.text === 'eval')
    return runScript(joinWords(args), { ...frame, depth: frame.depth + 1 }, shell.run);
  if (name.text === 'trap') return runTrap(args, frame, shell);
  if (name.text === 'kill') addKilled(node, frame, shell.script);
  forgetStopped(words, frame);
  const builtin = runBuiltin(name.text, args, outer);
  if (builtin) return builtin;
  const [word] = args;
  if (name.text === 'exec') return word ? { ...shell.run(args, frame), leaves: true } : ENDS;
  return isShellOnHereDocument(words, node)
    ? runHereDocument(node, frame, shell)
    : shell.run(words, frame);
}

/**
 * `trap SCRIPT SIGNAL…`: at the shell's end it runs for sure, unless `exec` or SIGKILL ends it; on a signal perhaps.
 */
function runTrap(args: readonly TracedText[], frame: Frame, shell: Shell): Outcome {
  const [script, ...signals] = args;
  if (!script || signals.length === 0 || /^(?:-.*|)$/.test(script.text)) return ENDS;
  const atEnd = signals.some(({ text }) => text === 'EXIT' || text === '0');
  const collector = frame.collector.capped(atEnd ? 'likely' : 'possible');
  const state = copyState(frame.state);
  runScript(script, { ...frame, state, collector, depth: frame.depth + 1 }, shell.run);
  return ENDS;
}

/** `sh <<EOF`: the document is the script. */
function isShellOnHereDocument(words: readonly TracedText[], node: Command): boolean {
  return (
    /^(?:\/bin\/)?(?:sh|bash|ash)$/.test(words[0]?.text ?? '') &&
    words.slice(1).every((word) => word.text.startsWith('-')) &&
    node.redirects.some((redirect) => redirect.type === 'HereDoc')
  );
}

function runHereDocument(node: Command, frame: Frame, shell: Shell): Outcome {
  const document = node.redirects.find((redirect) => redirect.type === 'HereDoc');
  if (!document) return UNSURE;
  const body = sliceTraced(shell.script, document.body.pos, document.body.end);
  const state = copyState(frame.state);
  return inChild(runScript(body, { ...frame, state, depth: frame.depth + 1 }, shell.run));
}

function runFunction(
  body: CommandNode | CompoundList,
  args: readonly TracedText[],
  frame: Frame,
  shell: Shell,
): Outcome {
  if (frame.depth > MAX_DEPTH) return UNSURE;
  const { positionals } = frame.state;
  frame.state.positionals = args;
  const inner = { ...frame, depth: frame.depth + 1 };
  const outcome =
    body.type === 'CompoundList'
      ? runStatements(body.commands, inner, shell)
      : runNode(body, inner, shell);
  frame.state.positionals = positionals;
  return inChild(outcome);
}

function runPipeline(node: Pipeline, frame: Frame, shell: Shell): Outcome {
  const [only, ...rest] = node.commands;
  if (only && rest.length === 0) return runNode(only, frame, shell);
  addPiped(node, frame, shell.script);
  const outcomes = node.commands.map((command) =>
    runNode(command, { ...frame, state: copyState(frame.state) }, shell),
  );
  const ends = outcomes.map((outcome) => outcome.ends);
  if (ends.includes('no')) return { ...ENDS, ends: 'no' };
  return ends.includes('unknown') ? UNSURE : ENDS;
}

function substitute(
  part: CommandExpansionPart,
  frame: Frame,
  shell: Shell,
): TracedText | undefined {
  const { script } = part;
  if (!script || frame.depth > MAX_DEPTH) return undefined;
  const state = copyState(frame.state);
  const inner = { ...frame, state, depth: frame.depth + 1 };
  const source = script.source === undefined ? shell.script : traceNothing(script.source);
  runStatements(script.commands, inner, { ...shell, script: source });
  return outputOf(script, frame, { ...shell, script: source });
}

/** What `$(echo …)` prints; nothing else's output is known. */
function outputOf(script: Script, frame: Frame, shell: Shell): TracedText | undefined {
  const [statement] = script.commands;
  if (script.commands.length !== 1 || statement?.command.type !== 'Command') return undefined;
  const { command } = statement;
  if (command.name?.value !== 'echo' || command.redirects.length > 0) return undefined;
  const context = contextOf(frame, shell);
  return joinWords(
    command.args.flatMap((arg) => (arg.type === 'Word' ? expandWord(arg, context) : [])),
  );
}

function joinWords(words: readonly TracedText[]): TracedText {
  return joinExpanded(words.flatMap((word, i) => (i === 0 ? [word] : [traceNothing(' '), word])));
}
