import type { Resource } from '../kubernetes/model.ts';
import { positionAt } from '../text/line-index.ts';
import type { LinePosition } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';
import type { CheckedManifests, FoundProblem, Home } from './check-manifests.ts';

/** Lines and UTF-16 characters count from zero, as in the Language Server Protocol. */
export function jsonReport(checked: CheckedManifests): string {
  const report = {
    version: 1,
    files: checked.files,
    problems: checked.problems.map((found) => problemObject(found, checked)),
    skipped: checked.skipped.map(({ file, reason }) => ({ file, reason })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** `Deployment/shop/web`; without the namespace where none is written. */
export function resourceLabel({ kind, namespace, name }: Resource): string {
  return [kind, namespace, name].flatMap((part) => part?.value ?? []).join('/');
}

function problemObject({ problem, home }: FoundProblem, checked: CheckedManifests): object {
  return {
    file: home.file,
    document: home.index,
    resource: problem.resource ? resourceLabel(problem.resource) : null,
    container: problem.container ?? null,
    rule: problem.rule,
    severity: problem.severity,
    certainty: problem.certainty,
    message: problem.message,
    range: rangeOf(home, problem.span),
    related: problem.related.map(({ document, span, message }) => {
      const place = checked.home(document);
      return { file: place.file, range: rangeOf(place, span), message };
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

function rangeOf(home: Home, span: Span): { start: LinePosition; end: LinePosition } {
  return {
    start: positionAt(home.lines, home.start + span.start),
    end: positionAt(home.lines, home.start + span.end),
  };
}
