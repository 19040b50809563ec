import type { DocumentFacts } from '../analysis/facts.ts';
import { badConfiguration } from './bad-configuration.ts';
import { catalog } from './catalog.ts';
import type { Configuration } from './configuration.ts';
import { readConfiguration } from './read-configuration.ts';
import type { Problem } from './rule.ts';
import { problemOf } from './problem.ts';

/** What `.podspace.yaml` says, and what is wrong with it. */
export function configurationOf(facts: DocumentFacts): {
  readonly configuration: Configuration;
  readonly problems: readonly Problem[];
} {
  const { configuration, faults } = readConfiguration(
    facts.yaml,
    catalog.map(({ meta }) => meta.id),
  );
  const problems = faults.flatMap(
    ({ span, message }) =>
      problemOf(
        badConfiguration,
        { at: span, message: 'fault', data: { fault: message }, certainty: 'certain' },
        facts,
        configuration,
      ) ?? [],
  );
  return { configuration, problems };
}
