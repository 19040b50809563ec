import type { Project } from './project.ts';
import { containerItem } from './tree-container.ts';
import { findPod, ownProblems } from './tree-entry.ts';
import type { PodEntry } from './tree-entry.ts';
import { distinct } from './tree-item.ts';
import type { TreeItem } from './tree-item.ts';

/** The row of a pod; `where` says what its group already tells. */
export function podItem(
  project: Project,
  entry: PodEntry,
  where: 'node' | 'namespace' | 'file',
): TreeItem {
  const { hold, path, uri, document } = entry;
  const node = hold.type === 'pinned' && where !== 'node' ? `on ${hold.nodes.join()}` : '';
  return {
    id: entry.id,
    kind: 'pod',
    label: entry.label,
    description: [
      entry.kind,
      [node, hold.words].filter(Boolean).join(' '),
      where === 'namespace' ? '' : entry.namespace,
      where === 'file' ? '' : path,
    ]
      .filter(Boolean)
      .join(' · '),
    tooltip: entry.tooltip,
    place: { uri, document, span: entry.identity },
    hold: hold.type,
    reference: entry.reference,
    services: entry.services,
    problems: entry.problems,
    hasChildren: entry.hasContainers,
    children: () => containerItems(project, entry),
  };
}

/** The rows of a pod's containers; for them the pod is read anew where it was forgotten. */
export function containerItems(project: Project, entry: PodEntry): readonly TreeItem[] {
  const found = findPod(project, entry);
  if (!found) return [];
  const { pod, problems } = found;
  const rows = (entry.below.rows ??= new WeakMap());
  const known = rows.get(pod);
  if (known?.problems === problems) return known.items;
  const own = ownProblems(pod, problems);
  const left = new Set(own);
  const items = distinct(
    pod.containers.map((container) => containerItem(container, pod, own, left, entry.reference)),
  );
  rows.set(pod, { problems, items });
  return items;
}
