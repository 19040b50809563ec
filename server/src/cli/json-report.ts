import type { CheckedManifests, FoundProblem } from './check-manifests.ts';
import { rangeOf, resourceLabel } from './places.ts';

/** Lines and UTF-16 characters count from zero, as in the Language Server Protocol. */
export function jsonReport(checked: CheckedManifests): string {
  const report = {
    version: 1,
    files: checked.files,
    problems: checked.problems.map((found) => problemObject(found, checked)),
    ...(checked.known !== undefined && { known: checked.known }),
    skipped: checked.skipped.map(({ file, reason }) => ({ file, reason })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function problemObject({ problem, home }: FoundProblem, checked: CheckedManifests): object {
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
    fixes: problem.fixes().map(({ title, safe, edits }) => ({
      title,
      safe,
      edits: edits.map(({ document, span, newText }) => {
        const place = checked.home(document);
        return { file: place.file, range: rangeOf(place, span), newText };
      }),
    })),
  };
}
