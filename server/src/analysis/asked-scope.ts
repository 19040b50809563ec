import type { PodFacts } from './facts.ts';
import {
  calledServices,
  callKey,
  configMapKey,
  labelText,
  nameKey,
  nodePortKey,
  podLabelKey,
  selectorKey,
  serviceKey,
} from './contribution.ts';
import { nodePortKeys } from './node-ports.ts';
import { withoutAlternatives } from './resource-index.ts';
import type { IndexHolder, ResourceIndex } from './resource-index.ts';
import type { ScopeIndex } from './scope-index.ts';

/**
 * A document's view of its scope, which remembers every question with its answer. `moveTo` brings it to another
 * snapshot and tells whether all answers are still the same; then what was made from them still holds.
 */
export interface AskedScope {
  readonly scope: ScopeIndex;
  isAt(indexes: readonly ResourceIndex[]): boolean;
  moveTo(indexes: readonly ResourceIndex[]): 'same' | 'changed';
}

interface Question {
  readonly ask: () => unknown;
  readonly answer: unknown;
  /** Of the indexes: what stands under no other key can change the answer. */
  readonly keys: readonly string[];
}

/**
 * `own`: the document's pods. `indexes`: of its file first, then wider and wider. `note` is told of the keys of every
 * question. A document that nothing concerns stays for long where it was, and keeps no index alive that another has
 * taken the place of.
 */
export function askScope(
  own: readonly PodFacts[],
  indexes: readonly ResourceIndex[],
  note: (key: string) => void,
): AskedScope {
  const questions = new Map<string, Question>();
  let holders = indexes.map(holding);

  const tiers = (): readonly ResourceIndex[] => holders.flatMap(({ index }) => index ?? []);
  const remember = <T>(id: string, keys: readonly string[], ask: () => T): T => {
    const answer = ask();
    questions.set(id, { ask, answer, keys });
    for (const key of keys) note(key);
    return answer;
  };
  const nearest = <T>(ask: (index: ResourceIndex) => T | undefined): T | undefined => {
    for (const index of tiers()) {
      const answer = ask(index);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  const nearestSome = <T>(ask: (index: ResourceIndex) => readonly T[]): readonly T[] =>
    nearest((index) => {
      const answer = ask(index);
      return answer.length > 0 ? answer : undefined;
    }) ?? [];
  /** Of alternatives the first is kept, which has to be the asking document's own. */
  const everyPod = (
    first: readonly PodFacts[],
    ask: (index: ResourceIndex) => readonly PodFacts[],
  ): readonly PodFacts[] => {
    const all = new Set(first);
    for (const index of tiers()) for (const pod of ask(index)) all.add(pod);
    return withoutAlternatives([...all], ({ resource }) => resource);
  };

  const scope: ScopeIndex = {
    configMap(namespace, name) {
      const key = configMapKey(namespace, name);
      return remember(key, [key], () => nearest((index) => index.configMap(key)));
    },
    service(namespace, name) {
      const key = serviceKey(namespace, name);
      return remember(key, [key], () => nearest((index) => index.service(key)));
    },
    servicesFor(namespace, labels) {
      const keys = labels.map((label) => selectorKey(namespace, label));
      return remember(`servicesFor ${nameKey(namespace, labelText(labels))}`, keys, () =>
        nearestSome((index) => index.servicesFor(namespace, labels)),
      );
    },
    podsFor(namespace, selector) {
      const keys = selector.slice(0, 1).map((label) => podLabelKey(namespace, label));
      return remember(`podsFor ${nameKey(namespace, labelText(selector))}`, keys, () =>
        nearestSome((index) => index.podsFor(namespace, selector)),
      );
    },
    podsAnywhereFor(namespace, selector) {
      const keys = selector.slice(0, 1).map((label) => podLabelKey(namespace, label));
      return remember(`podsAnywhereFor ${nameKey(namespace, labelText(selector))}`, keys, () =>
        everyPod([], (index) => index.podsFor(namespace, selector)),
      );
    },
    podsCalling(service) {
      const first = own.filter((pod) => calledServices(pod).includes(service));
      const key = callKey(service);
      return remember(key, [key], () => everyPod(first, (index) => index.podsCalling(key)));
    },
    podsOnNodeOf(pod) {
      const keys = nodePortKeys(pod).asked.map(nodePortKey);
      if (keys.length === 0) return [];
      return remember(keys.join(), keys, () =>
        everyPod([], (index) => keys.flatMap((key) => index.podsOnNode(key))),
      );
    },
  };
  return {
    scope,
    isAt: (now) =>
      now.length === holders.length && now.every((index, tier) => index === holders[tier]?.index),
    moveTo(now) {
      const changed = changedKeys(holders, now);
      holders = now.map(holding);
      for (const { ask, answer, keys } of questions.values()) {
        if (changed && !keys.some((key) => changed.some((set) => set.has(key)))) continue;
        if (!sameAnswer(answer, ask())) return 'changed';
      }
      return 'same';
    },
  };
}

/** Somebody asks it, whatever has taken its place. */
function holding(index: ResourceIndex): IndexHolder {
  index.holder.index = index;
  return index.holder;
}

/** The keys under which indexes differ from those before; undefined where they were not made from them. */
function changedKeys(
  before: readonly IndexHolder[],
  now: readonly ResourceIndex[],
): readonly ReadonlySet<string>[] | undefined {
  if (before.length !== now.length) return undefined;
  const changed: ReadonlySet<string>[] = [];
  for (const [tier, { holder, basis }] of now.entries()) {
    if (holder === before[tier]) continue;
    if (!basis || basis.mark !== before[tier]?.mark) return undefined;
    changed.push(basis.changed);
  }
  return changed;
}

/** Whether two lists hold the very same things in the same order. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}

function sameAnswer(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) ? sameItems(a, b) : a === b;
}
