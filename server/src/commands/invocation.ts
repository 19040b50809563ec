import { UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import type { Collector } from './collector.ts';
import type { AccessFact, Evidence } from './facts.ts';
import type { CommandLine, Option } from './options.ts';
import type { Waiting } from './shell-state.ts';

/** One program that is started, with its words and what surrounds it. */
export interface Invocation {
  /** The base name: `nginx`. */
  readonly name: string;
  /** The word that names the program, and the words behind it. */
  readonly word: TracedText;
  readonly args: readonly TracedText[];
  readonly line: CommandLine;
  readonly variables: ReadonlyMap<string, TracedText>;
  /** Absolute; undefined where the image's own working directory counts. */
  readonly directory: string | undefined;
  readonly source: Evidence['source'];
  /** The image's entry point starts it: its defaults are told by the image's row. */
  readonly byImage: boolean;
  readonly waiting: Waiting;
  readonly collector: Collector;
}

/** Every one of these options that is given, in the order of the command line. */
export function optionsNamed(invocation: Invocation, names: readonly string[]): readonly Option[] {
  return names.length === 0
    ? []
    : invocation.line.options.filter((option) => isNamed(option.name, names));
}

export function hasOption(invocation: Invocation, names: readonly string[]): boolean {
  return optionsNamed(invocation, names).length > 0;
}

/** Adds what an option, an operand or a redirection does to a file. */
export function addAccess(
  invocation: Pick<Invocation, 'directory' | 'source' | 'collector'> & {
    readonly name: string | undefined;
  },
  path: TracedText,
  use: Pick<AccessFact, 'mode' | 'target'> &
    Partial<Pick<AccessFact, 'manner' | 'endless' | 'certainty' | 'followFlag' | 'effect'>> & {
      readonly text?: TracedText;
      /** Where the path is said, if not in so many words. */
      readonly place?: TracedText;
    },
): void {
  if (OTHER_PROCESS.test(path.text)) addProcessFile(path, invocation.collector);
  const resolved = resolvePath(path.text, invocation.directory);
  if (resolved === undefined || isDevice(resolved.path)) return;
  invocation.collector.access({
    mode: use.mode,
    path: resolved.path,
    target: resolved.partial ? 'directory' : use.target,
    pathText: use.place ?? path,
    evidence: { source: invocation.source, text: use.text ?? use.place ?? path },
    certainty: use.certainty ?? 'certain',
    manner: use.manner ?? 'plain',
    ...(use.endless && { endless: use.endless }),
    ...(use.effect && { effect: use.effect }),
    ...(use.followFlag && { followFlag: use.followFlag }),
    ...(isPattern(path.text) && { pattern: true }),
    program: invocation.name,
  });
}

/** Whether a path holds what a shell replaces by the files that it finds. */
export function isPattern(path: string): boolean {
  return /[*?[]/.test(path);
}

/** `/proc/42/root`, `/proc/[0-9]*\/cmdline`; not `/proc/1`, `/proc/self` and the kernel's own files. */
const OTHER_PROCESS = /^\/proc\/(?:(?!1\/)\d+|[^/a-z*?[\]]*[*?[\]][^/a-z]*)(?:\/|$)/;

function addProcessFile(path: TracedText, collector: Collector): void {
  collector.signal({ program: 'proc', target: undefined, text: path, certainty: 'possible' });
}

/**
 * The absolute path, without `.`, `..` and doubled slashes. A pattern or an unknown part leaves the directory before
 * it (`partial`); undefined where nothing is known.
 */
export function resolvePath(
  path: string,
  directory: string | undefined,
): { readonly path: string; readonly partial: boolean } | undefined {
  if (
    path === '' ||
    path === '-' ||
    path.includes(' --') ||
    path.startsWith('~') ||
    /[\n\r]/.test(path)
  )
    return undefined;
  const absolute = path.startsWith('/');
  if (!absolute && directory === undefined) return undefined;
  const whole = absolute ? path : `${directory ?? ''}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part.includes(UNKNOWN) || /[*?[\]{}]/.test(part))
      return parts.length === 0 ? undefined : { path: `/${parts.join('/')}`, partial: true };
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return { path: `/${parts.join('/')}`, partial: false };
}

/** Devices, and files that the kernel makes. */
function isDevice(path: string): boolean {
  if (/^\/dev\/(?:shm|termination-log|hugepages)(?:\/|$)/.test(path)) return false;
  return /^\/(?:dev|proc|sys)(?:\/|$)/.test(path) || path === '/';
}

function isNamed(option: string, names: readonly string[]): boolean {
  return names.includes(option) || (option.length > 2 && names.includes(option.toLowerCase()));
}
