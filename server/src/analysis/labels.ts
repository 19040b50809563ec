import type { Container } from '../kubernetes/model.ts';

const LISTS = {
  init: 'initContainers',
  sidecar: 'initContainers',
  main: 'containers',
  ephemeral: 'ephemeralContainers',
} as const;

/** The container as its author calls it: by its name, or by its place in the list where it has none. */
export function containerLabel(container: Container): string {
  return container.name?.value ?? `${LISTS[container.role]}[${container.index}]`;
}
