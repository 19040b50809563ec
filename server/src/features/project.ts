import type { DocumentFacts } from '../analysis/facts.ts';
import type { LinkedDocument } from '../analysis/linked.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import { withRules } from '../rules/configuration.ts';
import type { Configuration } from '../rules/configuration.ts';
import type { Problem } from '../rules/rule.ts';
import type { TextEdit } from '../text/edit.ts';
import { reviseStream } from '../yaml/revise-stream.ts';
import { isConfigurationFile } from './configurations.ts';
import type { Configurations } from './configurations.ts';

/** A snapshot and what holds for its files: all that a feature needs to answer. */
export interface Project {
  readonly snapshot: Snapshot;
  readonly configurations: Configurations;
  /** The workspace's folders. */
  readonly folders: readonly string[];
  /** Whether fields and types of a document of the file are left to another extension. */
  leavesSchema(uri: string, document: DocumentFacts): boolean;
  /** The problems of a file's documents, by document; the same lists for as long as nothing changed in them. */
  problemsOf(file: SourceFile): readonly (readonly Problem[])[];
  /** The project if a file had another text; its configuration stays. */
  withText(uri: string, text: string): Project;
  /** The project after edits of a file. They may come in any order and do not overlap. */
  withEdits(file: SourceFile, edits: readonly TextEdit[]): Project;
}

/** What finds problems. */
export interface Checks {
  checkDocument(linked: LinkedDocument, configuration: Configuration): readonly Problem[];
  /** Leaves out what the file asks to leave out. */
  checkFile(
    documents: readonly { readonly facts: DocumentFacts; readonly problems: readonly Problem[] }[],
    configuration: Configuration,
  ): readonly (readonly Problem[])[];
}

/** Keeps what was found, by the identity of what it was found in; shared by all projects of one workspace. */
export interface CheckMemory {
  /** The configuration without the rules that are left to another extension; the same object for the same one. */
  withoutSchema(configuration: Configuration): Configuration;
  readonly documents: WeakMap<
    LinkedDocument,
    { readonly configuration: Configuration; readonly problems: readonly Problem[] }
  >;
}

/** Never those of the pod: they step back for nobody. */
const SCHEMA_RULES = ['missing-field', 'unknown-field', 'wrong-type'] as const;

export function checkMemory(): CheckMemory {
  const reduced = new WeakMap<Configuration, Configuration>();
  return {
    documents: new WeakMap(),
    withoutSchema(configuration) {
      const known = reduced.get(configuration);
      if (known) return known;
      const made = withRules(
        configuration,
        SCHEMA_RULES.map((id) => [id, 'off'] as const),
      );
      reduced.set(configuration, made);
      return made;
    },
  };
}

export interface ProjectParts {
  readonly snapshot: Snapshot;
  readonly configurations: Configurations;
  readonly folders: readonly string[];
  readonly leavesSchema?: (uri: string, document: DocumentFacts) => boolean;
  readonly checks: Checks;
  readonly memory: CheckMemory;
}

export function makeProject(parts: ProjectParts): Project {
  const { snapshot, configurations, folders, checks, memory } = parts;

  const checkDocument = (
    facts: DocumentFacts,
    configuration: Configuration,
  ): readonly Problem[] => {
    const linked = snapshot.link(facts);
    const known = memory.documents.get(linked);
    if (known?.configuration === configuration) return known.problems;
    const problems = checks.checkDocument(linked, configuration);
    memory.documents.set(linked, { configuration, problems });
    return problems;
  };

  const leavesSchema = parts.leavesSchema ?? (() => false);
  const found = new WeakMap<SourceFile, readonly (readonly Problem[])[]>();
  const problemsOf: Project['problemsOf'] = (file) => {
    if (isConfigurationFile(file.uri)) return [configurations.problemsOf(file)];
    if (configurations.ignores(file.uri)) return [];
    const own = configurations.of(file.uri);
    const reduced = memory.withoutSchema(own);
    const checked = file.documents.map((facts) => {
      const configuration = leavesSchema(file.uri, facts) ? reduced : own;
      return { facts, configuration, problems: checkDocument(facts, configuration) };
    });
    // An ignore of what is left to another extension may have something to ignore all the same.
    const left = checked.some(({ configuration }) => configuration === reduced);
    return checks.checkFile(checked, left ? reduced : own);
  };
  return {
    snapshot,
    configurations,
    folders,
    leavesSchema,
    withText: (uri, text) =>
      makeProject({ ...parts, snapshot: snapshot.withFiles([{ uri, text }]) }),
    withEdits(file, edits) {
      // From the end, so that the spans of those still to come stay right.
      const backwards = edits
        .toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
        .reverse();
      const stream = backwards.reduce(reviseStream, file.stream);
      return makeProject({ ...parts, snapshot: snapshot.withFiles([{ uri: file.uri, stream }]) });
    },
    problemsOf(file) {
      const known = found.get(file);
      if (known) return known;
      const problems = problemsOf(file);
      found.set(file, problems);
      return problems;
    },
  };
}
