import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import type { StructuredPatchHunk } from 'diff';
import { intersects } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { indexLines, positionAt } from '../text/line-index.ts';
import type { Paint } from './colours.ts';
import type { FileChange } from './fix-manifests.ts';

export interface UnifiedDiff {
  /** What `git apply` and `patch -p1` take. */
  readonly text: string;
  /** How many places that change are left out, as a line of a document with a Secret would be shown. */
  readonly hidden: number;
}

export function unifiedDiff(changes: readonly FileChange[], paint: Paint): UnifiedDiff {
  let hidden = 0;
  const patches = changes.map(({ file, before, after, secrets }) => {
    const patch = structuredPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
      context: 3,
    });
    const hunks = withoutSecrets(patch.hunks, {
      before: linesOf(before, secrets.before),
      after: linesOf(after, secrets.after),
    });
    hidden += patch.hunks.length - hunks.length;
    return hunks.length === 0 ? '' : formatPatch({ ...patch, hunks }, FILE_HEADERS_ONLY);
  });
  const text = patches
    .map((patch) => patch.replaceAll(/^.*\n?/gm, (line) => painted(line, paint)))
    .join('');
  return { text, hidden };
}

/** Lines from one, as hunks count them. */
function linesOf(text: string, spans: readonly Span[]): readonly Span[] {
  const lines = indexLines(text);
  return spans.map(({ start, end }) => ({
    start: positionAt(lines, start).line + 1,
    end: positionAt(lines, Math.max(start, end - 1)).line + 2,
  }));
}

/** The hunks that show no line of a Secret, with the places that they have when the others are not made. */
function withoutSecrets(
  hunks: readonly StructuredPatchHunk[],
  secrets: FileChange['secrets'],
): StructuredPatchHunk[] {
  const shown: StructuredPatchHunk[] = [];
  let notMade = 0;
  for (const hunk of hunks) {
    const { oldStart, oldLines, newStart, newLines } = hunk;
    const old = { start: oldStart, end: oldStart + oldLines };
    const now = { start: newStart, end: newStart + newLines };
    const isSecret =
      secrets.before.some((secret) => intersects(secret, old)) ||
      secrets.after.some((secret) => intersects(secret, now));
    if (isSecret) notMade += newLines - oldLines;
    else shown.push({ ...hunk, newStart: newStart - notMade });
  }
  return shown;
}

function painted(line: string, paint: Paint): string {
  const words = line.replace(/\r?\n$/, '');
  const end = line.slice(words.length);
  if (words.startsWith('+++') || words.startsWith('---')) return paint('heading', words) + end;
  if (words.startsWith('+')) return paint('added', words) + end;
  if (words.startsWith('-')) return paint('removed', words) + end;
  return line;
}
