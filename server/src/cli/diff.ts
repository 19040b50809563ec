import { FILE_HEADERS_ONLY, createTwoFilesPatch } from 'diff';
import type { Paint } from './colours.ts';
import type { FileChange } from './fix-manifests.ts';

/** What `git apply` and `patch -p1` take. */
export function unifiedDiff(changes: readonly FileChange[], paint: Paint): string {
  return changes
    .map(({ file, before, after }) =>
      createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      }),
    )
    .map((patch) => patch.replaceAll(/^.*\n?/gm, (line) => painted(line, paint)))
    .join('');
}

function painted(line: string, paint: Paint): string {
  const words = line.replace(/\r?\n$/, '');
  const end = line.slice(words.length);
  if (words.startsWith('+++') || words.startsWith('---')) return paint('heading', words) + end;
  if (words.startsWith('+')) return paint('added', words) + end;
  if (words.startsWith('-')) return paint('removed', words) + end;
  return line;
}
