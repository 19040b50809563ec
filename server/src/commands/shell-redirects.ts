import type { Command, Redirection } from 'unbash';
import { isPort } from './addresses.ts';
import { sliceTraced, traceNothing } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { addAccess, resolvePath } from './invocation.ts';
import type { Frame } from './shell-state.ts';
import { expandHereDocument, expandWhole } from './shell-words.ts';
import type { WordContext } from './shell-words.ts';
import { isTarget } from './targets.ts';
import { joinExpanded, numberIn } from './words.ts';

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
    if (addSocketRedirect(path, frame)) continue;
    // `>&2` and `<&-` name descriptors.
    if (redirect.operator.endsWith('&') && /^(?:\d+|-)$/.test(path.text)) continue;
    const mode = redirect.operator.startsWith('<') ? 'read' : 'write';
    addAccess(invocation, path, { mode, target: 'file' });
  }
}

/** Keeps the text that `echo TEXT > FILE` and `cat <<EOF > FILE` write. */
export function addWritten(
  words: readonly TracedText[],
  command: Command,
  frame: Frame,
  context: WordContext,
): void {
  const redirect = command.redirects.find(
    (candidate) => candidate.type === 'Redirect' && /^>[>|]?$/.test(candidate.operator),
  );
  if (redirect?.type !== 'Redirect' || !redirect.target) return;
  const text = outputOf(words, command, context);
  const path = resolvePath(expandWhole(redirect.target, context).text, frame.state.directory);
  if (!text || !path || path.partial) return;
  frame.collector.write(path.path, text, redirect.operator === '>>' ? 'appends' : 'replaces');
}

function outputOf(
  words: readonly TracedText[],
  command: Command,
  context: WordContext,
): TracedText | undefined {
  const name = words[0]?.text;
  if (name === 'echo' || name === 'printf')
    return joinExpanded(words.slice(1).flatMap((word) => [word, traceNothing(' ')]));
  const document = command.redirects.find((redirect) => redirect.type === 'HereDoc');
  return name === 'cat' && document ? expandHereDocument(document.body, context) : undefined;
}

/** Bash's `/dev/tcp/HOST/PORT` is a connection (Bash manual, Redirections). */
function addSocketRedirect(path: TracedText, frame: Frame): boolean {
  const match = /^\/dev\/(tcp|udp)\/([^/]+)\/(\d+)$/.exec(path.text);
  if (!match) return false;
  const [, protocol = '', host = ''] = match;
  const start = `/dev/${protocol}/`.length;
  const hostText = sliceTraced(path, start, start + host.length);
  const digits = sliceTraced(path, start + host.length + 1);
  const port = numberIn(digits);
  if (port === undefined || !isTarget(hostText) || !isPort(port)) return true;
  frame.collector.connect({
    host,
    port,
    protocol: protocol === 'udp' ? 'UDP' : 'TCP',
    hostText,
    digits,
    evidence: { source: frame.source, text: path },
    certainty: 'certain',
  });
  return true;
}
