import { KNOWN_IMAGES } from '../../kubernetes/images.ts';
import type { KnownImage } from '../../kubernetes/images.ts';
import { server } from '../program-model.ts';
import type { Program } from '../program-model.ts';
import { baseName } from '../words.ts';
import { CLIENTS } from './clients.ts';
import { DATABASE_CLIENTS } from './database-clients.ts';
import { FILE_PROGRAMS } from './files.ts';
import { imageProgramDetails } from './image-programs.ts';
import { SERVERS } from './servers.ts';
import { TOOLS } from './tools.ts';

/** The rows for a program by its base name; `nc` has one as a server and one as a client. */
export function programsNamed(name: string): readonly Program[] {
  return byName.get(name) ?? [];
}

/** The server of a known image, with that image's own defaults. */
export function programOfImage(known: KnownImage): Program | undefined {
  const [first] = known.programs;
  if (first === undefined) return undefined;
  return fromImage(known);
}

/** Whether an image's program is a tool that is the same anywhere, such as `curl` and `socat`. */
export function isToolImage(known: KnownImage): boolean {
  const [first] = known.programs;
  return first !== undefined && known.ports.length === 0 && byName.has(first);
}

/** The row of an image for a program that a command line names; undefined if it is not the image's server. */
export function programInImage(known: KnownImage, name: string): Program | undefined {
  if (
    AMBIGUOUS.test(name) ||
    isToolImage(known) ||
    !known.programs.some((program) => baseName(program) === name)
  )
    return undefined;
  return programOfImage(known);
}

function fromImage(known: KnownImage): Program {
  const names = known.programs.map(baseName);
  return server({
    names,
    source: known.source,
    flagStyle: known.flagStyle,
    sockets: known.ports.map((port) => ({ ...port, reusesPort: REUSES_PORT.has(known.id) })),
    ...imageProgramDetails(known.id),
  });
}

/**
 * Servers that set SO_REUSEPORT on their sockets unless told not to (envoyproxy.io listener.proto `enable_reuse_port`;
 * docs.haproxy.org `noreuseport`).
 */
const REUSES_PORT: ReadonlySet<string> = new Set(['envoy', 'haproxy', 'istio-proxy']);

/** Names that mean nothing without their image: scripts, language runtimes. */
const AMBIGUOUS =
  /^(?:node|java|php|rails|run|gunicorn|docker-entrypoint\.sh|entrypoint\.sh|entry_point\.sh|sidecar\.py|curl|socat|apache2-foreground|httpd-foreground|apachectl|apache2ctl)$/;

const byName = new Map<string, Program[]>();

function register(row: Program): void {
  for (const name of row.names) byName.set(name, [...(byName.get(name) ?? []), row]);
}

[...SERVERS, ...CLIENTS, ...DATABASE_CLIENTS, ...TOOLS, ...FILE_PROGRAMS].forEach(register);
for (const known of KNOWN_IMAGES) {
  const row = fromImage(known);
  for (const name of row.names)
    if (!AMBIGUOUS.test(name) && !byName.has(name))
      register({ ...row, names: [name], defaults: 'likely' });
}
