import { imageOf } from '../kubernetes/images.ts';
import type { LinkedContainer } from './linked.ts';
import { baseName } from './paths.ts';
import { repositoryOf } from './settings.ts';

/**
 * The names of the programs that run in a container, as far as its manifest tells: what its entry point starts, and
 * where that is the image's own, the image's server. An image that is not known gives its own name: the program of
 * `example.com/team/worker` is likely called worker.
 */
export function programsOf({ container, facts }: LinkedContainer): ReadonlySet<string> {
  const names = new Set(facts.commands.processes.map(({ program }) => baseName(program)));
  const first = container.command?.[0]?.value;
  if (first) names.add(baseName(first));
  if (!container.image || facts.commands.replacesServer || container.command) return names;
  const known = imageOf(container.image.value);
  for (const program of known?.programs ?? []) names.add(program);
  if (!known) names.add(baseName(repositoryOf(container.image.value)));
  return names;
}
