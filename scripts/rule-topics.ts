import { catalog } from '../server/src/rules/catalog.ts';
import type { RuleMeta } from '../server/src/rules/rule.ts';

/** Rules that are about one thing, in the order in which people meet them. */
export interface RuleTopic {
  readonly title: string;
  readonly rules: readonly RuleMeta[];
}

/** Each rule is in one topic; those that no topic names are in the last. */
export function ruleTopics(): readonly RuleTopic[] {
  const metas = new Map(catalog.map(({ meta }) => [meta.id, meta]));
  const topics = Object.entries(TOPICS).map(([title, ids]) => ({
    title,
    rules: ids.split(' ').flatMap((id) => metas.get(id) ?? []),
  }));
  const named = new Set(topics.flatMap(({ rules }) => rules));
  const others = [...metas.values()].filter((meta) => !named.has(meta));
  return others.length === 0 ? topics : [...topics, { title: 'More', rules: others }];
}

const TOPICS: Readonly<Record<string, string>> = {
  'Ports, names and addresses':
    'port-conflict host-port-conflict localhost-nothing-listens loopback-only-listener sibling-by-name service-port-not-found ingress-port-not-found duplicate-container-port duplicate-port-name host-network-port-mismatch host-ip-without-host-port host-network-dns dns-config non-standard-address service-conflict ingress-conflict',
  'Files and volumes':
    'file-not-shared read-only-write volume-not-found unused-volume duplicate-mount-path overlapping-item-paths several-volume-sources sub-path-and-expression mount-propagation-conflict volume-device-conflict removed-volume-type',
  'Lifetimes and processes':
    'init-waits-for-main sidecar-never-ends multiple-processes unrelated-containers signal-across-containers process-namespace-conflict sleep-over-grace-period negative-grace-period stop-signal-without-os restart-policy-not-allowed active-deadline-not-allowed restart-rule resize-policy-conflict ephemeral-container-field ephemeral-container-in-manifest',
  Probes:
    'probe-port-not-listening probe-port-not-found probe-handler probe-setting init-container-probe',
  'Containers, variables and resources':
    'duplicate-name hidden-variable variable-with-two-sources variable-file-volume runs-as-root privilege-conflict security-profile image-whitespace repeated-entry request-over-limit resource-amount resource-claim-not-found resource-field-source data-conflict',
  'Placement and workloads':
    'selector-mismatch selector-expression null-label-selector toleration-conflict rollout-stands-still scheduling-gate-with-node deprecated-node-label hostname-override-conflict sysctl-host-namespace user-namespace-conflict windows-pod-field host-process-conflict placement-conflict job-conflict',
  'Fields and values':
    'unknown-kind unknown-field missing-field one-of-fields wrong-type invalid-value removed-api-version',
  YAML: 'yaml-syntax tab-indentation duplicate-key strict-parser-only too-large',
  'Podspace itself': 'bad-configuration unused-suppression rule-failed',
};
