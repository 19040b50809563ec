import { imageOf } from '../kubernetes/images.ts';
import type { KnownImage } from '../kubernetes/images.ts';
import type { Container } from '../kubernetes/model.ts';
import { traceNothing, traceScalar, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { Collector } from './collector.ts';
import { environmentOf, expandReferences } from './environment.ts';
import type { Environment } from './environment.ts';
import { NO_FACTS } from './facts.ts';
import type { Certainty, CommandFacts } from './facts.ts';
import { resolvePath } from './invocation.ts';
import { addJavaVariables } from './java-options.ts';
import { isToolImage, programOfImage } from './programs/registry.ts';
import { isKnownProgram, runImageProgram, runWords } from './run.ts';
import { UNSURE } from './shell-state.ts';
import type { Frame, Outcome } from './shell-state.ts';
import { runScript } from './shell.ts';
import { applyWrittenConfiguration } from './written-configuration.ts';
import { addVariableListeners, addVariableTargets } from './variable-patterns.ts';
import { baseName } from './words.ts';

/**
 * What a container's command line and variables say that it does. Default ports of its image are not among
 * `listens`: they are the image's row, less `movedDefaults`, and none at all with `replacesServer`.
 */
export function commandFacts(container: Container): CommandFacts {
  const collector = new Collector();
  const environment = environmentOf(container);
  const known = container.image && imageOf(container.image.value);
  const words = entryWords(container, environment);
  const frame = { ...frameOf(container, environment, collector), image: known };
  const outcome = runEntry(container, words, known, frame);
  applyWrittenConfiguration(collector, known);
  // A program that is not known, and an image's own code, may read any variable.
  if (mayReadVariables(words, known, collector))
    for (const variables of [environment.variables, ...collector.openVariables])
      addVariableListeners(variables, collector);
  if (!words.explicit || collector.incomplete) addJavaVariables(environment.variables, collector);
  addVariableTargets(environment.variables, collector);
  const isComplete = !collector.incomplete && (known !== undefined || words.explicit);
  const servers = (known?.programs ?? []).flatMap(
    (name) => collector.programs.get(baseName(name)) ?? [],
  );
  const moved = (certainty: 'sure' | 'unsure'): readonly number[] =>
    (known?.ports ?? [])
      .map(({ port }) => port)
      .filter((port) => {
        const found = collector.moved.get(port);
        return found !== undefined && (found === 'possible') === (certainty === 'unsure');
      });
  return {
    ...factsOf(collector),
    movedDefaults: moved('sure'),
    doubtfulDefaults: moved('unsure'),
    replacesServer:
      known !== undefined &&
      known.programs.length > 0 &&
      !collector.incomplete &&
      servers.length === 0,
    mayReplaceServer:
      servers.length > 0 && !servers.includes('certain') && !servers.includes('likely'),
    listensComplete: isComplete && collector.configurations.length === 0,
    completeWithConfigurations: isComplete,
    ends: outcome.ends,
  };
}

/** What a collector has gathered, for an entry point or a handler. */
export function factsOf(
  collector: Collector,
): Pick<
  CommandFacts,
  | 'listens'
  | 'connects'
  | 'accesses'
  | 'signals'
  | 'processes'
  | 'waits'
  | 'configurations'
  | 'scripts'
> {
  const { listens, connects, accesses, signals, processes, waits, configurations, scripts } =
    collector;
  return { listens, connects, accesses, signals, processes, waits, configurations, scripts };
}

/**
 * What a script does that a container runs from a file, with the container's variables. The script's text may stand
 * in another document than the container.
 */
export function scriptFacts(
  container: Container,
  script: TracedText,
  certainty: Certainty = 'certain',
): CommandFacts {
  const collector = new Collector();
  const frame = frameOf(container, environmentOf(container), collector.capped(certainty));
  // What it is called with is not looked at.
  const state = { ...frame.state, positionals: UNTOLD };
  const { ends } = runScript(script, { ...frame, state, source: 'script' }, runWords);
  const isComplete = !collector.incomplete;
  return {
    ...NO_FACTS,
    ...factsOf(collector),
    listensComplete: isComplete && collector.configurations.length === 0,
    completeWithConfigurations: isComplete,
    ends,
  };
}

const UNTOLD = Array.from({ length: 9 }, () => traceNothing(UNKNOWN));

/** The frame of a process that the container runtime starts. */
export function frameOf(
  container: Container,
  environment: Environment,
  collector: Collector,
): Frame {
  const directory = container.workingDir && resolvePath(container.workingDir.value, '/');
  return {
    collector,
    state: {
      variables: new Map(environment.variables),
      open: environment.open,
      directory: directory?.path,
      positionals: [],
      functions: new Map(),
    },
    source: container.command ? 'command' : 'argument',
    image: undefined,
    background: false,
    depth: 0,
    waiting: 'no',
    turns: 1,
  };
}

interface EntryWords {
  readonly command: readonly TracedText[];
  readonly args: readonly TracedText[];
  /** The manifest names the program. */
  readonly explicit: boolean;
}

function entryWords(container: Container, environment: Environment): EntryWords {
  const traced = (list: Container['args']): readonly TracedText[] =>
    (list ?? []).map((item) => expandReferences(traceScalar(item.node), environment));
  const command = traced(container.command);
  return { command, args: traced(container.args), explicit: command.length > 0 };
}

/** `command` replaces the image's entry point; `args` alone go to it. */
function runEntry(
  container: Container,
  words: EntryWords,
  known: KnownImage | undefined,
  frame: Frame,
): Outcome {
  const { command, args } = words;
  if (command.length > 0) return runWords([...command, ...args], frame);
  if (!known) return runUnknownImage(container.image?.value ?? '', args, frame);
  const server = programOfImage(known);
  const [first] = args;
  if (!server) {
    if (first) return runWords(args, frame);
    return UNSURE;
  }
  if (first && known.args === 'command' && isCommandOf(first, known)) return runWords(args, frame);
  const word = traceNothing(server.names[0] ?? '');
  if (isToolImage(known)) return runWords([word, ...args], frame);
  return runImageProgram(server, word, args, frame);
}

/** Whether the arguments of an image name a program, or belong to the image's own. */
function isCommandOf(first: TracedText, known: KnownImage): boolean {
  if (first.text.startsWith('-')) return false;
  const name = baseName(first.text);
  if (known.programs.some((program) => baseName(program) === name)) return true;
  return first.text.startsWith('/') || isKnownProgram(first);
}

/** Arguments of an entry point that nobody knows: a known program's name is a command line all the same. */
function runUnknownImage(image: string, args: readonly TracedText[], frame: Frame): Outcome {
  const [first] = args;
  frame.collector.leaveOpen();
  if (!first) return UNSURE;
  if (isCommandWord(first)) return runWords(args, frame);
  // `example.com/team/worker:1` mostly runs a program called worker.
  const name = baseName(image.replace(/@[^]*/, '')).replace(/:[^]*/, '');
  return runImageProgram(undefined, traceNothing(name || 'the image'), args, frame);
}

function isCommandWord(first: TracedText): boolean {
  if (first.text.startsWith('-') || !isKnownProgram(first)) return false;
  return first.text.includes('/') || !SUBCOMMANDS.has(first.text);
}

/** Programs' names that are as likely a subcommand of the image's own program. */
const SUBCOMMANDS: ReadonlySet<string> = new Set([
  'agent',
  'clone',
  'exec',
  'export',
  'file',
  'go',
  'host',
  'http',
  'https',
  'install',
  'join',
  'make',
  'more',
  'next',
  'node',
  'ping',
  'proxy',
  'read',
  'registry',
  'run',
  'serve',
  'service',
  'set',
  'source',
  'split',
  'stat',
  'step',
  'sync',
  'test',
  'time',
  'top',
  'type',
  'wait',
  'watch',
  'yes',
]);

function mayReadVariables(
  words: EntryWords,
  known: KnownImage | undefined,
  collector: Collector,
): boolean {
  if (known && !words.explicit) return known.programs.length === 0 && collector.incomplete;
  return collector.incomplete || (!known && !words.explicit);
}
