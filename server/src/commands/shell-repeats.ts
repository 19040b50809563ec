import type { CompoundList, For, While, Word } from 'unbash';
import { sliceTraced, traceNothing, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { inSequence, unsure } from './shell-branches.ts';
import { verdictOfList } from './shell-conditions.ts';
import {
  awaitsSuccess,
  endsByConditionOnly,
  isEndless,
  isNegated,
  leavesLoop,
} from './shell-loops.ts';
import { contextOf } from './shell-model.ts';
import type { Shell } from './shell-model.ts';
import { copyState, ENDS, mergeInto, UNSURE } from './shell-state.ts';
import type { Frame, Outcome, ShellState, Waiting } from './shell-state.ts';
import { nodesIn } from './shell-walk.ts';
import { expandWord } from './shell-words.ts';

/** A loop over so many words is run word by word. */
const MOST_WORDS = 8;
/** What it costs to go through the parts of a text, where to read it costs 1. */
const PARTS = 3;
/** Of loops inside each other those whose turns come to no more; the words of the inner ones are then not known. */
const MOST_TURNS = 64;

export function runFor(node: For, frame: Frame, shell: Shell): Outcome {
  const context = contextOf(frame, shell);
  const words = node.wordlist ?? [];
  const values = words.flatMap((word) => expandWord(word, context));
  const isShort = values.length > 0 && values.length <= MOST_WORDS;
  const known =
    isShort && values.length * frame.turns <= MOST_TURNS ? values : [traceNothing(UNKNOWN)];
  // `for i in $(seq 30); do check && break; sleep 1; done` asks again and again.
  const asks = awaitsSuccess(node.body) && isUnsplit(known);
  const before = frame.collector.connects.length;
  // A pattern or a list that a command prints may be empty.
  const sure = words.some(isSureWord) ? frame : unsure(frame);
  const turns = { ...sure, turns: frame.turns * known.length };
  let all = ENDS;
  for (const value of known) {
    frame.state.variables.set(node.name.value, value);
    all = inSequence(
      all,
      runLoopBody(node.body, { ...turns, waiting: asks ? 'for-a-while' : 'no' }, shell),
    );
  }
  if (asks) addWaits(before, frame);
  frame.state.variables.set(node.name.value, traceNothing(UNKNOWN));
  return { ...all, leaves: false };
}

/** `until CHECK; do sleep 1; done` waits; `while true` goes on for ever unless something leaves it. */
export function runWhile(node: While, frame: Frame, shell: Shell): Outcome {
  const { collector } = frame;
  const connects = collector.connects.length;
  if (isEndless(node)) {
    const breaks = leavesLoop(node.body);
    const awaits = awaitsSuccess(node.body);
    runLoopBody(node.body, { ...frame, waiting: awaits ? 'for-a-while' : 'no' }, shell);
    if (awaits) addWaits(connects, frame);
    if (breaks) return UNSURE;
    collector.process({
      program: 'sh',
      background: frame.background,
      longRunning: 'yes',
      text: sliceTraced(shell.script, node.pos, node.clause.end),
    });
    return { ...ENDS, ends: 'no' };
  }
  const waits = node.kind === 'until' ? !isNegated(node) : isNegated(node);
  const verdict = verdictOfList(node.clause, contextOf(frame, shell));
  shell.statements(node.clause, { ...frame, waiting: waitingOf(node, waits, frame) }, shell);
  if (verdict === (node.kind === 'until' ? 'holds' : 'fails')) return ENDS;
  const turns = verdict === 'holds' || verdict === 'fails' ? frame : turnsOf(node, frame);
  const body = runLoopBody(node.body, turns, shell);
  if (waits) addWaits(connects, frame);
  return { ...UNSURE, ends: body.ends === 'no' ? 'no' : 'unknown' };
}

function waitingOf(node: While, awaits: boolean, { background }: Frame): Waiting {
  if (!awaits) return 'no';
  return !background && endsByConditionOnly(node) ? 'for-ever' : 'for-a-while';
}

/** A body that runs once or more, or not at all: afterwards what it sets is not known. */
export function runLoopBody(list: CompoundList, frame: Frame, shell: Shell): Outcome {
  // It is gone through part by part to see what it does in all, and so are the loops in it.
  if (!frame.collector.takesText(PARTS * (list.end - list.pos))) return UNSURE;
  const state = copyState(frame.state);
  forgetAssigned(list, state);
  const outcome = shell.statements(list, { ...frame, state }, shell);
  mergeInto(frame.state, [copyState(frame.state), state]);
  return { ...outcome, leaves: false };
}

/** `… | while read LINE` runs as soon as there is a line; other conditions may never hold. */
function turnsOf(node: While, frame: Frame): Frame {
  const command = node.clause.commands.at(-1)?.command;
  const reads = command?.type === 'Command' && command.name?.value === 'read';
  return reads ? { ...frame, collector: frame.collector.capped('likely') } : unsure(frame);
}

/** What a body sets differs from one turn to the next, so its conditions are not decided by the first. */
function forgetAssigned(list: CompoundList, state: ShellState): void {
  for (const node of nodesIn(list)) {
    if (node.type !== 'Command' || node.name !== undefined) continue;
    for (const part of node.prefix)
      if (part.type === 'Assignment') state.variables.set(part.name, traceNothing(UNKNOWN));
  }
}

/** Whether a word of `for … in` stands for one turn at least: text, a number of turns, `{1..9}`. */
function isSureWord(word: Word): boolean {
  return (word.parts ?? []).every(
    (part) =>
      /^(?:Literal|SingleQuoted|AnsiCQuoted|BraceExpansion)$/.test(part.type) ||
      (part.type === 'DoubleQuoted' && part.parts.some((child) => child.type === 'Literal')) ||
      (part.type === 'CommandExpansion' && /^[$`(\s]*seq\b/.test(part.text)),
  );
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
