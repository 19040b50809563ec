import type { NamedScope } from '../analysis/scopes.ts';
import { matchesGlob } from '../rules/glob.ts';
import type { ConfigurationFile } from './configuration-files.ts';
import { uriOf } from './places.ts';

/** The scopes that a configuration file names. */
export function namedScopes({ folder, configuration }: ConfigurationFile): readonly NamedScope[] {
  const base = `${uriOf(folder)}/`;
  return configuration.scopes.map((patterns, index) => ({
    id: `${base} ${index}`,
    includes: (uri) => {
      if (!uri.startsWith(base)) return false;
      const path = decodeURIComponent(uri.slice(base.length));
      return patterns.some((pattern) => matchesGlob(pattern, path));
    },
  }));
}
