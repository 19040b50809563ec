import { soleOrigin } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { stronger, weaker } from './certainty.ts';
import type {
  AccessFact,
  Certainty,
  CommandFacts,
  ConnectFact,
  Evidence,
  ListenFact,
  ProcessFact,
  ScriptFact,
  SignalFact,
  WaitFact,
} from './facts.ts';
import { asWritten, joinExpanded } from './words.ts';

/** A configuration file that a program was told to read. */
export type ConfigurationUse = CommandFacts['configurations'][number];

/** A fact whose certainty is that of the place where it is found. */
type Unsaid<T> = Omit<T, 'certainty'>;

/**
 * Gathers facts while a command line is read; loops and functions may say one thing twice. `capped` gives a view of the
 * same facts for what is not sure to run, or not all the time: through it, no fact is surer than that.
 */
export class Collector {
  readonly #store: Store;
  readonly #cap: Cap;
  /** How sure the listeners and accesses are that were added here, were this sure to run; by what they mean. */
  readonly #own = new Map<string, Certainty>();

  constructor(store: Store = emptyStore(), cap: Cap = UNCAPPED) {
    this.#store = store;
    this.#cap = cap;
  }

  get listens(): readonly ListenFact[] {
    return [...this.#store.listens.values()];
  }

  get connects(): readonly ConnectFact[] {
    return [...this.#store.connects.values()];
  }

  get accesses(): readonly AccessFact[] {
    return [...this.#store.accesses.values()];
  }

  get signals(): readonly SignalFact[] {
    return [...this.#store.signals.values()];
  }

  get processes(): readonly ProcessFact[] {
    return [...this.#store.processes.values()];
  }

  get waits(): readonly WaitFact[] {
    return [...this.#store.waits.values()];
  }

  get configurations(): readonly ConfigurationUse[] {
    return [...this.#store.configurations.values()];
  }

  get scripts(): readonly ScriptFact[] {
    return [...this.#store.scripts.values()];
  }

  /** Text that a script writes to a file, by the file's path. */
  get written(): ReadonlyMap<string, TracedText> {
    return this.#store.written;
  }

  /** The variables, as a script has set them, of programs whose own code decides where they listen. */
  get openVariables(): readonly ReadonlyMap<string, TracedText>[] {
    return this.#store.openVariables;
  }

  /** Ports of sockets that were set, whatever they were set to. */
  get moved(): ReadonlyMap<number, Certainty> {
    return this.#store.moved;
  }

  /** Base names of all programs that were started. */
  get programs(): ReadonlyMap<string, Certainty> {
    return this.#store.programs;
  }

  /** Something was started, or bound, that is not understood. */
  get incomplete(): boolean {
    return this.#store.incomplete;
  }

  /** How sure it is that what is added here happens at all. */
  get certainty(): Certainty {
    return this.#cap.facts;
  }

  /**
   * Whether an entry point may run one command more on paper: loops in loops and scripts in scripts stay cheap. One that
   * is given many variables counts for several, as they may have to be copied for it.
   */
  takesStep(variables: number): boolean {
    return this.#takes(1 + Math.floor(variables / VARIABLES_A_STEP));
  }

  /** Whether it may read a text more: the words of a command line, or a script, which a loop can run again and again. */
  takesText(characters: number): boolean {
    return this.#takes(Math.floor(characters / CHARACTERS_A_STEP));
  }

  #takes(steps: number): boolean {
    this.#store.steps -= steps;
    if (this.#store.steps >= 0) return true;
    this.leaveOpen();
    return false;
  }

  /** A view through which nothing is surer than `to`; with `only`, no listener. */
  capped(to: Certainty, only?: 'listeners'): Collector {
    return new Collector(this.#store, {
      facts: only ? this.#cap.facts : weaker(this.#cap.facts, to),
      listeners: weaker(this.#cap.listeners, to),
    });
  }

  listen(fact: ListenFact): void {
    const meaning = socketOf(fact);
    const key = `${meaning}/${placeOf(fact.evidence.text)}`;
    this.#remember(meaning, fact.certainty);
    this.#store.places.set(meaning, (this.#store.places.get(meaning) ?? new Set()).add(key));
    const certainty = weaker(fact.certainty, this.#cap.listeners);
    put(this.#store.listens, key, withWords({ ...fact, certainty }));
    if (this.#store.listens.size >= MOST_FACTS) this.leaveOpen();
  }

  connect(fact: ConnectFact): void {
    const key = `${fact.host}:${fact.port ?? ''}/${placeOf(fact.evidence.text)}`;
    put(this.#store.connects, key, withWords(this.#weakened(fact)));
  }

  access(fact: AccessFact): void {
    const meaning = fileOf(fact);
    const key = `${meaning}/${placeOf(fact.evidence.text)}`;
    this.#remember(meaning, fact.certainty);
    this.#store.places.set(meaning, (this.#store.places.get(meaning) ?? new Set()).add(key));
    put(this.#store.accesses, key, withWords(this.#weakened(fact)));
  }

  signal(fact: SignalFact): void {
    const key = `${fact.program}${fact.target ?? ''}/${placeOf(fact.text)}`;
    put(this.#store.signals, key, this.#weakened(fact));
  }

  process(fact: Unsaid<ProcessFact>): void {
    const key = `${fact.program}/${placeOf(fact.text)}`;
    put(this.#store.processes, key, { ...fact, certainty: this.#cap.facts });
  }

  wait(fact: Unsaid<WaitFact>): void {
    const key = `${fact.host}:${fact.port ?? ''}/${placeOf(fact.text)}`;
    put(this.#store.waits, key, { ...fact, certainty: this.#cap.facts });
  }

  configuration(use: Unsaid<ConfigurationUse>): void {
    const key = `${use.program}${use.path}`;
    put(this.#store.configurations, key, { ...use, certainty: this.#cap.listeners });
  }

  script(fact: Unsaid<ScriptFact>): void {
    put(this.#store.scripts, fact.path, { ...fact, certainty: this.#cap.facts });
  }

  /** A program is started; `name` is its base name. */
  start(name: string): void {
    this.#store.programs.set(name, stronger(this.#cap.listeners, this.#store.programs.get(name)));
  }

  /** The socket that is at `port` by default is set to listen elsewhere, or nowhere. */
  move(port: number): void {
    this.#store.moved.set(port, stronger(this.#cap.facts, this.#store.moved.get(port)));
  }

  /** Something is started, or bound, that is not understood; its variables may say where it listens. */
  leaveOpen(variables?: ReadonlyMap<string, TracedText>): void {
    this.#store.incomplete = true;
    if (variables) this.#store.openVariables.push(variables);
  }

  /** Forgets what a program listens on for want of anything that says otherwise. */
  dropDefaults(program: string): void {
    for (const [key, fact] of this.#store.listens)
      if (fact.program === program && fact.evidence.source === 'program-default')
        this.#store.listens.delete(key);
  }

  /** Some listeners may not be there after all, or not any more. */
  doubt(which: (fact: ListenFact) => boolean): void {
    for (const [key, fact] of this.#store.listens)
      if (which(fact)) this.#store.listens.set(key, { ...fact, certainty: 'possible' });
  }

  /** What is done on each of the ways that a script can take is done in any case. */
  joinBranches(branches: readonly Collector[]): void {
    const [first, ...rest] = branches;
    if (!first) return;
    for (const [meaning, certainty] of first.#own) {
      const others = rest.map((branch) => branch.#own.get(meaning));
      if (others.includes(undefined)) continue;
      const least = others.reduce<Certainty>((a, b) => weaker(a, b ?? a), certainty);
      this.#remember(meaning, least);
      for (const place of this.#store.places.get(meaning) ?? []) {
        raise(this.#store.listens, place, weaker(least, this.#cap.listeners));
        raise(this.#store.accesses, place, weaker(least, this.#cap.facts));
      }
    }
  }

  /** Keeps what a redirection writes; `>>` adds to what was written before. */
  write(path: string, text: TracedText, appends: 'appends' | 'replaces'): void {
    const before = appends === 'appends' ? this.written.get(path) : undefined;
    this.#store.written.set(path, before ? joinExpanded([before, text]) : text);
  }

  #remember(key: string, certainty: Certainty): void {
    this.#own.set(key, stronger(certainty, this.#own.get(key)));
  }

  #weakened<T extends { readonly certainty: Certainty }>(fact: T): T {
    return { ...fact, certainty: weaker(fact.certainty, this.#cap.facts) };
  }
}

interface Cap {
  readonly facts: Certainty;
  readonly listeners: Certainty;
}

const UNCAPPED: Cap = { facts: 'certain', listeners: 'certain' };

/** By what a fact means and where it is said: one thing said twice at one place is one fact. */
type Facts<T> = Map<string, T>;

interface Store {
  readonly listens: Facts<ListenFact>;
  readonly connects: Facts<ConnectFact>;
  readonly accesses: Facts<AccessFact>;
  readonly signals: Facts<SignalFact>;
  readonly processes: Facts<ProcessFact>;
  readonly waits: Facts<WaitFact>;
  readonly configurations: Facts<ConfigurationUse>;
  readonly scripts: Facts<ScriptFact>;
  /** Where a listener or access of one meaning is said, by that. */
  readonly places: Map<string, Set<string>>;
  readonly written: Map<string, TracedText>;
  readonly openVariables: ReadonlyMap<string, TracedText>[];
  readonly moved: Map<number, Certainty>;
  readonly programs: Map<string, Certainty>;
  incomplete: boolean;
  /** Commands that may still be run. */
  steps: number;
}

const MOST_STEPS = 10_000;
/** Few containers have so many. */
const VARIABLES_A_STEP = 50;
/** Most command lines have less. */
const CHARACTERS_A_STEP = 100;
/** Each is compared with those of the other containers; no entry point that somebody wrote says a tenth of this. */
const MOST_FACTS = 1_000;

function emptyStore(): Store {
  return {
    listens: new Map(),
    connects: new Map(),
    accesses: new Map(),
    signals: new Map(),
    processes: new Map(),
    waits: new Map(),
    configurations: new Map(),
    scripts: new Map(),
    places: new Map(),
    written: new Map(),
    openVariables: [],
    moved: new Map(),
    programs: new Map(),
    incomplete: false,
    steps: MOST_STEPS,
  };
}

/** Adds a fact; one that is there already stays unless this one is surer. */
function put<T extends { readonly certainty: Certainty }>(
  facts: Facts<T>,
  key: string,
  fact: T,
): void {
  const seen = facts.get(key);
  if (!seen && facts.size >= MOST_FACTS) return;
  if (!seen || stronger(fact.certainty, seen.certainty) !== seen.certainty) facts.set(key, fact);
}

function raise<T extends { readonly certainty: Certainty }>(
  facts: Facts<T>,
  place: string,
  to: Certainty,
): void {
  const fact = facts.get(place);
  if (fact) facts.set(place, { ...fact, certainty: stronger(to, fact.certainty) });
}

/** The evidence in the author's words. */
function withWords<T extends { readonly evidence: Evidence }>(fact: T): T {
  const text = asWritten(fact.evidence.text);
  return text === fact.evidence.text ? fact : { ...fact, evidence: { ...fact.evidence, text } };
}

function socketOf({ port, protocol, address }: ListenFact): string {
  return `listen ${port}/${protocol}/${address.type === 'ip' ? address.text : address.type}`;
}

function fileOf({ mode, path, manner }: AccessFact): string {
  return `${mode}${path}/${manner}`;
}

function placeOf(text: TracedText): string {
  const origin = soleOrigin(text);
  return origin ? `${origin.scalar.span.start}+${origin.from}` : text.text;
}
