import type { TracedText } from '../yaml/traced-text.ts';

/** A program that starts the command line which stands behind its own options. */
export interface Wrapper {
  readonly names: readonly string[];
  readonly source: string;
  /** Options that take the next word. */
  readonly valued: readonly string[];
  /** Operands of its own before the command: `timeout 5 …`. */
  readonly operands: number;
  /** `NAME=value` words may stand before the command. */
  readonly assignments: boolean;
}

export interface Unwrapped {
  readonly command: readonly TracedText[];
  readonly assignments: readonly TracedText[];
}

/** What a wrapper starts; undefined if the words begin with no wrapper, or end with it. */
export function unwrap(name: string, words: readonly TracedText[]): Unwrapped | undefined {
  const wrapper = byName.get(name);
  if (!wrapper) return undefined;
  const assignments: TracedText[] = [];
  let operands = wrapper.operands;
  let i = 1;
  for (; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    if (text === '--') {
      i++;
      break;
    }
    if (text.startsWith('-')) {
      if (wrapper.valued.includes(text)) i++;
      continue;
    }
    if (wrapper.assignments && /^[A-Za-z_]\w*=/.test(text)) {
      const word = words[i];
      if (word) assignments.push(word);
      continue;
    }
    if (operands === 0) break;
    operands--;
  }
  const command = words.slice(i);
  return command.length === 0 ? undefined : { command, assignments };
}

function wrapper(
  names: readonly string[],
  source: string,
  options: Partial<Omit<Wrapper, 'names' | 'source'>> = {},
): Wrapper {
  return { names, source, valued: [], operands: 0, assignments: false, ...options };
}

const COREUTILS = 'www.gnu.org/software/coreutils/manual/coreutils.html';
const UTIL_LINUX = 'man7.org/linux/man-pages';

const WRAPPERS: readonly Wrapper[] = [
  wrapper(
    ['tini', 'tini-static', 'docker-init', 'catatonit'],
    'github.com/krallin/tini README.md',
    {
      valued: ['-p', '-e'],
    },
  ),
  wrapper(['dumb-init', 'yelp-dumb-init'], 'github.com/Yelp/dumb-init README.md', {
    valued: ['-r', '--rewrite'],
  }),
  wrapper(['env'], COREUTILS, { valued: ['-u', '-C', '--chdir'], assignments: true }),
  wrapper(['exec'], 'www.gnu.org/software/bash/manual', { valued: ['-a'] }),
  wrapper(
    [
      'command',
      'builtin',
      'nohup',
      'setsid',
      'ionice',
      'chrt',
      'time',
      'chronic',
      'busybox',
      'toybox',
    ],
    COREUTILS,
    {
      valued: ['-n', '-p'],
    },
  ),
  wrapper(['nice'], COREUTILS, { valued: ['-n', '--adjustment'] }),
  wrapper(['timeout'], COREUTILS, {
    valued: ['-s', '--signal', '-k', '--kill-after'],
    operands: 1,
  }),
  wrapper(['xargs'], 'www.gnu.org/software/findutils/manual', {
    valued: ['-a', '-d', '-E', '-I', '-L', '-n', '-P', '-s', '--max-args', '--max-procs'],
  }),
  wrapper(['stdbuf'], COREUTILS, { valued: ['-i', '-o', '-e'] }),
  wrapper(['su-exec'], 'github.com/ncopa/su-exec README.md', { operands: 1 }),
  wrapper(['gosu'], 'github.com/tianon/gosu README.md', { operands: 1 }),
  wrapper(['s6-setuidgid', 'setuidgid', 'chpst'], 'skarnet.org/software/s6', { operands: 1 }),
  wrapper(['sudo', 'doas'], 'www.sudo.ws/docs/man/sudo.man', {
    valued: ['-u', '-g', '-h', '-p', '-C', '-U'],
    assignments: true,
  }),
  wrapper(['setpriv', 'runuser'], UTIL_LINUX, {
    valued: ['--reuid', '--regid', '--groups', '--inh-caps', '-u', '-g', '-G'],
  }),
  wrapper(['capsh', 'prlimit', 'taskset', 'numactl', 'unbuffer', 'catchsegv'], UTIL_LINUX, {
    operands: 0,
  }),
  wrapper(['flock'], UTIL_LINUX, { valued: ['-w', '--timeout', '-E'], operands: 1 }),
  wrapper(['bundle', 'poetry', 'pipenv', 'uv', 'pdm', 'rye'], 'bundler.io/man/bundle-exec.1.html', {
    operands: 1,
  }),
  wrapper(['dockerize'], 'github.com/jwilder/dockerize README.md', {
    valued: [
      '-wait',
      '--wait',
      '-timeout',
      '--timeout',
      '-template',
      '--template',
      '-stdout',
      '--stdout',
      '-stderr',
      '--stderr',
      '-wait-retry-interval',
      '-wait-http-header',
    ],
  }),
  wrapper(['npx', 'bunx', 'pnpx', 'nodemon'], 'docs.npmjs.com/cli/commands/npx', {
    valued: ['-p', '--package'],
  }),
  wrapper(['opentelemetry-instrument', 'ddtrace-run', 'newrelic-admin'], 'opentelemetry.io/docs', {
    valued: ['--traces_exporter', '--metrics_exporter', '--service_name'],
  }),
];

const byName = new Map(WRAPPERS.flatMap((row) => row.names.map((name) => [name, row])));
