import { strict as assert } from 'node:assert';
import { actionsAt, findAction } from '../../../server/src/features/actions.ts';
import type {
  Action,
  ActionKind,
  ActionPlace,
  Change,
} from '../../../server/src/features/actions/action.ts';
import type { Project } from '../../../server/src/features/project.ts';
import type { Problem } from '../../../server/src/rules/rule.ts';
import { applyEdits } from '../../../server/src/text/edit.ts';
import type { TextEdit } from '../../../server/src/text/edit.ts';
import { shifted, spanOf } from '../../../server/src/text/span.ts';
import { projectOf as projectIn } from '../../support/project-of.ts';

export type Files = Readonly<Record<string, string>>;

/** What is offered at a place, and what comes of it. */
export interface OfferedActions {
  readonly actions: readonly Action[];
  readonly titles: readonly string[];
  /** The whole files that the action changes or makes, after it; fails where that is no honest change. */
  readonly after: (title: string) => Files;
  /** All files after it. */
  readonly all: (title: string) => Files;
}

const ROOT = 'file:///work';

export interface Asked {
  readonly kinds?: readonly ActionKind[];
  /** The editor looks by itself whether there is anything. */
  readonly unasked?: boolean;
}

/** What is offered between `<|` and `|>`, or at `<|>`, of one of the files of a folder. */
export function actionsIn(marked: Files | string, { kinds, unasked }: Asked = {}): OfferedActions {
  const all = typeof marked === 'string' ? { 'web.yaml': marked } : marked;
  const files = Object.fromEntries(
    Object.entries(all).map(([name, text]) => [name, text.replace(/<\||\|>|(?<=<\|)>/g, '')]),
  );
  const project = projectOf(files);
  const place = placeIn(project, all, unasked !== true);
  const isWanted = (kind: ActionKind): boolean => kinds?.includes(kind) ?? true;
  const actions = actionsAt(place, isWanted);
  const allAfter = (title: string): Files => {
    const found = actions.filter((action) => action.title === title);
    assert.equal(found.length, 1, `"${title}" is offered once among ${listed(actions)}`);
    const [action] = found;
    assert.ok(action);
    const again = findAction(place, action);
    assert.ok(again, 'it is found again');
    assert.equal(action.objection?.(), undefined, 'nothing is wrong after it');
    const change = action.change();
    assert.deepEqual(again.change(), change, 'it is found again as it was');
    assert.equal(action.createsFile, (change.newFiles ?? []).length > 0);
    const after = { ...files, ...changed(project, change) };
    assertSound(project, projectOf(after));
    return after;
  };
  return {
    actions,
    titles: actions.map(({ title }) => title),
    all: allAfter,
    after(title) {
      const after = allAfter(title);
      return Object.fromEntries(
        Object.entries(after).filter(([name, text]) => files[name] !== text),
      );
    },
  };
}

/** The rules and severities of what is found in all files, in order. */
export function problemsIn(files: Files): readonly string[] {
  const project = projectOf(files);
  return problemsOf(project).map(({ rule, severity }) => `${severity} ${rule}`);
}

function projectOf(files: Files): Project {
  const addressed = Object.entries(files).map(([name, text]) => [`${ROOT}/${name}`, text] as const);
  return projectIn(ROOT, new Map(addressed));
}

function placeIn({ ...project }: Project, marked: Files, asked: boolean): ActionPlace {
  const [name, text] = Object.entries(marked).find(([, one]) => one.includes('<|')) ?? [];
  assert.ok(name !== undefined && text !== undefined, 'one of the files has the place');
  const start = text.indexOf('<|');
  const end = text.includes('<|>') ? start : text.indexOf('|>') - '<|'.length;
  const file = project.snapshot.file(`${ROOT}/${name}`);
  assert.ok(file);
  const { entries } = file.stream;
  const selection = file.documents.flatMap((document, index) => {
    const from = entries[index]?.start ?? 0;
    const to = entries[index + 1]?.start ?? text.length;
    if (end < from || start >= to) return [];
    const span = spanOf(Math.max(start - from, 0), Math.min(end, to) - from);
    return [{ document, index, span }];
  });
  return { project, file, selection, asked };
}

function changed({ snapshot }: Project, { edits, newFiles = [] }: Change): Files {
  const byUri = new Map<string, TextEdit[]>();
  for (const { document, span, newText } of edits) {
    const home = snapshot.locate(document);
    assert.ok(home, 'each edit has its place');
    const own = byUri.get(home.file.uri) ?? [];
    byUri.set(home.file.uri, [...own, { span: shifted(span, home.start), newText }]);
  }
  for (const { uri } of newFiles) assert.equal(snapshot.file(uri), undefined, `${uri} is new`);
  const nameOf = (uri: string): string => uri.slice(ROOT.length + 1);
  return Object.fromEntries([
    ...[...byUri].map(([uri, own]) => [
      nameOf(uri),
      applyEdits(snapshot.file(uri)?.text ?? '', own),
    ]),
    ...newFiles.map(({ uri, text }) => [nameOf(uri), text]),
  ]) as Files;
}

/** Nothing that was well may be broken: no more faults of YAML, and no error that was not there. */
function assertSound(before: Project, after: Project): void {
  const faults = ({ snapshot }: Project): number =>
    [...snapshot.files.values()]
      .flatMap(({ documents }) => documents)
      .reduce((count, { yaml }) => count + yaml.faults.length, 0);
  assert.ok(faults(after) <= faults(before), 'it is read as well as before');
  const old = new Set(errorsOf(before));
  const fresh = errorsOf(after).filter((message) => !old.has(message));
  assert.deepEqual(fresh, [], 'no error is new');
}

function errorsOf(project: Project): readonly string[] {
  return problemsOf(project).flatMap(({ severity, message }) =>
    severity === 'error' ? [message] : [],
  );
}

function problemsOf(project: Project): readonly Problem[] {
  return [...project.snapshot.files.values()].flatMap((file) => project.problemsOf(file).flat());
}

function listed(actions: readonly Action[]): string {
  return actions.map(({ title }) => title).join('; ') || 'nothing';
}
