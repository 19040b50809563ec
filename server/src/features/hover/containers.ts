import type { LinkedContainer, LinkedPod } from '../../analysis/linked.ts';
import { sharesProcesses, usesHostNetwork } from '../../kubernetes/defaults.ts';
import { listed } from '../../kubernetes/schema-words.ts';
import { code } from './fact.ts';
import type { HoverFact } from './fact.ts';
import { listeningFacts } from './ports.ts';

/** What a container shares with whom, and what it listens on. */
export function containerFacts(pod: LinkedPod, own: LinkedContainer): readonly HoverFact[] {
  const others = pod.containers.filter((container) => container !== own);
  return [
    ...[networkWords(pod, others), processWords(pod, others), fileWords(own, others)].map(
      (text) => ({ text, evidence: [] }),
    ),
    ...listeningFacts(pod, own),
  ];
}

function names(containers: readonly LinkedContainer[]): string {
  return listed(containers.map(({ label }) => code(label)));
}

function networkWords({ facts: { pod } }: LinkedPod, others: readonly LinkedContainer[]): string {
  const ipcOfNode = pod.hostIPC?.value === true;
  if (usesHostNetwork(pod)) {
    return `Uses the network and the hostname of its node${ipcOfNode ? ', and its IPC' : ''}.`;
  }
  const ipc = ipcOfNode ? '; IPC is the node’s' : '';
  if (others.length === 0) {
    return `Has the pod’s network${ipcOfNode ? '' : ', hostname and IPC'} for itself${ipc}.`;
  }
  const shared = ipcOfNode
    ? 'network (one IP address, one set of ports) and hostname'
    : 'network (one IP address, one set of ports), hostname and IPC';
  return `Shares ${shared} with ${names(others)}${ipc}.`;
}

function processWords({ facts: { pod } }: LinkedPod, others: readonly LinkedContainer[]): string {
  if (pod.hostPID?.value === true) return 'Sees all processes of its node (`hostPID`).';
  if (!sharesProcesses(pod)) return 'Its processes are its own: no other container sees them.';
  return others.length === 0
    ? 'Shares the pod’s processes (`shareProcessNamespace`).'
    : `Sees the processes of ${names(others)}, and they see its own (\`shareProcessNamespace\`).`;
}

function fileWords(own: LinkedContainer, others: readonly LinkedContainer[]): string {
  const volumes = [...new Set(own.mounts.flatMap(({ mount }) => mount.name?.value ?? []))];
  const shared = volumes.flatMap((name) => {
    const sharers = others.filter(({ mounts }) =>
      mounts.some(({ mount }) => mount.name?.value === name),
    );
    return sharers.length > 0 ? [`${code(name)} with ${names(sharers)}`] : [];
  });
  return shared.length > 0
    ? `Its files are its own, except volumes: ${listed(shared)}.`
    : 'Its files are its own: no volume is shared with another container.';
}
