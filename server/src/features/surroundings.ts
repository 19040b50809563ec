import type { PodSummary, ResourceSummary, SourceFile } from '../analysis/source-file.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import type { Resource } from '../kubernetes/model.ts';

/** What else the workspace holds, asked for when a name is to be completed. Files need not be read for it. */
export interface Surroundings {
  /** Of the file first, then of the rest of its scope; so are pods and nodes. */
  readonly resources: () => readonly NearResource[];
  readonly pods: () => readonly PodSummary[];
  /** The nodes that pods name. */
  readonly nodes: () => readonly string[];
  /** The images that the workspace's pods run, those most used first. */
  readonly images: () => readonly string[];
}

export interface NearResource extends ResourceSummary {
  /** All that its file says of it. */
  readonly read: () => Resource | undefined;
}

export function surroundingsOf(snapshot: Snapshot, uri: string): Surroundings {
  const near = (): readonly SourceFile[] => {
    const members = snapshot.groupsOf(uri).flatMap((group) => [...group.members]);
    return [...new Set([uri, ...members])].flatMap((member) => snapshot.file(member) ?? []);
  };
  return {
    resources: () => near().flatMap(resourcesIn),
    pods: () => near().flatMap(({ summary }) => summary.pods),
    nodes: () => near().flatMap(({ summary }) => summary.nodes),
    images() {
      const counts = new Map<string, number>();
      for (const { summary } of snapshot.files.values())
        for (const image of summary.images) counts.set(image, (counts.get(image) ?? 0) + 1);
      return [...counts]
        .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
        .map(([image]) => image);
    },
  };
}

function resourcesIn(file: SourceFile): readonly NearResource[] {
  return file.summary.resources.map((summary) => ({
    ...summary,
    read: () =>
      file.documents[summary.document]?.kubernetes.resources.find(
        ({ kind, name, namespace }) =>
          kind.value === summary.kind &&
          name?.value === summary.name &&
          namespace?.value === summary.namespace,
      ),
  }));
}
