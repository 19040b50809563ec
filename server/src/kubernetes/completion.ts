import type { YamlMap } from '../yaml/node.ts';
import { readStream } from '../yaml/read-stream.ts';
import { booleanField, hasField, mapField, mapItems, seqField, textField } from './fields.ts';
import type { Completion, Resource } from './model.ts';

/** A patch is for the resource that it names. */
export function completionOfPatch(root: YamlMap): Completion {
  const metadata = mapField(root, 'metadata');
  return {
    kind: textField(root, 'kind')?.value,
    name: metadata && textField(metadata, 'name')?.value,
    adds: 'anything',
  };
}

/**
 * What a kustomization does by itself; what the patch files do that it names, they say themselves.
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function completionsOfKustomization(root: YamlMap): readonly Completion[] {
  const patches = ['patches', 'patchesJson6902'].flatMap((field) => mapItems(root, field));
  return [
    ...patches.flatMap((patch) => {
      const target = mapField(patch, 'target');
      if (target) return [completionOfTarget(target)];
      return inlinePatches(textField(patch, 'patch')?.value);
    }),
    ...(seqField(root, 'patchesStrategicMerge')?.items ?? []).flatMap(({ value }) =>
      value?.kind === 'scalar' ? inlinePatches(value.text) : [],
    ),
    ...(addsLabels(root) ? [{ kind: undefined, name: undefined, adds: 'labels' } as const] : []),
  ];
}

/**
 * Whether what a resource lacks may be put in by one of these: `labels` for labels and selectors, `anything` for all
 * else. A patch may name a resource as kustomizations below have renamed it, with a prefix or a suffix.
 */
export function isCompleted(
  resource: Resource,
  lacks: Completion['adds'],
  completions: readonly Completion[],
): boolean {
  return completions.some(
    ({ kind, name, adds }) =>
      (adds === 'anything' || adds === lacks) &&
      (kind === undefined || kind === resource.kind.value) &&
      (name === undefined || name.includes(resource.name?.value ?? name)),
  );
}

/** Kinds and names of a target are patterns; one that is more than a word may mean any. */
function completionOfTarget(target: YamlMap): Completion {
  const word = (field: string): string | undefined => {
    const text = textField(target, field)?.value;
    return text !== undefined && /^[\w-]+$/.test(text) ? text : undefined;
  };
  return { kind: word('kind'), name: word('name'), adds: 'anything' };
}

/** Where a path stands in the place of a patch, there is none. */
function inlinePatches(text: string | undefined): readonly Completion[] {
  if (!text?.includes('\n')) return [];
  return readStream(text).entries.flatMap(({ chunk }) => {
    const { root } = chunk.document;
    return root?.kind === 'map' ? [completionOfPatch(root)] : [];
  });
}

function addsLabels(root: YamlMap): boolean {
  return (
    hasField(root, 'commonLabels') ||
    mapItems(root, 'labels').some((entry) =>
      ['includeSelectors', 'includeTemplates'].some((field) => booleanField(entry, field)?.value),
    )
  );
}
