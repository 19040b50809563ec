import { hasField, mapField, mapItems, seqField } from '../kubernetes/fields.ts';
import type { YamlMap } from '../yaml/node.ts';

const RULES = [
  'requiredDuringSchedulingIgnoredDuringExecution',
  'preferredDuringSchedulingIgnoredDuringExecution',
] as const;

/**
 * What a pod's affinities of these kinds hold, required and preferred: the terms of pods without their weight, the
 * selector of required nodes, and the preferred ones with their weight.
 */
export function placementTerms(
  spec: YamlMap,
  kinds: readonly ('nodeAffinity' | 'podAffinity' | 'podAntiAffinity')[],
): readonly YamlMap[] {
  const affinity = mapField(spec, 'affinity');
  if (!affinity) return [];
  return kinds.flatMap((kind) => {
    const holder = mapField(affinity, kind);
    if (!holder) return [];
    return RULES.flatMap((rule) =>
      seqField(holder, rule) ? mapItems(holder, rule) : (mapField(holder, rule) ?? []),
    ).flatMap((entry) =>
      hasField(entry, 'podAffinityTerm') ? (mapField(entry, 'podAffinityTerm') ?? []) : [entry],
    );
  });
}
