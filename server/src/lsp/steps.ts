import { readFacts } from '../analysis/document-facts.ts';
import { linkDocument } from '../analysis/link.ts';
import type { AnalysisSteps } from '../analysis/steps.ts';
import type { Checks } from '../features/project.ts';
import { checkDocument, checkFile } from '../rules/run.ts';
import { readStream } from '../yaml/read-stream.ts';
import type { Failures } from './failures.ts';

/** How a text becomes problems; tests put counters in between. */
export interface Steps {
  readonly analysis: AnalysisSteps;
  readonly checks: Checks;
}

export function realSteps(failures: Failures): Steps {
  const onFailure = (rule: string, error: unknown): void => failures.report(`rule ${rule}`, error);
  return {
    analysis: { readStream, readFacts, linkDocument },
    checks: {
      checkDocument: (linked, configuration) => checkDocument(linked, configuration, onFailure),
      checkFile,
    },
  };
}
