/**
 * `npm run try-fixes -- [--refactorings] FOLDER`: makes every fix that is offered in the manifests of a folder, each by
 * itself, and says which of them do what they should not (see `test/fuzz/fixes.ts`); then makes them all, as
 * `podspace check --fix` and `--fix-unsafe` do, and once more, when nothing may change any more. With `--refactorings`
 * it makes every refactoring instead (see `test/fuzz/refactorings.ts`), and lists those that are refused too.
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { manifestChecker } from '../server/src/cli/check-manifests.ts';
import { findManifests } from '../server/src/cli/find-manifests.ts';
import type { FoundManifest } from '../server/src/cli/find-manifests.ts';
import { fixManifests } from '../server/src/cli/fix-manifests.ts';
import { NO_CONFIGURATION } from '../server/src/rules/configuration.ts';
import type { ChangeFault } from '../test/fuzz/change-faults.ts';
import { tryFixesOf } from '../test/fuzz/fixes.ts';
import { tryRefactoringsOf } from '../test/fuzz/refactorings.ts';
import { projectOf } from '../test/support/project-of.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { refactorings: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('give the folder of manifests');

const found = await findManifests([folder], () => {
  throw new Error('standard input is not read');
});
const areFine = tryEach(pathToFileURL(folder).href);
const twice = values.refactorings
  ? []
  : (['safe', 'unsafe'] as const).map((kind) => fixTwice(found, kind));
process.exitCode = areFine && twice.every((settled) => settled) ? 0 : 1;

/** Whether none of them does what it should not. */
function tryEach(root: string): boolean {
  const files = new Map(
    found.flatMap(({ path, content }) =>
      content.type === 'text' ? [[pathToFileURL(path).href, content.text] as const] : [],
    ),
  );
  const project = projectOf(root, files);
  const tryOne = values.refactorings ? tryRefactoringsOf : tryFixesOf;
  const here = [...files.keys()].map((uri) => tryOne(project, uri));
  const faults = here.flatMap((one) => one.faults);
  const refused = here.flatMap((one) => one.refused);
  for (const fault of faults) console.log(lineOf(fault));
  for (const one of refused) console.log(`refused: ${lineOf(one)}`);
  const tried = here.reduce((sum, one) => sum + one.tried, 0);
  const withSome = here.filter((one) => one.tried > 0).length;
  console.log(
    `${tried} ${values.refactorings ? 'refactorings' : 'fixes'} tried in ${withSome} of ${files.size} files, ${refused.length} refused, ${faults.length} faults`,
  );
  return faults.length === 0;
}

function lineOf({ uri, line, origin, title, fault }: ChangeFault): string {
  return `${new URL(uri).pathname}:${line} ${origin}: "${title}": ${fault}`;
}

/** Whether all has come to rest after one run. */
function fixTwice(manifests: readonly FoundManifest[], kind: 'safe' | 'unsafe'): boolean {
  const check = manifestChecker({
    configurationFor: () => ({ file: undefined, configuration: NO_CONFIGURATION }),
  });
  const once = fixManifests(manifests, check, kind);
  const texts = new Map(once.changes.map(({ path, after }) => [path, after]));
  const fixed = manifests.map((manifest): FoundManifest => {
    const text = texts.get(manifest.path);
    return text === undefined ? manifest : { ...manifest, content: { type: 'text', text } };
  });
  const again = fixManifests(fixed, check, kind);
  console.log(
    `all ${kind} ones: ${once.fixes} made in ${once.changes.length} files, ${again.changes.length} files changed by a second run`,
  );
  for (const { file } of again.changes) console.log(`  ${file}`);
  return again.changes.length === 0;
}
