import { findProgram } from '../editor/find-program.ts';
import { runCommand } from '../editor/run-command.ts';

/** Why this machine can run no containers of ours, in words for people; undefined if it can. */
export async function whyNoNamespaces(): Promise<string | undefined> {
  if (process.platform !== 'linux') {
    return 'this is not Linux, so there are no namespaces to share.';
  }
  if (process.getuid?.() !== 0) {
    return 'podman needs root here, to make namespaces, mounts and a network.';
  }
  const unshare = findProgram(['unshare']);
  if (unshare === undefined) {
    return 'there is no unshare (util-linux).';
  }
  try {
    await runCommand(unshare, [...namespaces, 'mount', '-t', 'tmpfs', 'tmpfs', '/run']);
    return undefined;
  } catch (error) {
    return `this machine lets root make no namespaces. ${String(error)}`;
  }
}

/**
 * What the pods of a run have to themselves. The network, so that `hostNetwork` and `hostPort` mean
 * ports that nobody else has taken, and no bridge or packet filter is left behind. The processes, so
 * that all end when the run does, however it ends. The mounts, so that podman's storage and state
 * are not the machine's.
 */
export const namespaces = [
  '--net',
  '--mount',
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
] as const;
