import type { LinkedContainer, LinkedPod } from '../../analysis/linked.ts';
import { baseName } from '../../analysis/paths.ts';
import { sideBySide } from '../../commands/side-by-side.ts';
import type { SideBySide } from '../../commands/side-by-side.ts';
import { isJob } from '../../kubernetes/kinds.ts';
import type { ContainerPort } from '../../kubernetes/model.ts';
import { fixOf, inDocument } from '../../rules/edits.ts';
import type { Problem } from '../../rules/rule.ts';
import { freeName } from '../../text/free-name.ts';
import { covers, spanOf } from '../../text/span.ts';
import { removeItem, removePair, replaceNode } from '../../yaml/edit.ts';
import { columnOf, lookBeside } from '../../yaml/layout.ts';
import { liftItem, liftPair, linesOfItem } from '../../yaml/lift.ts';
import { pairOf } from '../../yaml/node.ts';
import type { YamlItem, YamlSeq } from '../../yaml/node.ts';
import { renderAfterColon } from '../../yaml/render.ts';
import type { Action, ActionFamily, ActionPlace, Change } from './action.ts';
import { problemKey, problemsAt } from './problems-at.ts';
import { afterChange, objectionTo } from './sound.ts';

/** Gives each process of a container that runs several a container of its own. */
export const splitProcesses: ActionFamily = {
  name: 'split',
  kinds: ['quickfix'],
  offer: (place) =>
    problemsAt(place)
      .filter(({ rule }) => rule === 'multiple-processes')
      .flatMap((problem) => splitsFor(place, problem)),
};

function splitsFor({ project }: ActionPlace, problem: Problem): readonly Action[] {
  for (const pod of project.snapshot.link(problem.document).pods) {
    const container = pod.containers.find(({ container: { node } }) =>
      covers(node.span, problem.span),
    );
    if (!container) continue;
    const split = splitOf(pod, container);
    if (!split || !staysRunning(project, pod, split)) return [];
    const { change, title } = split;
    return [
      {
        id: `split:${problemKey(problem)}`,
        title,
        kind: 'quickfix',
        problems: [problem],
        preferred: false,
        createsFile: false,
        change: () => change,
        objection: () => objectionTo(project, change),
      },
    ];
  }
  return [];
}

interface Split {
  readonly title: string;
  readonly change: Change;
  /** Of the containers that come of it. */
  readonly labels: readonly string[];
}

function splitOf(pod: LinkedPod, container: LinkedContainer): Split | undefined {
  const written = scriptOf(container);
  const started = written && sideBySide(written.script);
  if (!written || !started || !canBeSplit(pod, container)) return undefined;
  const [own = [], ...others] = inOrder(started);
  const taken = new Set(pod.containers.map(({ label }) => label));
  const parts = others.map((words): Part => {
    const name = freeName(`${container.label}-${programOf(words)}`, taken);
    taken.add(name);
    return { name, words, ports: portsOf(container, words, own) };
  });
  const edits = editsFor(pod, container, { own, parts, hasArgs: written.hasArgs });
  if (!edits || parts.some(({ name }) => !/^[a-z0-9-]{1,63}$/.test(name))) return undefined;
  const names = parts.map(({ name }) => name).join(' and ');
  return {
    title: `Run ${others.map(programOf).join(' and ')} as ${names}, with files of its own`,
    change: { edits },
    labels: [container.label, ...parts.map(({ name }) => name)],
  };
}

/** What the container becomes stays in it. */
function inOrder({ background, foreground }: SideBySide): readonly (readonly string[])[] {
  return foreground ? [foreground, ...background] : background;
}

interface Part {
  readonly name: string;
  readonly words: readonly string[];
  readonly ports: readonly ContainerPort[];
}

const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh$/;

/** The script that a shell is given as the container's command. */
function scriptOf({ container }: LinkedContainer) {
  const { command = [], args = [] } = container;
  const words = [...command, ...args].map(({ value }) => value);
  const [shell = '', option = '', script, ...more] = words;
  if (command.length === 0 || script === undefined || more.length > 0) return undefined;
  if (!SHELL.test(shell) || !/^-[eux]*c$/.test(option)) return undefined;
  return { script, hasArgs: args.length > 0 };
}

/** Keys that say the same of each of the containers, and those that are taken care of. */
const ALONG: ReadonlySet<string> = new Set([
  'image',
  'imagePullPolicy',
  'workingDir',
  'env',
  'envFrom',
  'resources',
  'volumeMounts',
  'securityContext',
]);
const KNOWN: ReadonlySet<string> = new Set([...ALONG, 'name', 'command', 'args', 'ports']);

/**
 * Probes and hooks speak of one of the processes, nobody knows which; processes that signal each other, or meet in a
 * file or a socket of the container, need one another.
 */
function canBeSplit({ facts }: LinkedPod, { container, accesses, facts: own }: LinkedContainer) {
  const { node, role } = container;
  if (role !== 'main' || node.aliased || node.flow) return false;
  if (isJob(facts.resource.kind.value)) return false;
  if (!node.pairs.every(({ key }) => KNOWN.has(key.text) && !key.aliased)) return false;
  if (own.commands.signals.length > 0) return false;
  const inside = accesses.filter(({ where }) => where.type === 'private');
  return !inside.some(({ fact }) => fact.mode !== 'read' && fact.effect !== 'directory');
}

/** The declared ports on which one of the processes is known to listen, and the one that stays is not. */
function portsOf(
  { container, listeners }: LinkedContainer,
  words: readonly string[],
  own: readonly string[],
): readonly ContainerPort[] {
  const program = programOf(words);
  if (program === programOf(own)) return [];
  return container.ports.filter((port) =>
    listeners.some(
      (listener) => listener.program === program && listener.port === port.containerPort?.value,
    ),
  );
}

function programOf([path = '']: readonly string[]): string {
  return baseName(path);
}

interface SplitParts {
  readonly own: readonly string[];
  readonly parts: readonly Part[];
  readonly hasArgs: boolean;
}

function editsFor(
  pod: LinkedPod,
  { container }: LinkedContainer,
  { own, parts, hasArgs }: SplitParts,
): Change['edits'] | undefined {
  const { document } = pod;
  const { yaml } = document;
  const { node, portList } = container;
  const command = pairOf(node, 'command')?.value;
  const item = listOf(pod)?.items.find(({ value }) => value === node);
  const lines = item && linesOfItem(yaml, item);
  if (!item || !lines || !command) return undefined;
  const added = parts.map((part) => newContainer(pod, container, item, part));
  const moved = parts.flatMap(({ ports }) => ports);
  const isEmptied = moved.length > 0 && moved.length === portList?.items.length;
  const text = added.every((one) => one !== undefined) ? added.join('') : undefined;
  const isEnded = /[\r\n]$/.test(yaml.text.slice(0, lines.end));
  const [fix] = fixOf('Split', false, [
    inDocument(document, replaceNode(yaml, command, own)),
    ...(hasArgs ? [inDocument(document, removePair(yaml, node, 'args'))] : []),
    ...(isEmptied
      ? [inDocument(document, removePair(yaml, node, 'ports'))]
      : moved.map(
          (port) => portList && inDocument(document, removeItem(yaml, portList, port.node)),
        )),
    text === undefined || !isEnded
      ? undefined
      : [{ document, span: spanOf(lines.end, lines.end), newText: text }],
  ]);
  return fix?.edits;
}

function listOf({ facts }: LinkedPod): YamlSeq | undefined {
  const list = pairOf(facts.pod.spec, 'containers')?.value;
  return list?.kind === 'seq' ? list : undefined;
}

function newContainer(
  { document, facts }: LinkedPod,
  { node, portList }: LinkedContainer['container'],
  item: YamlItem,
  { name, words, ports }: Part,
): string | undefined {
  const { yaml } = document;
  const look = lookBeside(yaml, facts.pod.spec);
  const dash = columnOf(yaml.text, item.span.start);
  const column = columnOf(yaml.text, node.span.start);
  const indent = ' '.repeat(column);
  const lifted = node.pairs
    .filter(({ key }) => ALONG.has(key.text))
    .map((pair) => ({ key: pair.key.text, text: liftPair(yaml, pair, column, look) }));
  const image = lifted.find(({ key }) => key === 'image')?.text;
  const items = (portList?.items ?? []).filter(({ value }) =>
    ports.some((one) => one.node === value),
  );
  const pieces = [
    `${' '.repeat(dash)}-${' '.repeat(column - dash - 1)}name: ${name}${look.lineBreak}`,
    image,
    `${indent}command:${renderAfterColon([...words], column, look)}${look.lineBreak}`,
    ...(items.length > 0 ? [`${indent}ports:${look.lineBreak}`] : []),
    ...items.map((one) => liftItem(yaml, one, column + look.dashStep, look)),
    ...lifted.filter(({ key }) => key !== 'image').map(({ text }) => text),
  ];
  return pieces.every((piece) => piece !== undefined) ? pieces.join('') : undefined;
}

/** Some programs go to the background by themselves, which a shell does not mind and a container does not survive. */
function staysRunning(
  project: ActionPlace['project'],
  { document, facts }: LinkedPod,
  { change, labels }: Split,
): boolean {
  const home = project.snapshot.locate(document);
  const after = afterChange(project, change);
  const then = home && after?.project.snapshot.file(home.file.uri)?.documents[home.index];
  if (!after || !then) return false;
  const name = facts.resource.name?.value;
  const pod = after.project.snapshot
    .link(then)
    .pods.find((one) => one.facts.resource.name?.value === name);
  return labels.every((label) =>
    pod?.containers.some((one) => one.label === label && one.facts.commands.ends === 'no'),
  );
}
