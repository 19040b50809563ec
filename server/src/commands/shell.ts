import { parse } from 'unbash';
import type {
  AndOr,
  Case,
  Command,
  CommandExpansionPart,
  CommandNode,
  CompoundList,
  For,
  If,
  Pipeline,
  Script,
  Statement,
  While,
  Word,
} from 'unbash';
import { sliceTraced, traceNothing, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { runBuiltin } from './shell-builtins.ts';
import { awaitsSuccess, isEndless, isNegated, leavesLoop } from './shell-loops.ts';
import { addKilled } from './shell-signals.ts';
import { addRedirects, addWritten } from './shell-redirects.ts';
import { copyState, ENDS, MAX_DEPTH, mergeInto, UNSURE } from './shell-state.ts';
import type { Frame, Outcome } from './shell-state.ts';
import { addTests } from './shell-tests.ts';
import { expandWhole, expandWord } from './shell-words.ts';
import type { WordContext } from './shell-words.ts';
import { joinExpanded } from './words.ts';

/** Runs a command line that a shell has made ready. */
export type RunWords = (words: readonly TracedText[], frame: Frame) => Outcome;

/** Runs a script on paper: every branch is taken, every loop's body once. */
export function runScript(script: TracedText, frame: Frame, run: RunWords): Outcome {
  if (frame.depth > MAX_DEPTH || script.text.length > MAX_SCRIPT) {
    frame.collector.incomplete = true;
    return UNSURE;
  }
  const shell: Shell = { script, run, budget: { steps: MAX_STEPS } };
  return runStatements(parse(script.text).commands, frame, shell);
}

const MAX_SCRIPT = 200_000;
/** Commands that one script may run on paper, so that loops in loops stay cheap. */
const MAX_STEPS = 5_000;

interface Shell {
  readonly script: TracedText;
  readonly run: RunWords;
  readonly budget: { steps: number };
}

function runStatements(statements: readonly Statement[], frame: Frame, shell: Shell): Outcome {
  let ends: Outcome['ends'] = 'yes';
  for (const statement of statements) {
    const outcome = runStatement(statement, frame, shell);
    if (statement.background) continue;
    ends = sequence(ends, outcome.ends);
    if (outcome.leaves) return { ends, leaves: true };
  }
  return { ends, leaves: false };
}

function runStatement(statement: Statement, frame: Frame, shell: Shell): Outcome {
  if (!statement.background) return runNode(statement.command, frame, shell);
  const state = copyState(frame.state);
  runNode(statement.command, { ...frame, state, background: true }, shell);
  return ENDS;
}

function runNode(node: CommandNode | Pipeline | AndOr, frame: Frame, shell: Shell): Outcome {
  if (shell.budget.steps-- <= 0) {
    frame.collector.incomplete = true;
    return UNSURE;
  }
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
      return runLoopBody(node.body, frame, shell);
    case 'While':
      return runWhile(node, frame, shell);
    case 'Case':
      return runCase(node, frame, shell);
    case 'Subshell':
      return {
        ...runStatements(node.body.commands, { ...frame, state: copyState(frame.state) }, shell),
        leaves: false,
      };
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
  if (name.text === 'kill') addKilled(node, frame, shell.script);
  const builtin = runBuiltin(name.text, args, outer);
  if (builtin) return builtin;
  const [word] = args;
  if (name.text === 'exec') return word ? { ...shell.run(args, frame), leaves: true } : ENDS;
  return isShellOnHereDocument(words, node)
    ? runHereDocument(node, frame, shell)
    : shell.run(words, frame);
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
  return {
    ...runScript(body, { ...frame, state, depth: frame.depth + 1 }, shell.run),
    leaves: false,
  };
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
  return outcome.leaves ? { ...outcome, leaves: false } : outcome;
}

function runPipeline(node: Pipeline, frame: Frame, shell: Shell): Outcome {
  const outcomes = node.commands.map((command) =>
    runNode(
      command,
      node.commands.length > 1 ? { ...frame, state: copyState(frame.state) } : frame,
      shell,
    ),
  );
  const leaves = node.commands.length === 1 && outcomes.some((outcome) => outcome.leaves);
  const ends = outcomes.map((outcome) => outcome.ends);
  if (ends.includes('no')) return { ends: 'no', leaves };
  return { ends: ends.includes('unknown') ? 'unknown' : 'yes', leaves };
}

/** `a && b || c`: all run on paper; what only some do is not sure to leave. */
function runAndOr(node: AndOr, frame: Frame, shell: Shell): Outcome {
  let ends: Outcome['ends'] = 'yes';
  let leaves = false;
  node.commands.forEach((command, i) => {
    if (leaves && node.operators[i - 1] !== '||') return;
    const outcome = runNode(command, frame, shell);
    ends = sequence(ends, outcome.ends);
    leaves ||= outcome.leaves && (i === 0 || isExec(command));
  });
  return { ends, leaves };
}

/** `cd /app && exec server` leaves; `check || exit 1` may go on. */
function isExec(node: CommandNode | Pipeline): boolean {
  return node.type === 'Command' && node.name?.value === 'exec';
}

function runIf(node: If, frame: Frame, shell: Shell): Outcome {
  runStatements(node.clause.commands, frame, shell);
  const bodies = [node.then, ...node.elif.map((elif) => elif.then)];
  for (const elif of node.elif) runStatements(elif.clause.commands, frame, shell);
  return runBranches(
    [...bodies, ...(node.else ? [node.else] : [])],
    node.else === undefined,
    frame,
    shell,
  );
}

function runCase(node: Case, frame: Frame, shell: Shell): Outcome {
  const bodies = node.items.map((item) => item.body);
  const isTotal = node.items.some((item) => item.pattern.some((word) => word.value === '*'));
  return runBranches(bodies, !isTotal, frame, shell);
}

function runBranches(
  bodies: readonly CompoundList[],
  mayTakeNone: boolean,
  frame: Frame,
  shell: Shell,
): Outcome {
  const states = bodies.map(() => copyState(frame.state));
  const outcomes = bodies.map((body, i) =>
    runStatements(body.commands, { ...frame, state: states[i] ?? frame.state }, shell),
  );
  const staying = states.filter((_, i) => outcomes[i]?.leaves !== true);
  if (mayTakeNone) staying.push(copyState(frame.state));
  if (staying.length > 0) mergeInto(frame.state, staying);
  const ends = outcomes.map((outcome) => outcome.ends);
  const all = mayTakeNone ? [...ends, 'yes' as const] : ends;
  const [first = 'yes'] = all;
  return {
    ends: all.every((each) => each === first) ? first : 'unknown',
    leaves: !mayTakeNone && outcomes.length > 0 && outcomes.every((outcome) => outcome.leaves),
  };
}

function runFor(node: For, frame: Frame, shell: Shell): Outcome {
  const context = contextOf(frame, shell);
  const values = node.wordlist?.flatMap((word) => expandWord(word, context)) ?? [];
  const known = values.length > 0 && values.length <= 8 ? values : [traceNothing(UNKNOWN)];
  // `for i in $(seq 30); do check && break; sleep 1; done` asks again and again.
  const asks = awaitsSuccess(node.body) && isUnsplit(known);
  const before = frame.collector.connects.length;
  let ends: Outcome['ends'] = 'yes';
  for (const value of known) {
    frame.state.variables.set(node.name.value, value);
    ends = sequence(ends, runLoopBody(node.body, { ...frame, waiting: asks }, shell).ends);
  }
  if (asks) addWaits(before, frame);
  frame.state.variables.set(node.name.value, traceNothing(UNKNOWN));
  return { ends, leaves: false };
}

/** Words that only count the turns: numbers, or what a command prints. */
function isUnsplit(values: readonly TracedText[]): boolean {
  return values.every((value) => value.text.includes(UNKNOWN) || /^\d+$/.test(value.text));
}

/** The connections since `from` are what a loop waits for. */
function addWaits(from: number, frame: Frame): void {
  for (const connect of frame.collector.connects.slice(from))
    frame.collector.wait({ host: connect.host, port: connect.port, text: connect.evidence.text });
}

function runLoopBody(body: CompoundList, frame: Frame, shell: Shell): Outcome {
  const state = copyState(frame.state);
  const outcome = runStatements(body.commands, { ...frame, state }, shell);
  mergeInto(frame.state, [copyState(frame.state), state]);
  return { ...outcome, leaves: false };
}

/** `until CHECK; do sleep 1; done` waits; `while true` goes on for ever unless something leaves it. */
function runWhile(node: While, frame: Frame, shell: Shell): Outcome {
  const endless = isEndless(node);
  const waits = node.kind === 'until' ? !isNegated(node) : isNegated(node);
  const { collector } = frame;
  const connects = collector.connects.length;
  const asked = waits && !endless;
  runStatements(node.clause.commands, { ...frame, waiting: asked }, shell);
  if (!endless) {
    const body = runLoopBody(node.body, frame, shell);
    if (asked) addWaits(connects, frame);
    return { ends: body.ends === 'no' ? 'no' : 'unknown', leaves: false };
  }
  const breaks = leavesLoop(node.body);
  const awaits = awaitsSuccess(node.body);
  runLoopBody(node.body, { ...frame, waiting: awaits }, shell);
  if (awaits) addWaits(connects, frame);
  if (!breaks)
    collector.process({
      program: 'sh',
      background: frame.background,
      longRunning: 'yes',
      text: sliceTraced(shell.script, node.pos, node.clause.end),
    });
  return { ends: breaks ? 'unknown' : 'no', leaves: false };
}

function contextOf(frame: Frame, shell: Shell): WordContext {
  return {
    script: shell.script,
    state: frame.state,
    substitute: (part) => substitute(part, frame, shell),
  };
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

function sequence(before: Outcome['ends'], next: Outcome['ends']): Outcome['ends'] {
  if (before === 'no' || next === 'no') return 'no';
  return before === 'unknown' || next === 'unknown' ? 'unknown' : 'yes';
}
