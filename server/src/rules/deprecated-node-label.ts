import { mapField, mapItems, textField } from '../kubernetes/fields.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import type { YamlMap } from '../yaml/node.ts';
import { rewritten, WARNINGS } from './refusal.ts';
import { defineRule } from './rule.ts';

/** By GetNodeLabelDeprecatedMessage, pkg/api/node/util.go. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'node-role.kubernetes.io/master': 'node-role.kubernetes.io/control-plane',
};

export const deprecatedNodeLabel = defineRule({
  meta: {
    id: 'deprecated-node-label',
    severity: 'warning',
    summary: 'A pod asks for a node by a label that has another name now',
    why: 'The API server warns of labels that are deprecated: nodes may not have them any more, and then no node fits.',
    source: WARNINGS,
    fix: 'unsafe',
    messages: { renamed: 'The label "{label}" is deprecated: use "{to}".' },
  },
  checkPod(pod, report) {
    const { spec, nodeSelector } = pod.facts.pod;
    const keys = [
      ...nodeSelector.map(({ key }) => key),
      ...affinityKeys(spec),
      ...mapItems(spec, 'topologySpreadConstraints').flatMap(
        (constraint) => textField(constraint, 'topologyKey') ?? [],
      ),
    ];
    for (const key of keys) {
      const to = Object.hasOwn(REPLACEMENTS, key.value) ? REPLACEMENTS[key.value] : undefined;
      if (to === undefined) continue;
      report({
        at: key.span,
        message: 'renamed',
        certainty: 'certain',
        data: { label: key.value, to },
        fixes: () =>
          key.node.aliased
            ? []
            : [
                {
                  title: `Change the label to ${to}`,
                  safe: false,
                  edits: [rewritten(pod, key.node, to)],
                },
              ],
      });
    }
  },
});

/** The keys of required and preferred node affinity, and the topology keys of pod affinity. */
function affinityKeys(spec: YamlMap): readonly LocatedText[] {
  const affinity = mapField(spec, 'affinity');
  const node = affinity && mapField(affinity, 'nodeAffinity');
  const required = node && mapField(node, 'requiredDuringSchedulingIgnoredDuringExecution');
  const terms = [
    ...(required ? mapItems(required, 'nodeSelectorTerms') : []),
    ...(node ? mapItems(node, 'preferredDuringSchedulingIgnoredDuringExecution') : []).flatMap(
      (entry) => mapField(entry, 'preference') ?? [],
    ),
  ];
  return terms.flatMap((term) =>
    mapItems(term, 'matchExpressions').flatMap((expression) => textField(expression, 'key') ?? []),
  );
}
