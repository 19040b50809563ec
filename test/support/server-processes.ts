import { readdirSync, readFileSync } from 'node:fs';

/** The language servers that run below this process, however far, by their ids. Linux only. */
export function serversBelow(): readonly number[] {
  const all = new Map(readdirSync('/proc').flatMap((name) => processNamed(name) ?? []));
  return [...all.keys()].filter((id) => all.get(id)?.isServer && isBelow(id, all));
}

interface Running {
  readonly parent: number;
  readonly isServer: boolean;
}

function processNamed(name: string): [[number, Running]] | undefined {
  if (!/^\d+$/.test(name)) return undefined;
  try {
    // Behind the name in brackets, which can hold anything: the state, and the parent.
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
    return [
      [Number(name), { parent: Number(parent), isServer: command.includes('dist/server.js') }],
    ];
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

function isBelow(id: number, all: ReadonlyMap<number, Running>): boolean {
  for (let at = all.get(id)?.parent; at !== undefined; at = all.get(at)?.parent)
    if (at === process.pid) return true;
  return false;
}
