import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { FileAccess, LinkedContainer } from '../../../server/src/analysis/linked.ts';
import { samePath, sidesByPath } from '../../../server/src/analysis/same-path.ts';
import type { Side } from '../../../server/src/analysis/same-path.ts';

const containers = ['a', 'b'].map((label) => ({ label }) as unknown as LinkedContainer);

/** A file or directory that a container uses, of which only what is looked at here is there. */
const sides = fc
  .record({
    container: fc.constantFrom(...containers),
    path: fc
      .array(fc.constantFrom('a', 'b', 'a-b', 'ab', '.', '..', ''), { maxLength: 4 })
      .map((parts) => `/${parts.join('/')}`),
    target: fc.constantFrom('file', 'directory'),
    source: fc.constantFrom('script', 'program-default'),
    where: fc.constantFrom(
      { type: 'private' },
      { type: 'shared' },
      { type: 'volume', volumeId: 'v' },
    ),
  })
  .map(({ container, path, target, source, where }): Side => {
    const fact = { path, target, evidence: { source } };
    return { container, access: { fact, where } as unknown as FileAccess };
  });

describe('sides by path', () => {
  it('are those that comparing each with each finds, in the same order', () => {
    fc.assert(
      fc.property(fc.array(sides, { maxLength: 12 }), sides, (all, { access, container }) => {
        const alike = sidesByPath(all)(access);
        const compared = all.filter((side) => samePath(access, side.access));
        const by = (holds: (side: Side) => boolean): readonly Side[] => compared.filter(holds);
        const isIn = (type: string) => (side: Side) => side.access.where.type === type;
        assert.deepEqual(alike.all(), compared);
        assert.deepEqual(
          alike.deliberate(),
          by((side) => side.access.fact.evidence.source === 'script'),
        );
        assert.deepEqual(
          new Set(alike.of(container)),
          new Set(by((side) => side.container === container)),
        );
        assert.deepEqual(new Set(alike.of('v')), new Set(by(isIn('volume'))));
        assert.equal(alike.isShared, by(isIn('shared')).length > 0);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
