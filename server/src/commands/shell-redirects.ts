import type { Redirection } from 'unbash';
import { addAccess } from './invocation.ts';
import type { Frame } from './shell-state.ts';
import { expandWhole } from './shell-words.ts';
import type { WordContext } from './shell-words.ts';

/** Adds the files that redirections read and write. */
export function addRedirects(
  redirects: readonly Redirection[],
  frame: Frame,
  context: WordContext,
): void {
  const invocation = {
    collector: frame.collector,
    source: frame.source,
    directory: frame.state.directory,
    name: 'sh',
  };
  for (const redirect of redirects) {
    if (redirect.type !== 'Redirect' || !redirect.target) continue;
    const path = expandWhole(redirect.target, context);
    // `>&2` and `<&-` name descriptors.
    if (redirect.operator.endsWith('&') && /^(?:\d+|-)$/.test(path.text)) continue;
    const mode = redirect.operator.startsWith('<') ? 'read' : 'write';
    addAccess(invocation, path, { mode, target: 'file' });
  }
}
