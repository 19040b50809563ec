import type { KeyValue } from '../kubernetes/model.ts';
import type { PodFacts } from './facts.ts';
import { calledServices, nameKey, withoutAlternatives } from './resource-index.ts';
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
}

/** `own`: the document's pods. `indexes`: of its file first, then wider and wider. */
export function askScope(own: readonly PodFacts[], indexes: readonly ResourceIndex[]): AskedScope {
  const questions = new Map<string, Question>();
  let tiers = indexes;

  const remember = <T>(id: string, ask: () => T): T => {
    const answer = ask();
    questions.set(id, { ask, answer });
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
      const key = nameKey(namespace, name);
      return remember(`configMap ${key}`, () => nearest((index) => index.configMap(key)));
    },
    service(namespace, name) {
      const key = nameKey(namespace, name);
      return remember(`service ${key}`, () => nearest((index) => index.service(key)));
    },
    servicesFor(namespace, labels) {
      return remember(`servicesFor ${nameKey(namespace, labelText(labels))}`, () =>
        withoutAlternatives(
          nearestSome((index) => index.servicesFor(namespace, labels)),
          ({ resource }) => resource,
        ),
      );
    },
    podsFor(namespace, selector) {
      return remember(`podsFor ${nameKey(namespace, labelText(selector))}`, () =>
        withoutAlternatives(
          nearestSome((index) => index.podsFor(namespace, selector)),
          ({ resource }) => resource,
        ),
      );
    },
    podsCalling(service) {
      const first = own.filter((pod) => calledServices(pod).includes(service));
      return remember(`podsCalling ${service}`, () =>
        everyPod(first, (index) => index.podsCalling(service)),
      );
    },
    pods() {
      return remember('pods', () => everyPod(own, ({ pods }) => pods));
    },
  };
  return {
    scope,
    isAt: (now) => sameItems(tiers, now),
    moveTo(now) {
      tiers = now;
      const same = [...questions.values()].every(({ ask, answer }) => sameAnswer(answer, ask()));
      return same ? 'same' : 'changed';
    },
  };
}

/** Whether two lists hold the very same things in the same order. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}

function sameAnswer(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) ? sameItems(a, b) : a === b;
}

function labelText(labels: readonly KeyValue[]): string {
  return labels.map(({ key, value }) => `${key.value}=${value?.value ?? ''}`).join(',');
}
