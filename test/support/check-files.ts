import { readFacts } from '../../server/src/analysis/document-facts.ts';
import type { DocumentFacts } from '../../server/src/analysis/facts.ts';
import { linkDocument } from '../../server/src/analysis/link.ts';
import { emptySnapshot } from '../../server/src/analysis/workspace.ts';
import { configurationOf } from '../../server/src/rules/configuration-file.ts';
import { NO_CONFIGURATION } from '../../server/src/rules/configuration.ts';
import type { Configuration } from '../../server/src/rules/configuration.ts';
import type { Problem } from '../../server/src/rules/rule.ts';
import { checkDocument, checkFile } from '../../server/src/rules/run.ts';
import { readStream } from '../../server/src/yaml/read-stream.ts';

/** A set of files that have been checked as one folder. */
export interface CheckedFiles {
  /** In the order of the files, then of the text. */
  readonly problems: readonly Problem[];
  readonly documents: readonly DocumentFacts[];
  /** Which of the files a document lies in, and where it begins there. */
  place(document: DocumentFacts): { readonly path: string; readonly start: number };
}

const CONFIGURATION_FILE = '.podspace.yaml';

/** Checks files, given as path and text, as the editor and the command line do. Throws what a rule throws. */
export function checkFiles(files: ReadonlyMap<string, string>): CheckedFiles {
  const problems: Problem[] = [];
  const configuration = readConfigurationFile(files, problems);
  const settings = configuration;
  const empty = emptySnapshot({ readStream, readFacts, linkDocument }).withSettings({
    scopes: [],
    analysisOf: () => settings,
  });
  const manifests = [...files].filter(([path]) => path !== CONFIGURATION_FILE);
  const snapshot = empty.withFiles(manifests.map(([path, text]) => ({ uri: uriOf(path), text })));
  const documents: DocumentFacts[] = [];
  for (const [path] of manifests) {
    const file = snapshot.file(uriOf(path));
    if (!file) continue;
    documents.push(...file.documents);
    const checked = file.documents.map((facts) => ({
      facts,
      problems: checkDocument(snapshot.link(facts), configuration, (rule, error) => {
        throw new Error(`${rule} failed in ${path}`, { cause: error });
      }),
    }));
    problems.push(...checkFile(checked, configuration).flat());
  }
  return {
    problems,
    documents,
    place: (document) => {
      const home = snapshot.locate(document);
      if (!home) return { path: CONFIGURATION_FILE, start: 0 };
      return { path: home.file.uri.slice(uriOf('').length), start: home.start };
    },
  };
}

function readConfigurationFile(
  files: ReadonlyMap<string, string>,
  problems: Problem[],
): Configuration {
  const text = files.get(CONFIGURATION_FILE);
  const chunk = text === undefined ? undefined : readStream(text).entries[0]?.chunk;
  if (!chunk) return NO_CONFIGURATION;
  const read = configurationOf(readFacts(chunk));
  problems.push(...read.problems);
  return read.configuration;
}

function uriOf(path: string): string {
  return `file:///fixture/${path}`;
}
