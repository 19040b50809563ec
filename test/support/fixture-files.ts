import { readdirSync, readFileSync } from 'node:fs';

export interface FixtureFile {
  /** The rule that it is about. */
  readonly folder: string;
  readonly name: string;
  readonly path: string;
  readonly source: string;
}

const ROOT = 'test/fixtures';

/** All fixtures of rules, by folder and name. */
export function fixtureFiles(): readonly FixtureFile[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((folder) =>
      readdirSync(`${ROOT}/${folder}`)
        .filter((name) => /\.(?:ya?ml|json)$/.test(name))
        .sort()
        .map((name) => {
          const path = `${ROOT}/${folder}/${name}`;
          return { folder, name, path, source: readFileSync(path, 'utf8') };
        }),
    );
}
