import type { Container, Resource } from '../kubernetes/model.ts';

const LISTS = {
  init: 'initContainers',
  sidecar: 'initContainers',
  main: 'containers',
  ephemeral: 'ephemeralContainers',
} as const;

/** The name of a resource for people, `backup-…` for one that gets its name from the API server; empty without any. */
export function resourceLabel({ name, generateName }: Resource): string {
  return name?.value ?? (generateName ? `${generateName.value}…` : '');
}

/** The container as its author calls it: by its name, or by its place in the list where it has none. */
export function containerLabel(container: Container): string {
  return container.name?.value ?? `${LISTS[container.role]}[${container.index}]`;
}
