import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fixtureFiles } from '../support/fixture-files.ts';
import { parseFixture } from '../support/fixture.ts';
import type { Source } from './properties.ts';

/** Files past this are tried as they are, but not typed into again and again. */
const MOST_CHARACTERS = 20_000;

/** The examples, the fixtures with the files beside them, and the manifests of a folder, if one is given. */
export function sourcesIn(root: string, folder: string | undefined): readonly Source[] {
  const fixtures = fixtureFiles().map(({ folder: rule, name, source }) => ({
    name: `${rule}/${name}`,
    files: Object.fromEntries(parseFixture(name, source).files),
  }));
  const folders = [
    join(root, 'examples'),
    join(root, 'test/manifests'),
    ...(folder ? [folder] : []),
  ];
  return [...fixtures, ...folders.flatMap(manifestsBelow)];
}

/** Each manifest with the small ones of its folder. */
function manifestsBelow(folder: string): readonly Source[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.(?:ya?ml|json)$/.test(path) && statSync(path).isFile())
    .sort();
  const texts = new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
  return paths.flatMap((path) => {
    const text = texts.get(path) ?? '';
    if (text.length > MOST_CHARACTERS) return [];
    const beside = paths
      .filter(
        (other) =>
          dirname(other) === dirname(path) &&
          other !== path &&
          (texts.get(other)?.length ?? 0) < MOST_CHARACTERS,
      )
      .slice(0, 6);
    return [
      {
        name: relative(folder, path),
        files: {
          [`a${extname(path)}`]: text,
          ...Object.fromEntries(
            beside.map((other, i) => [`b${i}${extname(other)}`, texts.get(other) ?? '']),
          ),
        },
      },
    ];
  });
}
