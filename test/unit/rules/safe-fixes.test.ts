import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { projectRoot } from '../../../scripts/editor/paths.ts';
import { tryFixesOf } from '../../fuzz/fixes.ts';
import { sourcesIn } from '../../fuzz/sources.ts';
import { projectOf } from '../../support/project-of.ts';

const FOLDER = 'file:///work';

describe('every fix', () => {
  it('cures its problem in the fixtures and examples, and does no harm', function () {
    this.timeout(120_000);
    let tried = 0;
    const faults: string[] = [];
    for (const { name, files } of sourcesIn(projectRoot, undefined)) {
      const byUri = new Map(
        Object.entries(files).map(([path, text]) => [`${FOLDER}/${path}`, text] as const),
      );
      const project = projectOf(FOLDER, byUri);
      for (const uri of byUri.keys()) {
        const here = tryFixesOf(project, uri);
        tried += here.tried;
        for (const { line, rule, title, fault } of here.faults)
          faults.push(`${name} ${uri}:${line} ${rule}: "${title}": ${fault}`);
      }
    }
    assert.deepEqual(faults, []);
    assert.ok(tried > 100, `${tried} fixes tried`);
  });
});
