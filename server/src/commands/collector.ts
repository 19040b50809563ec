import { soleOrigin } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import type {
  AccessFact,
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

/** Gathers facts while a command line is read; loops and functions may say one thing twice. */
export class Collector {
  readonly listens: ListenFact[] = [];
  readonly connects: ConnectFact[] = [];
  readonly accesses: AccessFact[] = [];
  readonly signals: SignalFact[] = [];
  readonly processes: ProcessFact[] = [];
  readonly waits: WaitFact[] = [];
  readonly configurations: ConfigurationUse[] = [];
  readonly scripts: ScriptFact[] = [];
  /** Text that a script writes to a file, by the file's path. */
  readonly written = new Map<string, TracedText>();
  /** The variables, as a script has set them, of programs whose own code decides where they listen. */
  readonly openVariables: ReadonlyMap<string, TracedText>[] = [];
  /** Ports of sockets that were set, whatever they were set to. */
  readonly moved = new Set<number>();
  /** Base names of all programs that were started. */
  readonly programs = new Set<string>();
  /** Something was started, or bound, that is not understood. */
  incomplete = false;

  readonly #seen = new Set<string>();

  listen(fact: ListenFact): void {
    const key = `l${fact.port}/${fact.protocol}/${addressKey(fact)}/${placeOf(fact.evidence.text)}`;
    if (this.#isNew(key)) this.listens.push(withWords(fact));
  }

  connect(fact: ConnectFact): void {
    const key = `c${fact.host}:${fact.port ?? ''}/${placeOf(fact.evidence.text)}`;
    if (this.#isNew(key)) this.connects.push(withWords(fact));
  }

  access(fact: AccessFact): void {
    const key = `a${fact.mode}${fact.path}/${fact.manner}/${placeOf(fact.evidence.text)}`;
    if (this.#isNew(key)) this.accesses.push(withWords(fact));
  }

  signal(fact: SignalFact): void {
    const key = `s${fact.program}${fact.target ?? ''}/${placeOf(fact.text)}`;
    if (this.#isNew(key)) this.signals.push(fact);
  }

  process(fact: ProcessFact): void {
    if (this.#isNew(`p${fact.program}/${placeOf(fact.text)}`)) this.processes.push(fact);
  }

  wait(fact: WaitFact): void {
    const key = `w${fact.host}:${fact.port ?? ''}/${placeOf(fact.text)}`;
    if (this.#isNew(key)) this.waits.push(fact);
  }

  configuration(use: ConfigurationUse): void {
    if (this.#isNew(`f${use.program}${use.path}`)) this.configurations.push(use);
  }

  script(fact: ScriptFact): void {
    if (this.#isNew(`x${fact.path}`)) this.scripts.push(fact);
  }

  /** Forgets what a program listens on for want of anything that says otherwise. */
  dropDefaults(program: string): void {
    const kept = this.listens.filter(
      (fact) => fact.program !== program || fact.evidence.source !== 'program-default',
    );
    this.listens.splice(0, this.listens.length, ...kept);
  }

  /** Keeps what a redirection writes; `>>` adds to what was written before. */
  write(path: string, text: TracedText, appends: 'appends' | 'replaces'): void {
    const before = appends === 'appends' ? this.written.get(path) : undefined;
    this.written.set(path, before ? joinExpanded([before, text]) : text);
  }

  #isNew(key: string): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}

/** The evidence in the author's words. */
function withWords<T extends { readonly evidence: Evidence }>(fact: T): T {
  const text = asWritten(fact.evidence.text);
  return text === fact.evidence.text ? fact : { ...fact, evidence: { ...fact.evidence, text } };
}

function addressKey(fact: ListenFact): string {
  return fact.address.type === 'ip' ? fact.address.text : fact.address.type;
}

function placeOf(text: TracedText): string {
  const origin = soleOrigin(text);
  return origin ? `${origin.scalar.span.start}+${origin.from}` : text.text;
}
