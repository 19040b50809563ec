import { groupItem, portsRowOf, rowOf, rowsOf } from '../features/tree-groups.ts';
import type { Group } from '../features/tree-groups.ts';
import type { Project } from '../features/project.ts';
import type { TreeItem } from '../features/tree-item.ts';
import type { PodEntry } from '../features/tree-entry.ts';
import type { TreeModel } from './tree-model.ts';
import { stepsOf } from './tree-row.ts';

export function groupRow(project: Project, group: Group): TreeItem {
  return groupItem(group, () => [...rowsOf(project, group)]);
}

export function groupAt(project: Project, model: TreeModel, id: string): TreeItem | undefined {
  const group = model.group(id);
  return group && groupRow(project, group);
}

/** Of a group, the rows of some pods and of its port space; a row that is not there is undefined. */
export function* rowsIn(
  project: Project,
  group: Group | undefined,
  pods: ReadonlyMap<string, PodEntry>,
): Iterable<readonly [string, TreeItem | undefined]> {
  if (!group) return;
  let takes = false;
  for (const [id, before] of pods) {
    const pod = group.pods.get(id);
    takes ||= before.takes.length > 0 || (pod?.takes.length ?? 0) > 0;
    yield [id, pod && rowOf(project, group, pod)];
  }
  if (takes) yield ['node-ports', portsRowOf(group)];
}

/** What is below a row, or topmost, made as it is asked for; undefined where the row is gone. */
export function itemsBelow(
  project: Project,
  model: TreeModel,
  parent: string,
): Iterable<TreeItem> | undefined {
  if (parent === '') return model.groups().map((group) => groupRow(project, group));
  const [groupStep = '', second, ...deeper] = stepsOf(parent);
  const group = model.group(groupStep);
  if (!group) return undefined;
  if (second === undefined) return rowsOf(project, group);
  const pod = group.pods.get(second);
  const start = pod
    ? rowOf(project, group, pod)
    : second === 'node-ports'
      ? portsRowOf(group)
      : undefined;
  const last = deeper.reduce<TreeItem | undefined>(
    (item, step) => item?.children().find(({ id }) => id === step),
    start,
  );
  return last?.children();
}
