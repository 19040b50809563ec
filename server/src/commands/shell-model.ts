import type { AndOr, CommandExpansionPart, CommandNode, CompoundList, Pipeline } from 'unbash';
import type { TracedText } from '../yaml/traced-text.ts';
import type { Frame, Outcome } from './shell-state.ts';
import type { WordContext } from './shell-words.ts';

/** Runs a command line that a shell has made ready. */
export type RunWords = (words: readonly TracedText[], frame: Frame) => Outcome;

/** A script while it is run on paper, and what its parts need of each other. */
export interface Shell {
  readonly script: TracedText;
  readonly run: RunWords;
  readonly node: (node: CommandNode | Pipeline | AndOr, frame: Frame, shell: Shell) => Outcome;
  readonly statements: (list: CompoundList, frame: Frame, shell: Shell) => Outcome;
  readonly substitute: (
    part: CommandExpansionPart,
    frame: Frame,
    shell: Shell,
  ) => TracedText | undefined;
}

/** What the words of a command are expanded with. */
export function contextOf(frame: Frame, shell: Shell): WordContext {
  return {
    script: shell.script,
    state: frame.state,
    takesText: (characters) => frame.collector.takesText(characters),
    substitute: (part) => shell.substitute(part, frame, shell),
  };
}
