import { allCases, manifestPath } from '../test/pods/cases/all.ts';
import type { Case, Fault, LookAlike } from '../test/pods/cases/case.ts';

/** docs/proof.md: what was seen in real pods, and what rests on a source. */
export function proofPage(): string {
  const faults = allCases.filter((one): one is Fault => one.type === 'fault');
  const lookAlikes = allCases.filter((one): one is LookAlike => one.type === 'look-alike');
  return [
    introduction,
    '## What fails, and what cures it',
    '',
    '| Rule | Manifest | What really happens | After the fix |',
    '| --- | --- | --- | --- |',
    ...faults.map((one) => row(ruleLink(one), manifestLink(one), one.fails, curesOf(one))),
    '',
    '## What looks like it, and works',
    '',
    'Podspace has neither an error nor a warning for these.',
    '',
    '| Not | Manifest | Why it works |',
    '| --- | --- | --- |',
    ...lookAlikes.map((one) => row(ruleLink(one), manifestLink(one), one.works)),
    '',
    notPlayed,
  ].join('\n');
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function ruleLink({ rule }: Case): string {
  return `[${rule}](rules.md#${rule})`;
}

function manifestLink(one: Case): string {
  const path = manifestPath(one);
  const words = one.manifest.replace(/^silent-/, '').replaceAll('-', ' ');
  return `[${one.manifest.includes('/') ? path : words}](../${path})`;
}

function curesOf({ cures }: Fault): string {
  return cures.length === 0
    ? 'No fix is offered'
    : cures.map(({ fix, works }) => `_${fix}_: ${works}`).join('; ');
}

const introduction = `# Proof

Made from the cases in \`test/pods\` by \`npm run docs\`; change those, not this page.

What Podspace says of pods is tried on pods. \`npm run test:pods\` plays manifests with \`podman kube play\`, that is with real
Linux namespaces: one network, host name and IPC for a pod, files and (unless shared) processes for each container. A manifest
that a rule warns of has to fail as the rule's message says. Then the fix that \`podspace check --format json\` offers is applied,
the result has to be free of errors and warnings, and, played again, it has to work. A manifest that only looks like a fault
has to work as it is, and Podspace has to be silent about it. That addresses conflict as the table in \`addresses.ts\` says is
checked against \`bind()\` itself by the unit tests.

Each run has a network, a process tree and a storage of its own, so that ports of the node are free and nothing stays behind.
The images are made on the spot: busybox and socat for all but nginx, which is a real one. A manifest is played as it stands,
except for what podman 4.3 does otherwise than Kubernetes; \`test/pods/harness/playable.ts\` lists it.
`;

const notPlayed = `## What is not played

These rest on a source, because podman 4.3 has no kubelet, no scheduler and no API server.

| What | Source |
| --- | --- |
| ConfigMap, Secret, downward API and projected volumes can only be read (podman 4.3 mounts them writable) | [Volumes](https://kubernetes.io/docs/concepts/storage/volumes/#configmap) |
| A probe comes to the pod's IP, so a listener on loopback fails it | [Container probes](https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes); the kubelet's \`pkg/probe\` |
| A probe's named port is looked up in its own container only | \`ResolveContainerPort\` in Kubernetes' \`pkg/probe/util.go\` |
| Which pods a Service selects, and which of their ports a name means | \`FindPort\` in Kubernetes' \`pkg/api/v1/pod/util.go\`. In the suite a pod answers to the Service's name |
| Native sidecars: when they start, and that a Job does not wait for them | [Sidecar containers](https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/) |
| A Job that is never done. That its helper runs on when the work is done is played | [Jobs](https://kubernetes.io/docs/concepts/workloads/controllers/job/) |
| What the API server refuses: podman refuses a missing volume, a doubled mount path and a doubled hostPort too, for reasons and in words of its own | Kubernetes' \`pkg/apis/core/validation/validation.go\` |
| Which pods must meet on a node. The suite has one node, where all meet | \`NodePorts\` in Kubernetes' \`pkg/scheduler/framework/plugins/nodeports\` |
| Names of Services do not resolve in a pod on the node's network without \`ClusterFirstWithHostNet\` | [DNS policy](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy) |
| Envoy and HAProxy share a port by SO_REUSEPORT | The programs' documentation; [socket(7)](https://man7.org/linux/man-pages/man7/socket.7.html) |
`;
