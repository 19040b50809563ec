import type { LinkedContainer, LinkedPod, Listener, ResolvedMount } from '../analysis/linked.ts';
import type { Container, Volume } from '../kubernetes/model.ts';
import type { Problem } from '../rules/rule.ts';
import { covers } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { countsOf, distinct, NO_CHILDREN, NO_COUNTS, plus } from './tree-item.ts';
import type { TreeItem } from './tree-item.ts';
import { firstKeyOf } from '../yaml/node.ts';

/**
 * The row of a container, with its ports and mounts below it. Of the pod's problems those in `left` are not shown at a
 * row yet; what this row and the ones below it show is taken out.
 */
export function containerItem(
  container: LinkedContainer,
  pod: LinkedPod,
  problems: readonly Problem[],
  left: Set<Problem>,
  podReference: string,
): TreeItem {
  const { name, image } = container.container;
  const own = problems.filter(
    (problem) => left.has(problem) && containerOf(problem, pod) === container,
  );
  const children = [
    ...container.listeners.map((listener) => portItem(listener, own, left)),
    ...container.mounts.map((mount) => mountItem(mount, container, pod, own, left)),
  ];
  const here = take(own, left, () => true);
  const rows = distinct(children);
  return {
    id: `container:${container.container.role}:${container.label}`,
    kind: 'container',
    label: container.label,
    description: [ROLES[container.container.role], image?.value].filter(Boolean).join(' · '),
    tooltip: `**${container.label}** ${ROLE_TEXTS[container.container.role]}`,
    reference: name ? `${podReference} -c ${name.value}` : podReference,
    place: { document: pod.document, span: name?.span ?? firstKeyOf(container.container.node) },
    problems: rows.map((row) => row.problems).reduce(plus, plus(NO_COUNTS, countsOf(here))),
    hasChildren: rows.length > 0,
    children: () => rows,
  };
}

/** The container that a problem stands in, else the one that it names. */
function containerOf(problem: Problem, { containers }: LinkedPod): LinkedContainer | undefined {
  return (
    containers.find(
      ({ container: { node } }) => !node.aliased && covers(node.span, problem.span),
    ) ??
    containers.find(
      ({ container: { name } }) => name !== undefined && name.value === problem.container,
    )
  );
}

const ROLES: Readonly<Record<Container['role'], string>> = {
  init: 'init',
  sidecar: 'sidecar',
  main: '',
  ephemeral: 'ephemeral',
};

const ROLE_TEXTS: Readonly<Record<Container['role'], string>> = {
  init: 'runs to its end before the next container starts.',
  sidecar: 'starts in its place among the init containers and runs until the pod ends.',
  main: 'runs side by side with the other containers of the pod.',
  ephemeral: 'is added to a running pod, for looking into it.',
};

function portItem(listener: Listener, problems: readonly Problem[], left: Set<Problem>): TreeItem {
  const { declaration, evidence, port, protocol } = listener;
  const [best] = evidence;
  const here = take(problems, left, ({ span }) =>
    declaration
      ? covers(declaration.node.span, span)
      : evidence.some((one) => sameSpan(one.span, span)),
  );
  const name = declaration?.name?.value;
  return {
    id: `port:${port}/${protocol}`,
    kind: 'port',
    label: `${port}/${protocol}`,
    description: [
      name,
      addressText(listener),
      declaration ? '' : best?.words,
      certaintyText(listener),
    ]
      .filter(Boolean)
      .join(' · '),
    tooltip: `Listens on port ${port}/${protocol}.`,
    evidence,
    ...(best && { place: { document: best.document, span: best.span } }),
    problems: countsOf(here),
    ...NO_CHILDREN,
  };
}

function addressText({ address }: Listener): string {
  switch (address.type) {
    case 'any':
      return '';
    case 'loopback':
      return 'loopback only';
    case 'podIP':
      return "the pod's address only";
    case 'ip':
      return address.text;
  }
}

function certaintyText({ certainty, declaration }: Listener): string {
  return certainty === 'possible' && !declaration ? 'possibly' : '';
}

function mountItem(
  { mount, volume, fromClaimTemplate, path, subPath, readOnly }: ResolvedMount,
  container: LinkedContainer,
  pod: LinkedPod,
  problems: readonly Problem[],
  left: Set<Problem>,
): TreeItem {
  const name = mount.name?.value;
  const sharers = pod.containers
    .filter(
      (other) => other !== container && other.mounts.some((one) => one.mount.name?.value === name),
    )
    .map(({ label }) => label);
  const source = volume
    ? volumeText(volume)
    : fromClaimTemplate
      ? 'volume claim'
      : 'no such volume';
  const here = take(problems, left, ({ span }) => covers(mount.node.span, span));
  return {
    id: `mount:${path}`,
    kind: 'mount',
    label: path,
    description: [
      subPath ? `${name ?? ''}/${subPath}` : name,
      source,
      readOnly ? 'read-only' : '',
      name !== undefined && sharers.length > 0 ? `shared with ${sharers.join(', ')}` : '',
    ]
      .filter(Boolean)
      .join(' · '),
    tooltip:
      sharers.length > 0
        ? `Volume **${name ?? ''}**, also mounted in ${sharers.join(', ')}.`
        : `Volume **${name ?? ''}**, mounted in no other container.`,
    place: {
      document: pod.document,
      span: (mount.mountPath ?? mount.name)?.span ?? mount.node.span,
    },
    problems: countsOf(here),
    ...NO_CHILDREN,
  };
}

function volumeText({ source }: Volume): string {
  return source.type === 'other' ? source.field : source.type;
}

/** Takes out of `left`, and gives, those that a row shows. */
function take(
  problems: readonly Problem[],
  left: Set<Problem>,
  shows: (problem: Problem) => boolean,
): readonly Problem[] {
  const taken = problems.filter((problem) => left.has(problem) && shows(problem));
  for (const problem of taken) left.delete(problem);
  return taken;
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
