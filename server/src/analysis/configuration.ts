import {
  configurationFiles,
  configurationListens,
  hidesDefaults,
  replacesDefaults,
} from '../commands/configuration.ts';
import { stronger, weaker } from '../commands/certainty.ts';
import type { Certainty, ListenFact } from '../commands/facts.ts';
import { imageOf } from '../kubernetes/images.ts';
import type { Resource } from '../kubernetes/model.ts';
import { traceScalar } from '../yaml/traced-text.ts';
import type { ContainerFacts, DocumentFacts } from './facts.ts';
import type { ResolvedMount } from './linked.ts';
import { mountedFiles } from './mounted-files.ts';
import { baseName, cleanPath, isBelow } from './paths.ts';
import type { ScopeIndex } from './scope-index.ts';

/** What the configuration that is mounted into a container says of its listeners. */
export interface ContainerConfiguration {
  readonly listens: readonly { readonly document: DocumentFacts; readonly fact: ListenFact }[];
  /** The mounted files take the place of the ones in the image that open its default ports. */
  readonly replacesDefaults: boolean;
  /** Something is mounted where the program reads its configuration, and cannot be read here, or not as a whole. */
  readonly unreadable: boolean;
}

const NOTHING: ContainerConfiguration = {
  listens: [],
  replacesDefaults: false,
  unreadable: false,
};

/**
 * Looks in the ConfigMaps of the scope that are mounted where the container's programs read their configuration. A
 * mount from anything else there (a Secret, a claim, a ConfigMap that the scope does not hold) cannot be read.
 */
export function configurationOf(
  facts: ContainerFacts,
  mounts: readonly ResolvedMount[],
  resource: Resource,
  scope: ScopeIndex,
): ContainerConfiguration {
  const wanted = wantedFiles(facts);
  if (wanted.length === 0) return NOTHING;
  return mounts
    .map((mount) => readMount(mount, wanted, resource, scope))
    .reduce(
      (all, next) => ({
        listens: [...all.listens, ...next.listens],
        replacesDefaults: all.replacesDefaults || next.replacesDefaults,
        unreadable: all.unreadable || next.unreadable,
      }),
      NOTHING,
    );
}

/** A file, or a directory of files, and the program that reads it. */
interface WantedFile {
  readonly program: string;
  readonly path: string;
  /** The command line names it: what stands there is all that the program reads. */
  readonly told: boolean;
  /** How sure it is that the program runs. */
  readonly certainty: Certainty;
}

/** What the command line names; for programs that it tells nothing, the places where they look by themselves. */
function wantedFiles({ container, commands }: ContainerFacts): readonly WantedFile[] {
  const told = commands.configurations.map(({ program, path, certainty }) => ({
    program: baseName(program),
    path: cleanPath(path),
    told: true,
    certainty,
  }));
  const known = container.image && !commands.replacesServer && imageOf(container.image.value);
  const running = new Map<string, Certainty>();
  for (const { program, certainty } of commands.processes)
    running.set(baseName(program), stronger(certainty, running.get(baseName(program))));
  const [server] = known ? known.programs.map(baseName) : [];
  if (server !== undefined && !running.has(server))
    running.set(server, commands.mayReplaceServer ? 'possible' : 'certain');
  return [
    ...told,
    ...[...running]
      .filter(([program]) => !told.some((file) => file.program === program))
      .flatMap(([program, certainty]) =>
        configurationFiles(program).map(({ path }) => ({ program, path, told: false, certainty })),
      ),
  ];
}

function readMount(
  mount: ResolvedMount,
  wanted: readonly WantedFile[],
  resource: Resource,
  scope: ScopeIndex,
): ContainerConfiguration {
  const near = wanted.filter(({ path }) => isBelow(path, mount.path) || isBelow(mount.path, path));
  if (near.length === 0) return NOTHING;
  const files = mountedFiles(mount, resource, scope);
  if (!files) return { ...NOTHING, unreadable: true };
  const wantedHere = files.flatMap(({ path, content }) => {
    const by = near.find((file) => isBelow(path, file.path));
    return by ? [{ by, path, content }] : [];
  });
  const read = wantedHere.flatMap(({ by, path, content }) =>
    content ? [{ by, path, ...content }] : [],
  );
  const configured = read.map(({ by, path, document, text }) => ({
    by,
    document,
    ...configurationListens(by.program, path, traceScalar(text.node)),
  }));
  const listens = configured.flatMap(({ by, document, listens: facts }) =>
    facts.map((fact) => ({
      document,
      fact: { ...fact, certainty: weaker(fact.certainty, by.certainty) },
    })),
  );
  return {
    listens,
    replacesDefaults:
      read.some(({ by, path, text }) =>
        by.told ? listens.length > 0 : replacesDefaults(by.program, path, text.value),
      ) ||
      (mount.subPath === '' && near.some((file) => hidesDefaults(file.program, mount.path))),
    unreadable: read.length < wantedHere.length || configured.some(({ complete }) => !complete),
  };
}
