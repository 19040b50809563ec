/**
 * `npm run package`: builds for a release and writes podspace.vsix. The same commit gives the same bytes, wherever and
 * whenever: every file in it has the time of the commit, so that anybody can tell what a release was made of.
 */
import { spawnSync } from 'node:child_process';
import { runCommand } from './editor/run-command.ts';

const out = process.argv[2] ?? 'podspace.vsix';
// Times in such a file are local ones, and names are sorted as a language does.
const env = { ...process.env, SOURCE_DATE_EPOCH: commitTime(), TZ: 'UTC', LC_ALL: 'C' };
const args = ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--out', out];
process.umask(0o022);
process.stdout.write(await runCommand(process.execPath, args, { env }));

/** In seconds; without Git, as from a downloaded archive, the first that such a file can have. */
function commitTime(): string {
  const { SOURCE_DATE_EPOCH } = process.env;
  if (SOURCE_DATE_EPOCH !== undefined) return SOURCE_DATE_EPOCH;
  const log = spawnSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' });
  return log.status === 0 ? log.stdout.trim() : String(Date.UTC(1980, 0, 1) / 1000);
}
