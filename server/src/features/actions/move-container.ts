import type { LinkedContainer, LinkedPod } from '../../analysis/linked.ts';
import type { Problem } from '../../rules/rule.ts';
import { covers } from '../../text/span.ts';
import { surroundingsOf } from '../surroundings.ts';
import type { Action, ActionFamily, ActionKind, ActionPlace } from './action.ts';
import { containerAt } from './at-place.ts';
import { problemKey, problemsAt } from './problems-at.ts';
import { separate } from './separate/separate.ts';
import { objectionTo } from './sound.ts';

/** Moves the container at the place into a pod of its own. */
export const moveContainer: ActionFamily = {
  name: 'move',
  kinds: ['refactor.extract'],
  offer(place) {
    const found = containerAt(place);
    return found ? moved(place, found.pod, found.container, 'refactor.extract', []) : [];
  },
};

/** The same as a cure: for a port that the image fixes, and for containers that hardly belong together. */
export const moveContainerAsCure: ActionFamily = {
  name: 'move-cure',
  kinds: ['quickfix'],
  offer: (place) => problemsAt(place).flatMap((problem) => curesOf(place, problem)),
};

function isCured({ candidates, fixes }: Problem): boolean {
  return candidates().length > 0 && fixes().length > 0;
}

function curesOf(place: ActionPlace, problem: Problem): readonly Action[] {
  const isForPort = problem.rule === 'port-conflict' && !isCured(problem);
  if (!isForPort && problem.rule !== 'unrelated-containers') return [];
  for (const pod of place.project.snapshot.link(problem.document).pods) {
    const container = pod.containers.find(({ container: { node } }) =>
      covers(node.span, problem.span),
    );
    if (container) return moved(place, pod, container, 'quickfix', [problem]);
  }
  return [];
}

function moved(
  { project, file }: ActionPlace,
  pod: LinkedPod,
  container: LinkedContainer,
  kind: ActionKind,
  problems: readonly Problem[],
): readonly Action[] {
  const resources = surroundingsOf(project.snapshot, file.uri).resources();
  const taken = new Set(resources.flatMap(({ name }) => name ?? []));
  const separation = separate(pod, container, taken);
  if (!separation) return [];
  return [
    {
      id: ['move-container', ...problems.map(problemKey)].join(':'),
      title: separation.title,
      kind,
      problems,
      preferred: false,
      createsFile: false,
      change: () => separation.change,
      objection: () => objectionTo(project, separation.change),
    },
  ];
}
