import { scriptFacts } from '../commands/entry-point.ts';
import type { CommandFacts } from '../commands/facts.ts';
import type { Resource } from '../kubernetes/model.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { traceScalar } from '../yaml/traced-text.ts';
import type { ContainerFacts, DocumentFacts } from './facts.ts';
import type { ResolvedMount } from './linked.ts';
import { mountedFiles } from './mounted-files.ts';
import { mountAt } from './mounts.ts';
import { cleanPath } from './paths.ts';
import type { ScopeIndex } from './scope-index.ts';

/** A script that a ConfigMap of the scope holds and a container runs. */
export interface MountedScript {
  /** The document that holds the ConfigMap. */
  readonly document: DocumentFacts;
  readonly facts: CommandFacts;
  /** The words in the pod's own document that run it. */
  readonly calledBy: TracedText;
}

/** The scripts that a container's command line runs from files, where a mounted ConfigMap holds them. */
export function mountedScripts(
  { container, commands }: ContainerFacts,
  mounts: readonly ResolvedMount[],
  resource: Resource,
  scope: ScopeIndex,
): readonly MountedScript[] {
  return commands.scripts.flatMap((script) => {
    const path = cleanPath(script.path);
    const mount = mountAt(mounts, path);
    const files = mount && mountedFiles(mount, resource, scope);
    const content = files?.find((one) => one.path === path)?.content;
    if (!content) return [];
    const facts = scriptFacts(container, traceScalar(content.text.node), script.certainty);
    return [{ document: content.document, facts, calledBy: script.text }];
  });
}
