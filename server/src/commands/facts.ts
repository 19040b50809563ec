import type { TracedText } from '../yaml/traced-text.ts';

/** What a container's entry point, variables and mounted configuration say that it does. */
export interface CommandFacts {
  readonly listens: readonly ListenFact[];
  readonly connects: readonly ConnectFact[];
  readonly accesses: readonly AccessFact[];
  readonly signals: readonly SignalFact[];
  readonly processes: readonly ProcessFact[];
  readonly waits: readonly WaitFact[];
  /** Configuration files that options name: what stands there decides where the program listens. */
  readonly configurations: readonly ConfigurationFact[];
  /** Shell scripts that are run from files: `scriptFacts` reads one whose text a ConfigMap of the scope holds. */
  readonly scripts: readonly ScriptFact[];
  /** Ports of the image's defaults (`images.ts`) that a flag, a variable or the command moved or turned off. */
  readonly movedDefaults: readonly number[];
  /** Those that it may have moved: a branch that may not be taken does so. */
  readonly doubtfulDefaults: readonly number[];
  /** The entry point is known to run something else than the image's server: its default ports do not apply. */
  readonly replacesServer: boolean;
  /** It starts the image's server only under a condition, or for a while: its default ports may not be open. */
  readonly mayReplaceServer: boolean;
  /** Every program was recognised, so that `listens` and the image's defaults are all there is. */
  readonly listensComplete: boolean;
  /** The same, once the files in `configurations` are read as well. */
  readonly completeWithConfigurations: boolean;
  /** Whether the entry point ends by itself: `yes` for a known short command, `no` for a known server or endless loop. */
  readonly ends: 'yes' | 'no' | 'unknown';
}

/**
 * `any`: all interfaces. `loopback`: 127.0.0.1, ::1 or localhost. `ip`: one address, `text` as written; `podIP` where
 * it is `$(POD_IP)` from the downward API.
 */
export type Address =
  | { readonly type: 'any'; readonly family: 'dual' | 'v4' | 'v6' }
  | { readonly type: 'loopback'; readonly family: 'dual' | 'v4' | 'v6' }
  | { readonly type: 'ip'; readonly text: string }
  | { readonly type: 'podIP' };

export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Certainty = 'certain' | 'likely' | 'possible';

/** Where a fact was read: words for the author, and the characters. */
export interface Evidence {
  readonly source:
    'argument' | 'command' | 'script' | 'variable' | 'configuration' | 'program-default';
  /** The characters that say it: the flag with its value, the variable's value, the directive. */
  readonly text: TracedText;
}

export interface ListenFact {
  readonly port: number;
  readonly protocol: Protocol;
  readonly address: Address;
  readonly certainty: Certainty;
  readonly evidence: Evidence;
  /** The digits of the port, where replacing them moves the listener; absent where it is a program's default. */
  readonly digits: TracedText | undefined;
  /** The characters of the address, where replacing them binds another one. */
  readonly hostText?: TracedText;
  /** The program is known to set SO_REUSEPORT (Envoy, HAProxy): a second listener takes half of the connections. */
  readonly reusesPort: boolean;
  readonly purpose: 'service' | 'health' | 'metrics' | 'debug' | 'admin';
  /** The program, as the author calls it: `nginx`, `httpd`, `nc`. */
  readonly program: string | undefined;
}

export interface ConnectFact {
  readonly host: string;
  readonly port: number | undefined;
  readonly protocol: Protocol;
  /** The host's characters, and the port's digits, where replacing them changes where it connects. */
  readonly hostText: TracedText;
  readonly digits: TracedText | undefined;
  readonly evidence: Evidence;
  readonly certainty: Certainty;
}

export interface AccessFact {
  readonly mode: 'read' | 'write' | 'create-socket' | 'connect-socket';
  /** Absolute, with `.`, `..` and doubled slashes resolved against the working directory. */
  readonly path: string;
  /** What is meant: the file itself, or all below a directory. */
  readonly target: 'file' | 'directory';
  readonly pathText: TracedText;
  readonly evidence: Evidence;
  readonly certainty: Certainty;
  /** `tail -f`: ends if the file is not there yet; `waits`: retries until it is; `test`: asks whether it is there. */
  readonly manner: 'plain' | 'follow' | 'follow-retry' | 'waits' | 'test';
  /** For `waits`: nothing but the file ends that, and nothing goes on meanwhile. */
  readonly endless?: true;
  /**
   * For a write: not the content but owner and mode, a change of what is there (`sed -i`), or the file's removal, which
   * do not make the file; or an empty directory.
   */
  readonly effect?: 'attributes' | 'change' | 'removal' | 'directory';
  /** It is a pattern, such as `/logs/*.log`: the shell replaces it when the command starts, by what is there then. */
  readonly pattern?: true;
  /** For `follow`: the `f` of `-f` that would have to be `F`. */
  readonly followFlag?: TracedText;
  readonly program: string | undefined;
}

/** A signal at, or a look-up of, processes by name or number. */
export interface SignalFact {
  readonly program:
    'kill' | 'pkill' | 'killall' | 'pidof' | 'pgrep' | 'nsenter' | 'proc' | 'ps' | 'pid-file';
  /** The process name aimed at, where there is one. */
  readonly target: string | undefined;
  readonly text: TracedText;
  readonly certainty: Certainty;
}

/** A process that the entry point starts. */
export interface ProcessFact {
  readonly program: string;
  readonly background: boolean;
  readonly longRunning: 'yes' | 'no' | 'unknown';
  readonly text: TracedText;
  /** How sure it is that it is started at all. */
  readonly certainty: Certainty;
}

/** A loop that goes on until an address answers. */
export interface WaitFact {
  readonly host: string;
  readonly port: number | undefined;
  readonly text: TracedText;
  readonly certainty: Certainty;
}

/** A configuration file, or a directory of them, that a program is told to read. */
export interface ConfigurationFact {
  /** A name that `configurationListens` takes, or the program's own. */
  readonly program: string;
  /** Absolute. */
  readonly path: string;
  readonly text: TracedText;
  /** How sure it is that a program that reads it is started, and stays. */
  readonly certainty: Certainty;
}

/** A script's file that a shell runs, or that is run by its path. */
export interface ScriptFact {
  /** Absolute. */
  readonly path: string;
  readonly text: TracedText;
  /** How sure it is that it is run at all. */
  readonly certainty: Certainty;
}

export const NO_FACTS: CommandFacts = {
  listens: [],
  connects: [],
  accesses: [],
  signals: [],
  processes: [],
  waits: [],
  configurations: [],
  scripts: [],
  movedDefaults: [],
  doubtfulDefaults: [],
  replacesServer: false,
  mayReplaceServer: false,
  listensComplete: false,
  completeWithConfigurations: false,
  ends: 'unknown',
};
