import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { catalog } from '../../../server/src/rules/catalog.ts';
import { fixtureFiles } from '../../support/fixture-files.ts';
import { renderWithCrlf, runCutShort, runFixture } from '../../support/run-fixture.ts';

const fixtures = fixtureFiles();

/** Places at which a half-typed file ends; always the same ones, so that a failure can be repeated. */
const seededPlaces = Array.from({ length: 24 }, (_, i) => (i * 7919 + 104_729) % 5003);

describe('fixtures', () => {
  for (const { folder, name, source } of fixtures) {
    it(`${folder}/${name}`, () => {
      const { fixture, rendered } = runFixture(name, source);
      assert.equal(
        rendered,
        source,
        'what is found (actual) and what the fixture says (expected) differ; ' +
          '`npm run fixtures -- --update` writes what is found, for you to judge',
      );
      assert.equal(renderWithCrlf(fixture), source, 'with CRLF line endings it differs');
      runCutShort(fixture, seededPlaces);
    });
  }
});

describe('every rule', () => {
  for (const { meta } of catalog) {
    // No manifest makes a rule fail, as far as we know.
    if (meta.id === 'rule-failed') continue;
    it(`${meta.id} has a fixture that fires and a look-alike that does not`, () => {
      const own = fixtures.filter(({ folder }) => folder === meta.id);
      const fired = own.map(({ name, source }) => runFixture(name, source).fired.has(meta.id));
      assert.ok(fired.includes(true), `no fixture in test/fixtures/${meta.id} fires`);
      assert.ok(fired.includes(false), `no fixture in test/fixtures/${meta.id} stays silent`);
    });
  }

  it('stands in the catalog once, in the order of the ids', () => {
    const ids = catalog.map(({ meta }) => meta.id);
    assert.deepEqual(ids, [...new Set(ids)].sort());
  });

  it('has a folder of fixtures, and every folder a rule', () => {
    const ids = catalog.map(({ meta }) => meta.id);
    const strangers = fixtures.filter(({ folder }) => !ids.includes(folder));
    assert.deepEqual(strangers, []);
  });
});
