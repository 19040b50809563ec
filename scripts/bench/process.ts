import { readFileSync } from 'node:fs';

/**
 * Milliseconds of processor time that a process has taken, user and system together, from Linux' /proc, which counts in
 * hundredths of a second; undefined where the system does not tell, or it has ended.
 */
export function cpuOf(pid: number | undefined): number | undefined {
  const fields = readProc(pid, 'stat')?.split(') ')[1]?.split(' ');
  return fields && (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident, in MB; undefined where the system does not tell. */
export function memoryOf(pid: number | undefined): number | undefined {
  const found = /VmRSS:\s+(\d+)/.exec(readProc(pid, 'status') ?? '')?.[1];
  return found === undefined ? undefined : Number(found) / 1024;
}

function readProc(pid: number | undefined, file: string): string | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined;
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has ended.
    return undefined;
  }
}
