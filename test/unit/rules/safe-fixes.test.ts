import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { projectRoot } from '../../../scripts/editor/paths.ts';
import type { Project } from '../../../server/src/features/project.ts';
import type { TriedChanges } from '../../fuzz/change-faults.ts';
import { tryFixesOf } from '../../fuzz/fixes.ts';
import { tryRefactoringsOf } from '../../fuzz/refactorings.ts';
import { sourcesIn } from '../../fuzz/sources.ts';
import type { Source } from '../../fuzz/properties.ts';
import { projectOf } from '../../support/project-of.ts';

const FOLDER = 'file:///work';

describe('what is offered', function () {
  this.timeout(120_000);
  const sources = sourcesIn(projectRoot, undefined);

  it('as a fix cures its problem in the fixtures and examples, and does no harm', () => {
    const { tried, faults } = tryAll(sources, tryFixesOf);
    assert.deepEqual(faults, []);
    assert.ok(tried > 100, `${tried} fixes tried`);
  });

  it('as a refactoring does no harm in every fourth of them', () => {
    const some = sources.filter((_, index) => index % 4 === 0);
    const { tried, faults } = tryAll(some, tryRefactoringsOf);
    assert.deepEqual(faults, []);
    assert.ok(tried > 100, `${tried} refactorings tried`);
  });
});

function tryAll(
  sources: readonly Source[],
  tryOne: (project: Project, uri: string) => TriedChanges,
): { readonly tried: number; readonly faults: readonly string[] } {
  let tried = 0;
  const faults: string[] = [];
  for (const { name, files } of sources) {
    const byUri = new Map(
      Object.entries(files).map(([path, text]) => [`${FOLDER}/${path}`, text] as const),
    );
    const project = projectOf(FOLDER, byUri);
    for (const uri of byUri.keys()) {
      const here = tryOne(project, uri);
      tried += here.tried;
      for (const { line, origin, title, fault } of here.faults)
        faults.push(`${name} ${uri}:${line} ${origin}: "${title}": ${fault}`);
    }
  }
  return { tried, faults };
}
