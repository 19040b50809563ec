import type {
  FileAccess,
  LinkedContainer,
  LinkedPod,
  ResolvedMount,
} from '../../analysis/linked.ts';
import { locate } from '../../analysis/mounts.ts';
import { cleanPath, isBelow, pathBelow } from '../../analysis/paths.ts';
import { listed } from '../../kubernetes/schema-words.ts';
import { touches } from '../../text/span.ts';
import { code, firstOf } from './fact.ts';
import type { HoverCorrection, HoverEvidence, HoverFact } from './fact.ts';

/** As many places of a fact are linked. */
const MOST_PLACES = 4;

/** Where a volume is mounted, and what is read and written there. */
export function volumeFacts(pod: LinkedPod, name: string | undefined): readonly HoverFact[] {
  if (name === undefined) return [];
  const found = pod.containers.flatMap((container) =>
    container.mounts
      .filter(({ mount }) => mount.name?.value === name)
      .map((mount) => mountFact(pod, container, mount)),
  );
  return found.length > 0 ? found : [{ text: `No container mounts ${code(name)}.`, evidence: [] }];
}

function mountFact(pod: LinkedPod, container: LinkedContainer, mount: ResolvedMount): HoverFact {
  const { path, subPath, readOnly } = mount;
  const from =
    subPath === undefined
      ? ', from a `subPathExpr`'
      : subPath === ''
        ? ''
        : `, from its ${code(subPath)}`;
  const only = readOnly ? ', read-only' : '';
  const accesses = container.accesses.filter(
    ({ where, fact }) =>
      where.type === 'volume' && where.mount === mount && fact.certainty !== 'possible',
  );
  const sure = accesses.every(({ fact }) => fact.certainty === 'certain');
  return {
    text: `${code(container.label)} has it at ${code(path)}${from}${only}${accessWords(mount, accesses)}.`,
    evidence: [atMount(pod, mount), ...accesses.slice(0, MOST_PLACES).map(atAccess)],
    ...(accesses.length > 0 && { certainty: sure ? 'certain' : 'likely' }),
    ...filesCorrection(container, accesses),
  };
}

/** `; writes a.log and reads b.log`, by their paths below the mount; empty for none. */
function accessWords(mount: ResolvedMount, accesses: readonly FileAccess[]): string {
  const files = (mode: 'read' | 'write'): readonly string[] => [
    ...new Set(
      accesses
        .filter(({ fact }) => fact.mode === mode)
        .map(({ fact }) => pathBelow(cleanPath(fact.path), mount.path).slice(1))
        .map((path) => (path === '' ? 'it' : code(path))),
    ),
  ];
  const [written, read] = [listed(files('write'), 3), listed(files('read'), 3)];
  if (written !== '' && written === read) return `; writes and reads ${read}`;
  const words = [
    ...(written === '' ? [] : [`writes ${written}`]),
    ...(read === '' ? [] : [`reads ${read}`]),
  ];
  return words.length === 0 ? '' : `; ${words.join(' and ')}`;
}

function atMount(pod: LinkedPod, { mount }: ResolvedMount): HoverEvidence {
  return { document: pod.document, span: mount.mountPath?.span ?? mount.node.span, words: 'mount' };
}

/** Where it was read that a container does something with a file. */
function atAccess({ place, fact }: FileAccess): HoverEvidence {
  const { mode, evidence } = fact;
  const does = VERBS[mode].replace(/ .*/, '');
  return { ...place, words: evidence.source === 'program-default' ? `${does} by habit` : does };
}

/** What an image does by habit is corrected by what the author says of it. */
function filesCorrection(
  { label, container }: LinkedContainer,
  accesses: readonly FileAccess[],
): { readonly correction?: HoverCorrection } {
  const isOfImage = accesses.some(({ place }) => place.span.start === container.image?.span.start);
  return isOfImage ? { correction: { type: 'files', container: label } } : {};
}

/** Which file a path in a command is, and who else has it. */
export function accessFacts(pod: LinkedPod, offset: number): readonly HoverFact[] {
  return pod.containers.flatMap((container) =>
    container.accesses
      .filter(({ place }) => place.document === pod.document && touches(place.span, offset))
      .map((access) => accessFact(pod, container, access)),
  );
}

const VERBS: Readonly<Record<FileAccess['fact']['mode'], string>> = {
  read: 'reads',
  write: 'writes',
  'create-socket': 'makes the socket',
  'connect-socket': 'uses the socket',
};

function accessFact(pod: LinkedPod, container: LinkedContainer, access: FileAccess): HoverFact {
  const { fact, where } = access;
  const { certainty } = fact;
  const file = `${code(container.label)} ${VERBS[fact.mode]} ${code(fact.path)}`;
  const own = {
    evidence: [atAccess(access)],
    certainty,
    ...filesCorrection(container, [access]),
  };
  switch (where.type) {
    case 'private':
      return { text: `${file}, a file of its own: no other container sees it.`, ...own };
    case 'shared':
      return { text: `${file}, which every container of the pod is given.`, ...own };
    case 'unknown':
      return {
        text: `${file}, below a mount of which the path in the volume is not known.`,
        ...own,
      };
    case 'volume': {
      const name = code(where.mount.mount.name?.value ?? '');
      const inside = where.path === '/' ? 'the root' : code(where.path.slice(1));
      const items = firstOf(sharers(pod, container, where), 5);
      const text = `${file}: ${inside} of volume ${name}`;
      return {
        text:
          items.length > 0 ? `${text}, also seen by:` : `${text}, which no other container sees.`,
        ...own,
        evidence: [...own.evidence, atMount(pod, where.mount)],
        items,
      };
    }
  }
}

/** The other containers that have the file, by the paths under which they have it. */
function sharers(
  pod: LinkedPod,
  own: LinkedContainer,
  where: Extract<FileAccess['where'], { type: 'volume' }>,
): readonly HoverFact[] {
  return pod.containers
    .filter((container) => container !== own)
    .flatMap((container) =>
      container.mounts.flatMap((mount) => {
        const path = pathIn(container, mount, where);
        if (path === undefined) return [];
        const only = mount.readOnly ? ', read-only' : '';
        const accesses = container.accesses.filter(
          ({ where: other }) =>
            other.type === 'volume' &&
            other.volumeId === where.volumeId &&
            other.path === where.path,
        );
        const modes = accesses.map(({ fact }) => VERBS[fact.mode].replace(/ .*/, ''));
        const doing = modes.length > 0 ? `, and ${listed([...new Set(modes)])} it` : '';
        return [
          {
            text: `${code(container.label)} at ${code(path)}${only}${doing}`,
            evidence: [atMount(pod, mount), ...accesses.slice(0, MOST_PLACES).map(atAccess)],
          },
        ];
      }),
    );
}

/** The path of a file of a volume through a mount; undefined where the mount does not reach it. */
function pathIn(
  container: LinkedContainer,
  mount: ResolvedMount,
  where: Extract<FileAccess['where'], { type: 'volume' }>,
): string | undefined {
  const root = locate([mount], mount.path);
  if (root.type !== 'volume' || root.volumeId !== where.volumeId) return undefined;
  if (!isBelow(where.path, root.path)) return undefined;
  const path = cleanPath(`${mount.path}/${pathBelow(where.path, root.path)}`);
  const there = locate(container.mounts, path);
  // A deeper mount may hide it.
  return there.type === 'volume' && there.mount === mount ? path : undefined;
}
