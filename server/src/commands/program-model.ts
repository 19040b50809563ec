import type { DefaultPort } from '../kubernetes/images.ts';
import type { AccessFact } from './facts.ts';

/** What a program's command line means. Rows are data; `source` names the manual or code that it was read from. */
export interface Program {
  /** Base names of the executable; for a Python module `python -m NAME`. */
  readonly names: readonly string[];
  readonly source: string;
  /** `go`: `-name` is the same as `--name`. `gnu`: `-abc` is three options. */
  readonly flagStyle: 'gnu' | 'go';
  /** Options that take a value, besides those that other fields name. */
  readonly valued: readonly string[];
  /** Options that take `key=value`; the key then belongs to the option's name: `-Dserver.port`. */
  readonly keyed: readonly string[];
  /** Words that must stand as the first operand for the row to hold: `manage.py runserver`. They are dropped. */
  readonly subcommand: readonly string[];
  readonly sockets: readonly ProgramSocket[];
  readonly targets: readonly Target[];
  /** Options whose value is a path. */
  readonly files: Readonly<Record<string, FileUse>>;
  /** Variables whose value is a path. */
  readonly fileVariables: Readonly<Record<string, FileUse>>;
  readonly operands: Operands;
  /** Options that name the configuration file; the program then listens as that says. */
  readonly configuration: readonly string[];
  /** Whether it runs until somebody stops it. */
  readonly lasts: 'yes' | 'no' | 'unknown';
  /** The operand that is its configuration file. */
  readonly configurationOperand: number | undefined;
  /** It serves only as one of these subcommands, or without any. */
  readonly serves: readonly string[];
  /** How sure its default ports are where a command line names it: less in an image that is not known to be its own. */
  readonly defaults: 'certain' | 'likely';
  /** It goes to the background unless one of these stands among its arguments. */
  readonly daemonUnless: readonly string[];
  /** With one of these it tells a running server something, or prints, and ends. */
  readonly controls: readonly string[];
  /** Those of `controls` that signal the running server by the number in its pid file. */
  readonly signals: readonly string[];
  /** `open`: what it listens on is decided by the author's own code, which the manifest does not show. */
  readonly listens: 'known' | 'open';
  /** What its operands mean is told by code (`special-programs.ts`). */
  readonly special: Special | undefined;
  /** Whether flags that the row does not name are read by their names (`flag-patterns.ts`). */
  readonly otherFlags: 'patterns' | 'ignored';
}

export interface ProgramSocket extends DefaultPort {
  /** It listens only if one of these options is given. */
  readonly onlyWith?: readonly string[];
  /** Given one of these, it does not listen. */
  readonly notWith?: readonly string[];
  /** The operand that may hold its port or address: its index, or the last. */
  readonly operand?: number | 'last';
  /** With one of these options it is a UDP socket. */
  readonly udpWith?: readonly string[];
  readonly reusesPort?: boolean;
}

/** An address that a client connects to. */
export interface Target {
  /** Options whose value is the host, the port, or both in one (also a URL). */
  readonly hostFlags: readonly string[];
  readonly portFlags: readonly string[];
  readonly addressFlags: readonly string[];
  readonly hostVariables: readonly string[];
  readonly portVariables: readonly string[];
  /**
   * Operands that hold it: each one a URL; the first `host:port`; the first host and the second port; the first a
   * connection string, or else the name of a database.
   */
  readonly operands: 'none' | 'urls' | 'address' | 'addresses' | 'host-port' | 'connection-string';
  readonly defaultHost: string | undefined;
  readonly defaultPort: number | undefined;
  /** It tries again until somebody answers. */
  readonly waits: boolean;
  readonly udpWith: readonly string[];
  /** Given one of these, it does not connect. */
  readonly notWith: readonly string[];
}

export interface FileUse {
  readonly mode: AccessFact['mode'];
  readonly target: AccessFact['target'];
}

export type Special =
  | 'clone'
  | 'copy'
  | 'dd'
  | 'envoy'
  | 'forward'
  | 'git'
  | 'java'
  | 'kill'
  | 'link'
  | 'nsenter'
  | 'process-list'
  | 'process-name'
  | 'sed'
  | 'sleep'
  | 'socat'
  | 'sql-proxy'
  | 'tail'
  | 'tar'
  | 'test';

export type OperandRole =
  | 'read'
  | 'write'
  | 'read-directory'
  | 'write-directory'
  | 'attributes'
  | 'make-directory'
  | 'removal'
  | 'test'
  | 'ignored';

/** Roles of the operands: of the first few, the last, and all others. */
export interface Operands {
  readonly first: readonly OperandRole[];
  readonly rest: OperandRole;
  readonly last: OperandRole | undefined;
}

/** A row of a table of programs; what it leaves out is empty. */
export function program(row: Pick<Program, 'names' | 'source'> & Partial<Program>): Program {
  return {
    flagStyle: 'gnu',
    valued: [],
    keyed: [],
    subcommand: [],
    sockets: [],
    targets: [],
    files: {},
    fileVariables: {},
    operands: IGNORED,
    configuration: [],
    lasts: 'no',
    configurationOperand: undefined,
    serves: [],
    defaults: 'certain',
    daemonUnless: [],
    controls: [],
    signals: [],
    listens: 'known',
    special: undefined,
    otherFlags: 'ignored',
    ...row,
  };
}

/** A row of a program that serves until it is stopped. */
export function server(row: Pick<Program, 'names' | 'source'> & Partial<Program>): Program {
  return program({ lasts: 'yes', otherFlags: 'patterns', ...row });
}

export function target(row: Partial<Target>): Target {
  return {
    hostFlags: [],
    portFlags: [],
    addressFlags: [],
    hostVariables: [],
    portVariables: [],
    operands: 'none',
    defaultHost: undefined,
    defaultPort: undefined,
    waits: false,
    udpWith: [],
    notWith: [],
    ...row,
  };
}

const IGNORED: Operands = { first: [], rest: 'ignored', last: undefined };

/** Operands that all mean the same. */
export function each(role: OperandRole): Operands {
  return { first: [], rest: role, last: undefined };
}

export const READ: FileUse = { mode: 'read', target: 'file' };
export const WRITE: FileUse = { mode: 'write', target: 'file' };
export const READ_DIRECTORY: FileUse = { mode: 'read', target: 'directory' };
export const WRITE_DIRECTORY: FileUse = { mode: 'write', target: 'directory' };
