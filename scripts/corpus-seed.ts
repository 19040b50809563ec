import type { DocumentFacts } from '../server/src/analysis/facts.ts';
import { isLoopbackHost, reachedOnLocalhost } from '../server/src/analysis/endpoints.ts';
import { overlaps } from '../server/src/analysis/lifetimes.ts';
import type { LinkedContainer, LinkedPod } from '../server/src/analysis/linked.ts';
import { readFacts } from '../server/src/analysis/document-facts.ts';
import { linkDocument } from '../server/src/analysis/link.ts';
import { emptySnapshot } from '../server/src/analysis/workspace.ts';
import { NO_CONFIGURATION } from '../server/src/rules/configuration.ts';
import { checkDocument } from '../server/src/rules/run.ts';
import { isAtLeast } from '../server/src/rules/severity.ts';
import { applyEdits } from '../server/src/text/edit.ts';
import type { TextEdit } from '../server/src/text/edit.ts';
import { removeItem, replaceTraced, replaceValue } from '../server/src/yaml/edit.ts';
import { readStream } from '../server/src/yaml/read-stream.ts';

/** A fault to put into a document, and the rules of which one should find it. */
interface Seed {
  readonly fault: string;
  readonly rules: readonly string[];
  readonly edits: readonly TextEdit[] | undefined;
}

interface Seeded {
  readonly fault: string;
  readonly where: string;
  readonly found: boolean;
}

/**
 * Puts single faults into real pods with several containers, at most `most` of each kind, picked by `seed`, and tells
 * which are found at information or above. Each is checked in its document alone.
 */
export function seedFaults(
  files: readonly { readonly path: string; readonly text: string }[],
  seed: number,
  most: number,
): readonly Seeded[] {
  const candidates = new Map<
    string,
    { readonly where: string; readonly text: string; readonly seed: Seed }[]
  >();
  for (const { path, text } of files) {
    for (const { chunk } of readStream(text).entries) {
      const pods = linkedPods(chunk.text);
      for (const one of pods.flatMap(seedsOf)) {
        const list = candidates.get(one.fault) ?? [];
        list.push({ where: path, text: chunk.text, seed: one });
        candidates.set(one.fault, list);
      }
    }
  }
  const random = generator(seed);
  return [...candidates.values()].flatMap((list) =>
    picked(list, most, random).map(({ where, text, seed: { fault, rules, edits } }) => ({
      fault,
      where,
      found: edits !== undefined && isFound(text, applyEdits(text, edits), rules),
    })),
  );
}

function linkedPods(text: string): readonly LinkedPod[] {
  const snapshot = emptySnapshot({ readStream, readFacts, linkDocument }).withFiles([
    { uri: 'file:///seeded.yaml', text },
  ]);
  const documents: readonly DocumentFacts[] = snapshot.file('file:///seeded.yaml')?.documents ?? [];
  return documents.flatMap((document) => snapshot.link(document).pods);
}

/** One more problem of the rules than before. */
function isFound(before: string, after: string, rules: readonly string[]): boolean {
  return countOf(after, rules) > countOf(before, rules);
}

function countOf(text: string, rules: readonly string[]): number {
  const snapshot = emptySnapshot({ readStream, readFacts, linkDocument }).withFiles([
    { uri: 'file:///seeded.yaml', text },
  ]);
  return (snapshot.file('file:///seeded.yaml')?.documents ?? [])
    .flatMap((document) => checkDocument(snapshot.link(document), NO_CONFIGURATION))
    .filter(({ rule, severity }) => rules.includes(rule) && isAtLeast(severity, 'information'))
    .length;
}

function seedsOf(pod: LinkedPod): readonly Seed[] {
  if (pod.containers.length < 2) return [];
  return [
    ...pod.containers.flatMap((container) => [
      ...droppedMounts(container, pod),
      ...movedPorts(container, pod),
      ...siblingNames(container, pod),
      ...readOnlyMounts(container, pod),
      ...renamedPorts(container, pod),
    ]),
    ...renamedVolumes(pod),
    ...droppedProcessSharing(pod),
  ];
}

/** A mount of a volume through which this container reads what another one writes. */
function droppedMounts(container: LinkedContainer, pod: LinkedPod): readonly Seed[] {
  const list = container.container.mountList;
  if (!list) return [];
  return container.mounts.flatMap((mount) => {
    const reads = container.accesses.some(
      ({ fact, where }) =>
        fact.mode === 'read' &&
        where.type === 'volume' &&
        where.mount === mount &&
        isWritten(where.volumeId, container, pod),
    );
    if (!reads || mount.volume?.source.type !== 'emptyDir') return [];
    return [
      {
        fault: 'mount dropped',
        rules: ['file-not-shared'],
        edits: removeItem(pod.document.yaml, list, mount.mount.node),
      },
    ];
  });
}

function isWritten(volumeId: string, reader: LinkedContainer, pod: LinkedPod): boolean {
  return pod.containers.some(
    (other) =>
      other !== reader &&
      other.accesses.some(
        ({ fact, where }) =>
          fact.mode === 'write' && where.type === 'volume' && where.volumeId === volumeId,
      ),
  );
}

/** A port that the command line sets, set to one that a neighbour listens on. */
function movedPorts(container: LinkedContainer, pod: LinkedPod): readonly Seed[] {
  return container.listeners.flatMap((listener) => {
    const [control] = listener.controls;
    if (control?.document !== pod.document || listener.certainty === 'possible') return [];
    const target = pod.containers
      .filter((other) => other !== container && overlaps(other.container, container.container))
      .flatMap((other) => other.listeners)
      .find(
        (other) =>
          other.protocol === listener.protocol &&
          other.certainty !== 'possible' &&
          other.address.type === listener.address.type &&
          other.port !== listener.port,
      );
    if (!target) return [];
    return [
      {
        fault: 'flag set to a neighbour’s port',
        rules: ['port-conflict'],
        edits: replaceTraced(pod.document.yaml, control.digits, String(target.port)),
      },
    ];
  });
}

function siblingNames(container: LinkedContainer, pod: LinkedPod): readonly Seed[] {
  return container.endpoints.flatMap((endpoint) => {
    if (!isLoopbackHost(endpoint.host) || endpoint.port === undefined) return [];
    const [reached] = reachedOnLocalhost(endpoint.port, endpoint.protocol, container, pod);
    const name = reached?.container.container.name?.value;
    if (name === undefined || reached?.container === container) return [];
    return [
      {
        fault: 'localhost turned into the sibling’s name',
        rules: ['sibling-by-name'],
        edits: replaceTraced(pod.document.yaml, endpoint.hostText, name),
      },
    ];
  });
}

function readOnlyMounts(container: LinkedContainer, pod: LinkedPod): readonly Seed[] {
  const written = container.accesses.flatMap(({ fact, where }) =>
    fact.mode === 'write' &&
    fact.evidence.source !== 'program-default' &&
    where.type === 'volume' &&
    !where.mount.readOnly
      ? [where.mount.mount]
      : [],
  );
  return [...new Set(written)].flatMap((mount) => {
    const { mountPath, readOnly } = mount;
    if (!mountPath || readOnly || mount.node.flow) return [];
    const { text } = pod.document.yaml;
    const lineStart = text.lastIndexOf('\n', mountPath.span.start) + 1;
    const indent = ' '.repeat(
      (mount.node.pairs[0]?.span.start ?? lineStart) -
        text.lastIndexOf('\n', mount.node.span.start) -
        1,
    );
    return [
      {
        fault: 'mount made read-only',
        rules: ['read-only-write'],
        edits: [
          {
            span: { start: mountPath.span.end, end: mountPath.span.end },
            newText: `\n${indent}readOnly: true`,
          },
        ],
      },
    ];
  });
}

/** The name of a port that a probe of the same container goes by. */
function renamedPorts(container: LinkedContainer, pod: LinkedPod): readonly Seed[] {
  return container.container.ports.flatMap(({ name }) => {
    if (!name) return [];
    const probed = container.container.handlers.some(
      ({ action }) =>
        action &&
        action.type !== 'exec' &&
        action.type !== 'sleep' &&
        action.port?.value === name.value,
    );
    if (!probed) return [];
    return [
      {
        fault: 'port renamed',
        rules: ['probe-port-not-found'],
        edits: replaceValue(pod.document.yaml, name.node, 'renamed'),
      },
    ];
  });
}

function renamedVolumes(pod: LinkedPod): readonly Seed[] {
  return pod.facts.pod.volumes.flatMap(({ name }) => {
    if (!name) return [];
    const mounted = pod.containers.some(({ mounts }) =>
      mounts.some(({ mount }) => mount.name?.value === name.value),
    );
    if (!mounted) return [];
    return [
      {
        fault: 'volume renamed',
        rules: ['volume-not-found'],
        edits: replaceValue(pod.document.yaml, name.node, 'renamed-volume'),
      },
    ];
  });
}

function droppedProcessSharing(pod: LinkedPod): readonly Seed[] {
  const { shareProcessNamespace } = pod.facts.pod;
  if (shareProcessNamespace?.value !== true) return [];
  if (
    !pod.containers.some(({ facts }) =>
      facts.commands.signals.some(({ target }) => target !== undefined),
    )
  )
    return [];
  return [
    {
      fault: 'shareProcessNamespace dropped',
      rules: ['signal-across-containers'],
      edits: replaceValue(pod.document.yaml, shareProcessNamespace.node, false),
    },
  ];
}

function picked<T>(list: readonly T[], most: number, random: () => number): readonly T[] {
  const left = [...list];
  const chosen: T[] = [];
  while (left.length > 0 && chosen.length < most) {
    chosen.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  return chosen;
}

/** Mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
