import type { DocumentFacts } from '../analysis/facts.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import type { Resource } from '../kubernetes/model.ts';

/** What else the workspace holds, asked for when a name is to be completed. */
export interface Surroundings {
  /** Of the file first, then of the rest of its scope. */
  readonly resources: () => readonly Resource[];
  /** The images that the workspace's pods run, those most used first. */
  readonly images: () => readonly string[];
}

export function surroundingsOf(snapshot: Snapshot, uri: string): Surroundings {
  return {
    resources() {
      const members = snapshot.groupsOf(uri).flatMap((group) => [...group.members]);
      const documents = [...new Set([uri, ...members])].flatMap((member) =>
        documentsOf(snapshot, member),
      );
      return documents.flatMap(({ kubernetes }) => kubernetes.resources);
    },
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

function documentsOf(snapshot: Snapshot, uri: string): readonly DocumentFacts[] {
  return snapshot.file(uri)?.documents ?? [];
}
