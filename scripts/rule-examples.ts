import { catalog } from '../server/src/rules/catalog.ts';
import type { RuleMeta } from '../server/src/rules/rule.ts';
import { parseFixture } from '../test/support/fixture.ts';
import { fixtureFiles } from '../test/support/fixture-files.ts';
import type { FixtureFile } from '../test/support/fixture-files.ts';

/** A manifest in which a rule fires, what it says written under the line, and one in which all is well. */
export interface RuleExample {
  readonly wrong?: string;
  readonly right?: string;
}

/** By the id of the rule; a rule that cannot be shown in a short manifest has none. */
export function ruleExamples(): ReadonlyMap<string, RuleExample> {
  const fixtures = fixtureFiles();
  return new Map(
    catalog.map(({ meta }) => [
      meta.id,
      exampleOf(
        meta,
        fixtures.filter(({ folder }) => folder === meta.id),
      ),
    ]),
  );
}

/** `server/src/cli/rule-examples.json`. */
export function ruleExamplesFile(): string {
  return `${JSON.stringify(Object.fromEntries(ruleExamples()), null, 2)}\n`;
}

/**
 * The shortest fixture that fires as gravely as the rule can, with a fix if there is any; as its first fix leaves it,
 * else the shortest that is silent.
 */
function exampleOf({ id, severity }: RuleMeta, fixtures: readonly FixtureFile[]): RuleExample {
  const short = fixtures.filter(({ source }) => source.length < MOST_CHARACTERS).sort(byLength);
  const all = short.filter(({ source }) => source.includes(`[${id}]: `));
  const grave = all.filter(({ source }) => source.includes(`${severity}[${id}]: `));
  const firing = grave.find(hasFix) ?? all.find(hasFix) ?? grave[0] ?? all[0];
  if (!firing) return {};
  const [wrong = '', after] = firing.source.split(/^#- after .*\n/m, 2);
  const right = (after ?? short.find(isSilent)?.source ?? '').replaceAll('<|>', '').trimEnd();
  return { wrong: wrong.trimEnd(), ...(right !== '' && { right }) };
}

/** A fixture that generates a large manifest shows nothing to a person. */
const MOST_CHARACTERS = 4000;

/** Whether nothing is said in it: taking the markers out leaves it as it is. */
function isSilent({ path, source }: FixtureFile): boolean {
  const { files } = parseFixture(path, source);
  return files.size === 1 && files.get(path) === source.replace('<|>', '');
}

function hasFix({ source }: FixtureFile): boolean {
  return /^#- after /m.test(source);
}

function byLength(a: FixtureFile, b: FixtureFile): number {
  return a.source.length - b.source.length;
}
