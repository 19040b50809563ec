import { readFacts } from '../../server/src/analysis/document-facts.ts';
import { linkDocument } from '../../server/src/analysis/link.ts';
import { emptySnapshot } from '../../server/src/analysis/workspace.ts';
import {
  isConfigurationFile,
  readConfigurations,
} from '../../server/src/features/configurations.ts';
import { checkMemory, makeProject } from '../../server/src/features/project.ts';
import type { Project } from '../../server/src/features/project.ts';
import { checkDocument, checkFile } from '../../server/src/rules/run.ts';
import { readStream } from '../../server/src/yaml/read-stream.ts';

/** The project of a folder with these files, by their addresses. Throws what a rule throws. */
export function projectOf(folder: string, files: ReadonlyMap<string, string>): Project {
  const empty = emptySnapshot({ readStream, readFacts, linkDocument });
  const read = empty.withFiles([...files].map(([uri, text]) => ({ uri, text })));
  const configurations = readConfigurations({
    files: [...read.files.values()].filter(({ uri }) => isConfigurationFile(uri)),
    rulesIn: () => new Map(),
  });
  const snapshot = read.withSettings({
    scopes: configurations.scopes,
    analysisOf: (uri) => configurations.of(uri),
  });
  return makeProject({
    snapshot,
    configurations,
    folders: [folder],
    checks: {
      checkDocument: (linked, configuration) =>
        checkDocument(linked, configuration, (rule, error) => {
          throw new Error(`${rule} failed`, { cause: error });
        }),
      checkFile,
    },
    memory: checkMemory(),
  });
}
