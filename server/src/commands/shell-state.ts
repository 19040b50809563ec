import type { CommandNode, CompoundList } from 'unbash';
import { traceNothing, UNKNOWN } from '../yaml/traced-text.ts';
import type { KnownImage } from '../kubernetes/images.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import type { Collector } from './collector.ts';
import type { Certainty, Evidence } from './facts.ts';

/** What a shell knows while it runs; commands change it. */
export interface ShellState {
  variables: Map<string, TracedText>;
  /** Variables that are not known may be set all the same. */
  readonly open: boolean;
  /** The working directory; undefined where it is not known. */
  directory: string | undefined;
  /** `$1`, `$2`, …; `$0` is among the variables. */
  positionals: readonly TracedText[];
  functions: Map<string, CommandNode | CompoundList>;
}

/** Where a command stands. */
export interface Frame {
  readonly collector: Collector;
  readonly state: ShellState;
  readonly source: Evidence['source'];
  /** The container's image: its server's defaults are told by its row. */
  readonly image: KnownImage | undefined;
  readonly background: boolean;
  /** Shells in shells, functions in functions: bounded. */
  readonly depth: number;
  readonly waiting: Waiting;
  /** How often it is run at most, as the loops over words around it have so many turns: bounded. */
  readonly turns: number;
}

/** Whether a command is asked again and again until it succeeds: for as long as that takes, or perhaps not. */
export type Waiting = 'no' | 'for-a-while' | 'for-ever';

/**
 * How a command goes on: whether it ends by itself, and whether what stands behind it still runs (`exec` and `exit`
 * leave the shell).
 */
export interface Outcome {
  readonly ends: 'yes' | 'no' | 'unknown';
  readonly leaves: boolean;
  /** It leaves, or may leave, only with a failure, which nobody counts on. */
  readonly fails: boolean;
  /** How sure it is that what stands behind it runs: it may leave, or go on for ever. */
  readonly next: Certainty;
}

export const ENDS: Outcome = { ends: 'yes', leaves: false, fails: false, next: 'certain' };
export const UNSURE: Outcome = { ...ENDS, ends: 'unknown' };
export const LEAVES: Outcome = { ...ENDS, leaves: true };

/** What a shell of its own does: leaving it leaves no other. */
export function inChild(outcome: Outcome): Outcome {
  return outcome.leaves ? { ...outcome, leaves: false, next: 'certain' } : outcome;
}

export const MAX_DEPTH = 12;

export function copyState(state: ShellState): ShellState {
  return { ...state, variables: new Map(state.variables), functions: new Map(state.functions) };
}

/** After a branch that may or may not have run: what differs is not known any more. */
export function mergeInto(state: ShellState, branches: readonly ShellState[]): void {
  const names = new Set(branches.flatMap((branch) => [...branch.variables.keys()]));
  for (const name of names) {
    const values = branches.map((branch) => branch.variables.get(name));
    const [first] = values;
    if (values.every((value) => value?.text === first?.text)) {
      if (first) state.variables.set(name, first);
    } else state.variables.set(name, traceNothing(UNKNOWN));
  }
  const [directory] = branches.map((branch) => branch.directory);
  state.directory = branches.every((branch) => branch.directory === directory)
    ? directory
    : undefined;
  for (const branch of branches)
    for (const [name, body] of branch.functions) state.functions.set(name, body);
}
