import { indexLines } from '../text/line-index.ts';
import type { Checked } from './check-manifests.ts';
import type { ConfigurationFile } from './configuration-files.ts';
import { seenFrom } from './places.ts';
import type { Home } from './places.ts';

/** What is wrong in a configuration file itself, as what is wrong in a manifest. */
export function checkConfigurationFile({ path, text, problems }: ConfigurationFile): Checked {
  const file = seenFrom(process.cwd(), path);
  const lines = indexLines(text);
  const home: Home = { file, index: 0, start: 0, text, lines, source: undefined };
  return {
    files: 0,
    problems: problems.map((problem) => ({ problem, home })),
    skipped: [],
    home: () => home,
  };
}
