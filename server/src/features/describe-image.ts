import type { LinkedContainer, LinkedDocument, Listener } from '../analysis/linked.ts';
import { ownImage, repositoryOf } from '../analysis/settings.ts';
import { applyEdits } from '../text/edit.ts';
import { spanOf, touches } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { appendItem, insertPair } from '../yaml/edit.ts';
import type { YamlData } from '../yaml/edit.ts';
import { pairOf } from '../yaml/node.ts';
import type { YamlMap } from '../yaml/node.ts';
import { parseDocument } from '../yaml/parse.ts';
import type { Change, ClientCommand } from './actions/action.ts';
import { configurationFor, writeSetting } from './actions/configuration.ts';
import type { ConfigurationTarget, NewSetting } from './actions/configuration.ts';
import type { Project } from './project.ts';

/** The client's command that does it, and shows what was done. */
export const DESCRIBE_IMAGE: ClientCommand = 'podspace.describeImage';

/** What makes the author's `.podspace.yaml` say what an image listens on. */
export interface ImageDescription {
  /** The file that says it, or is made to. */
  readonly uri: string;
  /** Without any edit where the file names the image already. */
  readonly change: Change;
  /** The whole text of the file then. */
  readonly text: string;
  /** The ports in that text, to be typed over. */
  readonly ports: Span;
}

/** The container whose text holds the offset. */
export function containerAt(linked: LinkedDocument, offset: number): LinkedContainer | undefined {
  return linked.pods
    .flatMap(({ containers }) => containers)
    .find(({ container }) => !container.node.aliased && touches(container.node.span, offset));
}

/** The image as `.podspace.yaml` names it; undefined for none, and for one that is filled in later. */
export function describedImage({ container }: LinkedContainer): string | undefined {
  const repository = repositoryOf(container.image?.value.trim() ?? '');
  return /^[\w][\w.:/-]*$/.test(repository) ? repository : undefined;
}

/** Whether what is said of its image counts for a container, and not only what it runs. */
export function countsImage({ container, facts }: LinkedContainer): boolean {
  const { replacesServer, listensComplete } = facts.commands;
  return !replacesServer && !(container.command && listensComplete);
}

/** Undefined where there is no image to describe, or no file that could. */
export function describeImage(
  project: Project,
  uri: string,
  container: LinkedContainer,
): ImageDescription | undefined {
  const image = describedImage(container);
  const target = image === undefined ? undefined : configurationFor(project, uri);
  if (image === undefined || !target) return undefined;
  const written = ownImage(project.configurations.of(uri), image)?.image;
  const change = written === undefined ? writeSetting(target, entryFor(image, container)) : NOTHING;
  const text = change && textAfter(target, change);
  const ports = text === undefined ? undefined : portsIn(text, written ?? image);
  return change && text !== undefined && ports
    ? { uri: target.uri, change, text, ports }
    : undefined;
}

const NOTHING: Change = { edits: [] };

function entryFor(image: string, container: LinkedContainer): NewSetting {
  const entry: YamlData = { image, ports: portsOf(container) };
  return {
    fresh: { images: [entry] },
    into({ yaml }, root) {
      const list = pairOf(root, 'images')?.value;
      return list?.kind === 'seq'
        ? appendItem(yaml, list, entry)
        : insertPair(yaml, root, 'images', [entry]);
    },
  };
}

/** What is known already, but for ports that only this container's own command line or configuration opens. */
function portsOf({ listeners }: LinkedContainer): readonly (number | string)[] {
  const ofImage = listeners.filter(isOfImage).map(({ port, protocol }) => ({ port, protocol }));
  return [
    ...new Set(
      ofImage
        .sort((a, b) => a.port - b.port)
        .map(({ port, protocol }) => (protocol === 'TCP' ? port : `${port}/${protocol}`)),
    ),
  ];
}

function isOfImage({ evidence }: Listener): boolean {
  return evidence.some(
    ({ source }) => source === 'declared' || source === 'image' || source === 'program-default',
  );
}

function textAfter(target: ConfigurationTarget, { edits, newFiles }: Change): string | undefined {
  if (target.type === 'new') return newFiles?.[0]?.text;
  return applyEdits(target.document.chunk.text, edits);
}

/** The items of the entry's ports, or the place between the brackets of an empty list. */
function portsIn(text: string, image: string): Span | undefined {
  const { root } = parseDocument(text);
  const images = root?.kind === 'map' ? pairOf(root, 'images')?.value : undefined;
  const entry = (images?.kind === 'seq' ? images.items : [])
    .map(({ value }) => value)
    .find((value): value is YamlMap => value?.kind === 'map' && isNamed(value, image));
  const ports = entry && pairOf(entry, 'ports');
  if (!entry || ports?.value?.kind !== 'seq') return entry?.span;
  const values = ports.value.items.flatMap(({ value }) => (value ? [value.span] : []));
  const [first] = values;
  const last = values.at(-1);
  if (first && last) return spanOf(first.start, last.end);
  return spanOf(ports.value.span.start + 1, ports.value.span.start + 1);
}

function isNamed(entry: YamlMap, image: string): boolean {
  const name = pairOf(entry, 'image')?.value;
  return name?.kind === 'scalar' && name.text === image;
}
