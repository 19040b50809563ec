import type { AndOr, Case, CommandNode, CompoundList, If, Pipeline } from 'unbash';
import { joined, takenItem, verdictOf, verdictOfList } from './shell-conditions.ts';
import type { Verdict } from './shell-conditions.ts';
import { copyState, ENDS, mergeInto } from './shell-state.ts';
import type { Frame, Outcome, ShellState } from './shell-state.ts';
import { contextOf } from './shell-model.ts';
import type { Shell } from './shell-model.ts';

/**
 * `a && b || c`: what a test stands before may not run, unless literal values decide it. Behind a step that everything
 * counts on, as in `cd /app && exec server`, all runs; behind `server ||` only if that fails.
 */
export function runAndOr(node: AndOr, frame: Frame, shell: Shell): Outcome {
  let all = ENDS;
  let before: Verdict = 'holds';
  for (const [i, command] of node.commands.entries()) {
    const operator = node.operators[i - 1] ?? '&&';
    const runs = runsBehind(before, operator);
    // A step may fail all the same, and then `exit` is not reached: `fetch && exit 0`.
    const leaves = before !== 'assumed' || isExec(command);
    before = joined(before, operator, verdictOf(command, contextOf(frame, shell)));
    if (runs === 'no') continue;
    const outcome = shell.node(command, runs === 'perhaps' ? unsure(frame) : frame, shell);
    if (runs === 'yes' && outcome.leaves && leaves) return { ...outcome, next: 'certain' };
    all = runs === 'yes' && !outcome.leaves ? inSequence(all, outcome) : inCase(all, outcome);
  }
  return all;
}

export function runIf(node: If, frame: Frame, shell: Shell): Outcome {
  const ways: Way[] = [];
  let reached: Frame | undefined = frame;
  for (const { clause, then } of [{ clause: node.clause, then: node.then }, ...node.elif]) {
    const verdict: Verdict = verdictOfList(clause, contextOf(reached, shell));
    shell.statements(clause, reached, shell);
    if (verdict === 'fails') continue;
    ways.push({ body: then, taken: verdict === 'holds' ? 'otherwise' : 'perhaps' });
    if (verdict === 'holds') {
      reached = undefined;
      break;
    }
    reached = unsure(reached);
  }
  if (reached && node.else) ways.push({ body: node.else, taken: 'otherwise' });
  return runWays(ways, reached && !node.else ? 'may take none' : 'takes one', frame, shell);
}

export function runCase(node: Case, frame: Frame, shell: Shell): Outcome {
  const taken = takenItem(node, contextOf(frame, shell));
  if (taken !== undefined) {
    const item = node.items[taken];
    return item ? shell.statements(item.body, frame, shell) : ENDS;
  }
  const isTotal = node.items.some((item) => item.pattern.some((word) => word.value === '*'));
  const ways = node.items.map((item): Way => ({ body: item.body, taken: 'perhaps' }));
  return runWays(ways, isTotal ? 'takes one' : 'may take none', frame, shell);
}

/** A frame for what may not run. */
export function unsure(frame: Frame): Frame {
  return { ...frame, collector: frame.collector.capped('possible') };
}

/** Two commands one after the other. */
export function inSequence(before: Outcome, next: Outcome): Outcome {
  const ends =
    before.ends === 'no' || next.ends === 'no'
      ? 'no'
      : before.ends === 'unknown' || next.ends === 'unknown'
        ? 'unknown'
        : 'yes';
  const sure = before.next === 'certain' && next.next === 'certain' && ends !== 'no';
  return { ends, leaves: next.leaves, fails: next.fails, next: sure ? 'certain' : 'possible' };
}

/** A command that runs only in some cases. */
function inCase(before: Outcome, next: Outcome): Outcome {
  return {
    ...before,
    ends: next.ends === 'yes' ? before.ends : before.ends === 'no' ? 'no' : 'unknown',
    next: before.next === 'certain' && isHarmless(next) ? 'certain' : 'possible',
  };
}

/** What stands behind runs all the same, or the whole has failed, which nobody counts on. */
function isHarmless(outcome: Outcome): boolean {
  if (outcome.leaves) return outcome.fails;
  return outcome.ends !== 'no' && outcome.next === 'certain';
}

function runsBehind(before: Verdict, operator: '&&' | '||'): 'yes' | 'no' | 'perhaps' {
  if (before === 'unknown') return 'perhaps';
  if (operator === '&&') return before === 'fails' ? 'no' : 'yes';
  return before === 'holds' ? 'no' : before === 'fails' ? 'yes' : 'perhaps';
}

/** `cd /app && exec server` leaves; `check || exit 1` may go on. */
function isExec(node: CommandNode | Pipeline): boolean {
  return node.type === 'Command' && node.name?.value === 'exec';
}

interface Way {
  readonly body: CompoundList;
  /** `otherwise`: where no way before it is taken. */
  readonly taken: 'perhaps' | 'otherwise';
}

function runWays(
  ways: readonly Way[],
  total: 'takes one' | 'may take none',
  frame: Frame,
  shell: Shell,
): Outcome {
  const [only] = ways;
  if (!only) return ENDS;
  if (ways.length === 1 && total === 'takes one') return shell.statements(only.body, frame, shell);
  const runs = ways.map(({ body }) => {
    const state = copyState(frame.state);
    const inner = unsure({ ...frame, state });
    return { state, collector: inner.collector, outcome: shell.statements(body, inner, shell) };
  });
  const outcomes = runs.map(({ outcome }) => outcome);
  if (total === 'takes one') frame.collector.joinBranches(runs.map(({ collector }) => collector));
  mergeStates(frame.state, runs, total);
  const all = total === 'takes one' ? outcomes : [...outcomes, ENDS];
  const leaves = all.every((outcome) => outcome.leaves);
  const [first = ENDS] = all;
  return {
    ends: all.every((outcome) => outcome.ends === first.ends) ? first.ends : 'unknown',
    leaves,
    fails: all.every((outcome) => outcome.fails),
    next: leaves || all.every(isHarmless) ? 'certain' : 'possible',
  };
}

function mergeStates(
  state: ShellState,
  runs: readonly { readonly state: ShellState; readonly outcome: Outcome }[],
  total: 'takes one' | 'may take none',
): void {
  const staying = runs.filter(({ outcome }) => !outcome.leaves).map((run) => run.state);
  if (total === 'may take none') staying.push(copyState(state));
  if (staying.length > 0) mergeInto(state, staying);
}
