import type { AccessFact } from '../commands/facts.ts';
import { imageOf } from '../kubernetes/images.ts';
import type { Container } from '../kubernetes/model.ts';
import { spanOfTraced } from '../yaml/scalar-position.ts';
import { traceScalar } from '../yaml/traced-text.ts';
import type { ContainerFacts, DocumentFacts } from './facts.ts';
import type { FileAccess, ResolvedMount } from './linked.ts';
import type { MountedScript } from './mounted-scripts.ts';
import { locate } from './mounts.ts';
import { cleanPath } from './paths.ts';
import { ownImage } from './settings.ts';
import type { AnalysisSettings } from './settings.ts';

/** What is mounted into a container. */
interface Mounted {
  readonly mounts: readonly ResolvedMount[];
  readonly scripts: readonly MountedScript[];
}

/**
 * The files that a container reads and writes: by its entry point, its exec probes and hooks, and by what its image is known to do. Paths are
 * resolved to the file that is really meant.
 */
export function accessesOf(
  document: DocumentFacts,
  facts: ContainerFacts,
  { mounts, scripts }: Mounted,
  settings: AnalysisSettings,
): readonly FileAccess[] {
  const own = [
    ...[facts.commands, ...facts.handlers].flatMap((commands) => commands.accesses),
    ...imageAccesses(facts, settings),
  ].map((fact) => ({
    fact,
    at: fact.pathText,
  }));
  // What a mounted script does is shown where the pod runs it: the script may be another document's.
  const run = scripts.flatMap(({ facts: script, calledBy }) =>
    script.accesses.map(({ followFlag: _, ...fact }) => ({ fact, at: calledBy })),
  );
  return [...own, ...run].flatMap(({ fact, at }) => {
    const span = spanOfTraced(document.yaml, at);
    if (!span) return [];
    return [{ fact, place: { document, span }, where: locate(mounts, cleanPath(fact.path)) }];
  });
}

function imageAccesses(facts: ContainerFacts, settings: AnalysisSettings): readonly AccessFact[] {
  const { container, commands } = facts;
  if (!container.image || commands.replacesServer) return [];
  const own = ownImage(settings, container.image.value);
  const known = own ? undefined : imageOf(container.image.value);
  const certainty = commands.mayReplaceServer ? 'possible' : 'likely';
  return [
    ...(own?.reads ?? []).map((path) => imageAccess(container, 'read', path, 'file')),
    ...(own?.writes ?? []).map((path) => imageAccess(container, 'write', path, 'file')),
    ...(known?.holds ?? []).map(({ path }) => imageAccess(container, 'read', path, 'directory')),
    ...(known?.writes ?? []).map((path) => imageAccess(container, 'write', path, kindOf(path))),
  ].flatMap((fact) => (fact ? [{ ...fact, certainty }] : []));
}

function imageAccess(
  container: Container,
  mode: 'read' | 'write',
  path: string,
  target: 'file' | 'directory',
): AccessFact | undefined {
  if (!container.image) return undefined;
  const text = traceScalar(container.image.node);
  return {
    mode,
    path,
    target,
    pathText: text,
    evidence: { source: 'program-default', text },
    certainty: 'likely',
    manner: 'plain',
    program: container.image.value,
  };
}

/** A log or a socket is a file; a path without an extension may be all of a directory. */
function kindOf(path: string): 'file' | 'directory' {
  return /\.\w+$/.test(path) ? 'file' : 'directory';
}
