import { containerAt, DESCRIBE_IMAGE, describeImage } from '../describe-image.ts';
import { touches } from '../../text/span.ts';
import type { Action, ActionFamily, ActionPlace } from './action.ts';

/** Lets the author say what an image listens on, where the image is named. */
export const describing: ActionFamily = {
  name: 'describe',
  kinds: ['refactor.rewrite'],
  offer: describeImageAt,
};

function describeImageAt({ project, file, selection }: ActionPlace): readonly Action[] {
  const [part] = selection;
  if (!part || selection.length > 1) return [];
  const container = containerAt(project.snapshot.link(part.document), part.span.start);
  const image = container?.container.image;
  if (!container || !image || !touches(image.span, part.span.start)) return [];
  const description = describeImage(project, file.uri, container);
  if (!description) return [];
  const { change } = description;
  return [
    {
      id: 'describe-image',
      title: 'Say what this image listens on',
      kind: 'refactor.rewrite',
      problems: [],
      preferred: false,
      createsFile: (change.newFiles ?? []).length > 0,
      change: () => change,
      shownBy: DESCRIBE_IMAGE,
    },
  ];
}
