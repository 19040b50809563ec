import type { ListenFact } from '../commands/facts.ts';
import { imageOf } from '../kubernetes/images.ts';
import type { ContainerFacts, DocumentFacts } from './facts.ts';
import type { ResolvedMount } from './linked.ts';
import { cleanPath, isBelow } from './paths.ts';

/** What the configuration that is mounted into a container says of its listeners. */
export interface ContainerConfiguration {
  readonly listens: readonly { readonly document: DocumentFacts; readonly fact: ListenFact }[];
  /** The mounted files take the place of the ones in the image that open its default ports. */
  readonly replacesDefaults: boolean;
  /** Something is mounted where the program reads its configuration, and cannot be read here. */
  readonly unreadable: boolean;
}

/** Whether something is mounted where the container's program reads its configuration. */
export function configurationOf(
  { container, commands }: ContainerFacts,
  mounts: readonly ResolvedMount[],
): ContainerConfiguration {
  const known = container.image && imageOf(container.image.value);
  const wanted = [...(known?.reads ?? []), ...commands.configurations.map(({ path }) => path)].map(
    cleanPath,
  );
  const unreadable = mounts.some((mount) =>
    wanted.some((path) => isBelow(path, mount.path) || isBelow(mount.path, path)),
  );
  return { listens: [], replacesDefaults: false, unreadable };
}
