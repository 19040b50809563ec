import type { DocumentFacts, PlacedEdit } from '../../analysis/facts.ts';
import type { SourceFile } from '../../analysis/source-file.ts';
import type { Problem } from '../../rules/rule.ts';
import type { Span } from '../../text/span.ts';
import type { Project } from '../project.ts';

/** As the Language Server Protocol calls them: what menu an action is in, and who asks for it. */
export type ActionKind =
  'quickfix' | 'refactor.extract' | 'refactor.rewrite' | 'source.fixAll.podspace';

/** Something that the author can have done at a place. */
export interface Action {
  /** Tells it from the others of its kind at its place, and finds it again there for as long as the texts are the same. */
  readonly id: string;
  /** Begins with a verb: "Mount logs in tailer". */
  readonly title: string;
  readonly kind: ActionKind;
  /** Those that it cures or quiets. */
  readonly problems: readonly Problem[];
  /** The one that is meant when the author asks for any. */
  readonly preferred: boolean;
  /** Its change has `newFiles`, which not every editor can make. */
  readonly createsFile: boolean;
  /** Made when somebody asks for it. */
  readonly change: () => Change;
  /** Why it had better not be made, as a sentence; looked for only when somebody wants it, as that takes a whole check. */
  readonly objection?: () => string | undefined;
  /** A command of the client, run at the place of the action, that makes the change and shows it. */
  readonly shownBy?: ClientCommand;
}

/** Commands of clients that say so; no other client is sent them. */
export type ClientCommand = 'podspace.describeImage';

/** What an action does to the manifests, all of it or nothing. */
export interface Change {
  readonly edits: readonly ActionEdit[];
  readonly newFiles?: readonly NewFile[];
}

export interface ActionEdit extends PlacedEdit {
  /** More than `newText`, as a snippet with stops where the author goes on typing; for editors that can do it. */
  readonly snippet?: string;
}

export interface NewFile {
  readonly uri: string;
  readonly text: string;
}

/** Where an action is asked for. */
export interface ActionPlace {
  readonly project: Project;
  readonly file: SourceFile;
  /** The documents of the file that the selection touches, in order, with the part of it that lies in each. */
  readonly selection: readonly SelectedPart[];
  /** Whether the author asked for what there is, or the editor looks whether there is anything. */
  readonly asked: boolean;
}

export interface SelectedPart {
  readonly document: DocumentFacts;
  /** The document's index in the file. */
  readonly index: number;
  readonly span: Span;
}

/** Actions of one sort; new ones get a line in `features/actions.ts`. */
export interface ActionFamily {
  /** Begins the ids of its actions, so that one is found again without asking the other families. */
  readonly name: string;
  /** All kinds that its actions can have. */
  readonly kinds: readonly ActionKind[];
  readonly offer: (place: ActionPlace) => readonly Action[];
}
