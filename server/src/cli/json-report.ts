import type { Checked, FoundProblem } from './check-manifests.ts';
import { rangeOf, resourceLabel } from './places.ts';
import { writesSecret } from './secrets.ts';
import type { Reported } from './report-model.ts';

/** Lines and UTF-16 characters count from zero, as in the Language Server Protocol. */
export function jsonReport({ files, problems, known, skipped }: Reported): string {
  const head = `{\n  "version": 1,\n  "files": ${files},\n`;
  const list =
    problems.length === 0 ? '[]' : `[\n${problems.map(({ entry }) => entry).join(',\n')}\n  ]`;
  const rest = JSON.stringify(
    {
      ...(known !== undefined && { known }),
      skipped: skipped.map(({ file, reason }) => ({ file, reason })),
    },
    null,
    2,
  );
  return `${head}  "problems": ${list},${rest.slice(1)}\n`;
}

/** A problem's part of the report, indented as it stands there. */
export function jsonEntry(found: FoundProblem, checked: Checked): string {
  const text = JSON.stringify(problemObject(found, checked), null, 2);
  return `    ${text.replaceAll('\n', '\n    ')}`;
}

function problemObject({ problem, home }: FoundProblem, checked: Checked): object {
  return {
    file: home.file,
    document: home.index,
    ...(home.source !== undefined && { source: home.source }),
    resource: problem.resource ? resourceLabel(problem.resource) : null,
    container: problem.container ?? null,
    rule: problem.rule,
    severity: problem.severity,
    certainty: problem.certainty,
    message: problem.message,
    range: rangeOf(home, problem.span),
    related: problem.related.map(({ document, span, message }) => {
      const place = checked.home(document);
      return {
        file: place.file,
        ...(place.source !== undefined && { source: place.source }),
        range: rangeOf(place, span),
        message,
      };
    }),
    fixes: problem.fixes().map((fix) => ({
      title: fix.title,
      safe: fix.safe,
      ...(writesSecret(fix)
        ? { edits: [], withheld: 'secret' }
        : {
            edits: fix.edits.map(({ document, span, newText }) => {
              const place = checked.home(document);
              return { file: place.file, range: rangeOf(place, span), newText };
            }),
          }),
    })),
  };
}
