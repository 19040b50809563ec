import { containerAt, describeImage } from '../features/describe-image.ts';
import { indexLines, positionAt } from '../text/line-index.ts';
import { askedPlace } from './place.ts';
import type { Asker } from './place.ts';
import type { ImageDescription, PositionParams } from './protocol.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';
import type { Editor } from './workspace-edit.ts';

/** What makes `.podspace.yaml` say what the image of the container at a position listens on. */
export function describedImageAt(
  session: Asker & Editor,
  { uri, position }: PositionParams,
): ImageDescription | null {
  const place = askedPlace(session, { textDocument: { uri }, position });
  if (!place) return null;
  const { project } = place.context;
  const container = containerAt(project.snapshot.link(place.document), place.offset);
  const described = container && describeImage(project, place.file.uri, container);
  if (!described) return null;
  const lines = indexLines(described.text);
  const { start, end } = described.ports;
  return {
    uri: session.manifests.clientUri(described.uri),
    edit: toWorkspaceEdit(session, place.context, described.change),
    ports: { start: positionAt(lines, start), end: positionAt(lines, end) },
  };
}
