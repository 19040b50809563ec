import { readFileSync } from 'node:fs';

/** The bound sockets of the network that a process is in, each as `TCP 8080` or `UDP 53`. */
export function sockets(pid: number): readonly string[] {
  return [
    ...ports(`/proc/${pid}/net/tcp`, listening).map((port) => `TCP ${port}`),
    ...ports(`/proc/${pid}/net/tcp6`, listening).map((port) => `TCP ${port}`),
    ...ports(`/proc/${pid}/net/udp`, unconnected).map((port) => `UDP ${port}`),
    ...ports(`/proc/${pid}/net/udp6`, unconnected).map((port) => `UDP ${port}`),
  ];
}

/** States of include/net/tcp_states.h, as proc(5) prints them: TCP_LISTEN, and TCP_CLOSE for bound UDP. */
const listening = '0A';
const unconnected = '07';

/** Each line is `sl local_address rem_address st …`, an address being hexadecimal `IP:PORT`. */
function ports(path: string, state: string): readonly number[] {
  return tableOf(path)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , st]) => st === state)
    .map(([, local]) => Number.parseInt(local?.split(':')[1] ?? '', 16));
}

/** Empty where the process has ended since it was asked for. */
function tableOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
