type Protocol = 'TCP' | 'UDP';

/** What is known of a published image, from its own sources. `source` on each row says where that was read. */
export interface KnownImage {
  readonly id: string;
  /** Repository names; those of Docker Hub without `docker.io/` and `library/`. */
  readonly names: readonly string[];
  /** The row is for the tags that match only; of several rows the first one that matches counts. */
  readonly tags?: RegExp;
  /** Names of the server's program. The image's entry point starts the first; none for an image without a server. */
  readonly programs: readonly string[];
  /**
   * What becomes of `args` where `command` is absent. `program`: they are the server's arguments. `command`: they are
   * a command line; if they begin with a dash, the entry point's script puts the server's program in front.
   */
  readonly args: 'program' | 'command';
  /** `go`: `-name` is the same as `--name`. `gnu`: `-abc` is three options. */
  readonly flagStyle: 'gnu' | 'go';
  readonly ports: readonly DefaultPort[];
  /** Directories and files that it writes by default. */
  readonly writes: readonly string[];
  /** Configuration that it reads by default; a path that ends in a slash is a directory. */
  readonly reads: readonly string[];
  /** Unix sockets that it makes. */
  readonly sockets: readonly string[];
  /** Directories without whose files the server does not start: an empty volume must not be mounted there. */
  readonly needs: readonly string[];
  /** Directories with files that a volume may replace, and what these files are. */
  readonly holds: readonly ImageContent[];
  /** Repository and file that the row was read from, or `general knowledge`. */
  readonly source: string;
}

export interface ImageContent {
  readonly path: string;
  /** Words for the author, to follow "hides": `the welcome page of the image`. */
  readonly what: string;
}

/**
 * - `always`: listens with the stock entry point and configuration.
 * - `conditional`: only if a feature is switched on.
 * - `subcommand`: only if the first argument is `subcommand`.
 * - `injected`: only where an injector configures it.
 */
export type PortCondition = 'always' | 'conditional' | 'subcommand' | 'injected';

/** A port that an image listens on unless something moves it. */
export interface DefaultPort {
  readonly port: number;
  readonly protocol: Protocol;
  readonly purpose: 'service' | 'health' | 'metrics' | 'debug' | 'admin';
  readonly when: PortCondition;
  readonly subcommand?: string;
  /** Where it listens by default. */
  readonly address: 'any' | 'loopback';
  /** Options whose value is the port, `host:port` (also a URL, or several with commas), or the host alone. */
  readonly portFlags: readonly string[];
  readonly addressFlags: readonly string[];
  readonly hostFlags: readonly string[];
  /** Environment variables that mean the same. */
  readonly portVariables: readonly string[];
  readonly addressVariables: readonly string[];
  readonly hostVariables: readonly string[];
  /** Variables that tell clients the address; without `addressVariables` the server listens on their ports. */
  readonly advertisedVariables: readonly string[];
  /** Options that open a `conditional` port. */
  readonly openedBy: readonly string[];
  /** `NAME=value` settings that turn the port off. */
  readonly offVariables: readonly string[];
  /** A configuration file decides; a mounted one replaces the default. */
  readonly configured: boolean;
}

/** The fields of a port that a row leaves out. */
export type PortOptions = Partial<Omit<DefaultPort, 'port' | 'protocol'>>;

export function tcp(port: number, options: PortOptions = {}): DefaultPort {
  return defaultPort(port, 'TCP', options);
}

export function udp(port: number, options: PortOptions = {}): DefaultPort {
  return defaultPort(port, 'UDP', options);
}

/** A row of the table: what it leaves out is empty. */
export function image(
  row: Pick<KnownImage, 'id' | 'names' | 'source'> & Partial<KnownImage>,
): KnownImage {
  return {
    programs: [],
    args: 'command',
    flagStyle: 'gnu',
    ports: [],
    writes: [],
    reads: [],
    sockets: [],
    needs: [],
    holds: [],
    ...row,
  };
}

function defaultPort(port: number, protocol: Protocol, options: PortOptions): DefaultPort {
  return {
    port,
    protocol,
    purpose: 'service',
    when: 'always',
    address: 'any',
    portFlags: [],
    addressFlags: [],
    hostFlags: [],
    portVariables: [],
    addressVariables: [],
    hostVariables: [],
    advertisedVariables: [],
    openedBy: [],
    offVariables: [],
    configured: false,
    ...options,
  };
}
