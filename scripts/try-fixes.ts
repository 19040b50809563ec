/**
 * `npm run try-fixes -- FOLDER`: makes every fix that is offered in the manifests of a folder, each by itself, and says
 * which of them do what they should not (see `test/fuzz/fixes.ts`); then makes them all, as `podspace check --fix` and
 * `--fix-unsafe` do, and once more, when nothing may change any more.
 */
import { pathToFileURL } from 'node:url';
import { manifestChecker } from '../server/src/cli/check-manifests.ts';
import { findManifests } from '../server/src/cli/find-manifests.ts';
import type { FoundManifest } from '../server/src/cli/find-manifests.ts';
import { fixManifests } from '../server/src/cli/fix-manifests.ts';
import { NO_CONFIGURATION } from '../server/src/rules/configuration.ts';
import { tryFixesOf } from '../test/fuzz/fixes.ts';
import type { FixFault } from '../test/fuzz/fixes.ts';
import { projectOf } from '../test/support/project-of.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('give the folder of manifests');

const found = await findManifests([folder], () => {
  throw new Error('standard input is not read');
});
const files = new Map(
  found.flatMap(({ path, content }) =>
    content.type === 'text' ? [[pathToFileURL(path).href, content.text] as const] : [],
  ),
);
const project = projectOf(pathToFileURL(folder).href, files);
let tried = 0;
let withFixes = 0;
const faults: FixFault[] = [];
for (const uri of files.keys()) {
  const here = tryFixesOf(project, uri);
  tried += here.tried;
  if (here.tried > 0) withFixes++;
  faults.push(...here.faults);
}
for (const { uri, line, rule, title, fault } of faults)
  console.log(`${new URL(uri).pathname}:${line} ${rule}: "${title}": ${fault}`);
console.log(`${tried} fixes tried in ${withFixes} of ${files.size} files, ${faults.length} faults`);

const twice = (['safe', 'unsafe'] as const).map((kind) => fixTwice(found, kind));
process.exitCode = faults.length === 0 && twice.every((settled) => settled) ? 0 : 1;

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
