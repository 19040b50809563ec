/**
 * A fixture is a manifest that a person can read, with the problems and fixes that it must have written under the
 * lines that they are about (see CONTRIBUTING.md). The format is strict: a fixture's text is compared, character by
 * character, with what `renderFixture` writes for the problems that were found.
 */
export interface Fixture {
  /** By path, without marker lines. The fixture's own file comes first. */
  readonly files: ReadonlyMap<string, string>;
  /** Where `<|>` stood. */
  readonly cursor: { readonly path: string; readonly offset: number } | undefined;
}

const MARKER = /^\s*#(?:<|\s*)\^+>? (?:error|warning|information|hint)\[[\w-]+\]: /;
const NOTE = /^\s*#\s*\| (?:fix|related): /;
const FURTHER_FILE = /^#- (.+)$/;
const AFTER = /^#- after "(.*)"$/;
const CURSOR = '<|>';

export function parseFixture(path: string, source: string): Fixture {
  const files = new Map<string, string>();
  let cursor: Fixture['cursor'];
  let current = path;
  let lines: string[] = [];
  const close = (): void => {
    const text = lines.map((line) => `${line}\n`).join('');
    const offset = text.indexOf(CURSOR);
    if (offset >= 0) cursor = { path: current, offset };
    files.set(current, text.replace(CURSOR, ''));
    lines = [];
  };
  for (const line of source.replace(/\n$/, '').split('\n')) {
    if (AFTER.test(line)) break;
    const further = FURTHER_FILE.exec(line)?.[1];
    if (further !== undefined) {
      close();
      current = further;
    } else if (!MARKER.test(line) && !NOTE.test(line)) {
      lines.push(line);
    }
  }
  close();
  return { files, cursor };
}

/** A problem as a fixture shows it. Lines and characters count from zero, in the text without markers. */
export interface ShownProblem {
  readonly path: string;
  readonly line: number;
  readonly from: number;
  /** Of a problem that goes on past its first line, that line's end. */
  readonly to: number;
  readonly runsOn: boolean;
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
  readonly related: readonly ShownRelated[];
  readonly fixes: readonly string[];
}

export interface ShownRelated {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  readonly message: string;
}

/** What a fix makes of the files; those that it leaves alone are not among them. */
export interface ShownFix {
  readonly title: string;
  readonly files: ReadonlyMap<string, string>;
}

/** The fixture's text for what was found: equal to the fixture itself if it is as it should be. */
export function renderFixture(
  fixture: Fixture,
  problems: readonly ShownProblem[],
  fixes: readonly ShownFix[],
): string {
  const [main = ''] = fixture.files.keys();
  const shownLines = countShownLines(fixture, problems, main);
  const lineOf = (path: string, line: number): number => (shownLines.get(path)?.[line] ?? line) + 1;
  const lines: string[] = [];
  for (const [path, text] of fixture.files) {
    if (path !== main) lines.push(`#- ${path}`);
    linesOf(text).forEach((line, index) => {
      lines.push(line);
      for (const problem of problems) {
        if (problem.path === path && problem.line === index) {
          lines.push(...markerLines(line, problem, { main, lineOf }));
        }
      }
    });
  }
  for (const fix of fixes) {
    lines.push(`#- after "${fix.title}"`);
    for (const [path, text] of fix.files) {
      if (path !== main) lines.push(`#- ${path}`);
      lines.push(...linesOf(text));
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

interface Numbering {
  readonly main: string;
  readonly lineOf: (path: string, line: number) => number;
}

/** Where each line of each file stands once the markers are written between. */
function countShownLines(
  fixture: Fixture,
  problems: readonly ShownProblem[],
  main: string,
): ReadonlyMap<string, readonly number[]> {
  let shown = 0;
  return new Map(
    [...fixture.files].map(([path, text]) => {
      if (path !== main) shown++;
      const numbers = linesOf(text).map((_, index) => {
        const number = shown++;
        for (const problem of problems) {
          if (problem.path !== path || problem.line !== index) continue;
          shown += 1 + problem.related.length + problem.fixes.length;
        }
        return number;
      });
      return [path, numbers];
    }),
  );
}

function markerLines(
  line: string,
  problem: ShownProblem,
  { main, lineOf }: Numbering,
): readonly string[] {
  const { from, to, runsOn } = problem;
  if (to <= from && !runsOn) throw new Error(`a problem without a place: ${problem.message}`);
  const carets = '^'.repeat(Math.max(1, to - from)) + (runsOn ? '>' : '');
  // The # stands at the line's own indentation, or left of it where the carets need the room.
  const hash = Math.max(0, Math.min(line.search(/\S|$/), from - 2));
  const head = `${' '.repeat(hash)}#`;
  const marker = from === 0 ? `#<${carets}` : `${head.padEnd(from)}${carets}`;
  const bar = Math.max(to - 1, hash + 2);
  const note = (text: string): string => `${head.padEnd(bar)}| ${text}`;
  return [
    `${marker} ${problem.severity}[${problem.rule}]: ${problem.message}`,
    ...problem.related.map((related) => {
      const file = related.path === main ? '' : `${related.path} `;
      const number = lineOf(related.path, related.line);
      return note(`related: ${file}line ${number}, ${related.text}: ${related.message}`);
    }),
    ...problem.fixes.map((title) => note(`fix: ${title}`)),
  ];
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}
