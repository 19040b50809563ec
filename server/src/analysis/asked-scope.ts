import type { PodFacts } from './facts.ts';
import {
  ALL_PODS,
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
import type { ResourceIndex } from './resource-index.ts';
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

/** `own`: the document's pods. `indexes`: of its file first, then wider and wider. */
export function askScope(own: readonly PodFacts[], indexes: readonly ResourceIndex[]): AskedScope {
  const questions = new Map<string, Question>();
  let tiers = indexes;

  const remember = <T>(id: string, keys: readonly string[], ask: () => T): T => {
    const answer = ask();
    questions.set(id, { ask, answer, keys });
    return answer;
  };
  const nearest = <T>(ask: (index: ResourceIndex) => T | undefined): T | undefined => {
    for (const index of tiers) {
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
    for (const index of tiers) for (const pod of ask(index)) all.add(pod);
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
        everyPod([], (index) => keys.flatMap((key) => index.podsOnNode(key).slice(0, MOST_PODS))),
      );
    },
    pods() {
      return remember('pods', [ALL_PODS], () => everyPod(own, ({ pods }) => pods));
    },
  };
  return {
    scope,
    isAt: (now) => sameItems(tiers, now),
    moveTo(now) {
      const changed = changedKeys(tiers, now);
      tiers = now;
      for (const { ask, answer, keys } of questions.values()) {
        if (changed && !keys.some((key) => changed.some((set) => set.has(key)))) continue;
        if (!sameAnswer(answer, ask())) return 'changed';
      }
      return 'same';
    },
  };
}

/** With each of a thousand pods on one port of a node all the others would be a million. */
const MOST_PODS = 100;

/** The keys under which indexes differ from those before; undefined where they were not made from them. */
function changedKeys(
  before: readonly ResourceIndex[],
  now: readonly ResourceIndex[],
): readonly ReadonlySet<string>[] | undefined {
  if (before.length !== now.length) return undefined;
  const changed: ReadonlySet<string>[] = [];
  for (const [tier, index] of now.entries()) {
    const old = before[tier];
    if (index === old) continue;
    if (!old || index.basis?.mark !== old.mark) return undefined;
    changed.push(index.basis.changed);
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
