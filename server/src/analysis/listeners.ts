import type { Address, Certainty, CommandFacts, ListenFact, Protocol } from '../commands/facts.ts';
import { stronger } from '../commands/certainty.ts';
import { protocolOf } from '../kubernetes/defaults.ts';
import { imageOf } from '../kubernetes/images.ts';
import type { DefaultPort } from '../kubernetes/images.ts';
import type { Container, ContainerPort, EnvVar } from '../kubernetes/model.ts';
import { shortened } from '../text/shortened.ts';
import { covers } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { spanOfTraced } from '../yaml/scalar-position.ts';
import { ANY, LOOPBACK } from './addresses.ts';
import type { ContainerConfiguration } from './configuration.ts';
import type { ContainerFacts, DocumentFacts } from './facts.ts';
import type { Listener, ListenerEvidence } from './linked.ts';
import type { MountedScript } from './mounted-scripts.ts';
import { ownImage } from './settings.ts';
import type { AnalysisSettings } from './settings.ts';

/** What is mounted into a container that says where it listens. */
export interface Mounted {
  readonly configuration: ContainerConfiguration;
  readonly scripts: readonly MountedScript[];
}

/** What a container listens on, and whether that is all. */
export interface ListenerSet {
  readonly listeners: readonly Listener[];
  readonly complete: boolean;
}

/**
 * Brings together what is declared, what the entry point and mounted configuration say, and the image's defaults.
 * Certainty, as ARCHITECTURE.md defines it: bound by the manifest, or declared and the image's default: `certain`;
 * declared only, or a default that nothing in the manifest can move: `likely`; the rest: `possible`.
 */
export function listenersOf(
  document: DocumentFacts,
  facts: ContainerFacts,
  { configuration, scripts }: Mounted,
  settings: AnalysisSettings,
): ListenerSet {
  const { container, commands } = facts;
  const own = container.image && ownImage(settings, container.image.value);
  const known = container.image && !own ? imageOf(container.image.value) : undefined;
  const written = [
    ...commands.listens.map((fact) => fromFact(container, document, fact)),
    ...scripts.flatMap((script) =>
      script.facts.listens.map((fact) => fromFact(container, script.document, fact)),
    ),
    ...configuration.listens.map(({ document: holder, fact }) => fromFact(container, holder, fact)),
  ];
  const configured =
    commands.completeWithConfigurations &&
    configuration.listens.length > 0 &&
    !configuration.unreadable;
  const understood =
    (commands.listensComplete && !configuration.unreadable) ||
    configured ||
    (own !== undefined && commands.listens.length === 0);
  // With a command of its own, what the container runs is what the command says: its programs bring their defaults. What
  // the author says of the image goes for a command, too, of which nothing else is known.
  const runsOther = container.command && (known !== undefined || commands.listensComplete);
  const defaults =
    commands.replacesServer || runsOther
      ? []
      : [
          ...(own?.ports ?? []).map((port) =>
            fromSettings(container, document, port.port, port.protocol),
          ),
          ...(known?.ports ?? [])
            .filter((port) => applies(port, facts, configuration))
            .map((port) => fromImage(facts, document, port, configuration)),
        ];
  const inferred = merged([...written, ...defaults]);
  const declared = container.ports.flatMap((port) => {
    const number = port.containerPort?.value;
    if (number === undefined || number < 1 || number > 65535) return [];
    const bound = inferred.filter((other) => sameSocket(other, number, protocolOf(port)));
    // One declaration may stand for several sockets: at localhost and at the pod's address.
    return (bound.length > 0 ? bound : [undefined]).map((one) => {
      const sure = declaredCertainty(one, understood, commands);
      return fromDeclaration(container, document, port, number, one, sure);
    });
  });
  const undeclared = inferred.filter(
    (listener) => !declared.some((other) => sameSocket(other, listener.port, listener.protocol)),
  );
  return {
    listeners: merged([...declared, ...undeclared]),
    complete: understood || (known === undefined && container.ports.length > 0),
  };
}

function sameSocket(listener: Listener, port: number, protocol: Protocol): boolean {
  return listener.port === port && listener.protocol === protocol;
}

/** A default port counts unless something moved it, or it only opens when asked for. */
function applies(
  port: DefaultPort,
  facts: ContainerFacts,
  configuration: ContainerConfiguration,
): boolean {
  if (port.port === 0 || !isOpen(port, facts.container)) return false;
  if (facts.commands.movedDefaults.includes(port.port)) return false;
  return !(port.configured && configuration.replacesDefaults);
}

function isOpen(port: DefaultPort, container: Container): boolean {
  if (port.when === 'always') return true;
  return port.when === 'subcommand' && container.args?.[0]?.value === port.subcommand;
}

function fromFact(container: Container, document: DocumentFacts, fact: ListenFact): Listener {
  const span = spanOfTraced(document.yaml, fact.digits ?? fact.evidence.text);
  const { source } = fact.evidence;
  const variable = span && source === 'variable' ? variableAt(container, span) : undefined;
  const words = wordsOf(fact, variable);
  const evidence: ListenerEvidence[] = span ? [{ document, span, source, words, variable }] : [];
  return {
    container,
    port: fact.port,
    protocol: fact.protocol,
    address: fact.address,
    certainty: fact.certainty,
    purpose: fact.purpose,
    reusesPort: fact.reusesPort,
    program: fact.program,
    evidence,
    declaration: undefined,
    controls: fact.digits ? [{ document, digits: fact.digits }] : [],
    hosts: fact.hostText ? [{ document, text: fact.hostText }] : [],
  };
}

function wordsOf(fact: ListenFact, variable: string | undefined): string {
  // One line of a configuration can open hundreds of ports, and each shows it.
  const text = shortened(fact.evidence.text.text).replaceAll(/\s+/g, ' ').trim();
  switch (fact.evidence.source) {
    case 'argument':
      return `from the argument "${text}"`;
    case 'command':
      return `from the command "${text}"`;
    case 'script':
      return `from the script "${text}"`;
    case 'variable':
      return `from the variable "${variable ?? text}"`;
    case 'configuration':
      return `from the configuration "${text}"`;
    case 'program-default':
      return fact.program ? `the default of ${fact.program}` : 'the default of the program';
  }
}

/** The name of the variable whose value stands at a place. */
function variableAt(container: Container, span: Span): string | undefined {
  const holds = ({ value }: EnvVar): boolean => value !== undefined && covers(value.span, span);
  return container.env.find(holds)?.name?.value;
}

function fromImage(
  facts: ContainerFacts,
  document: DocumentFacts,
  port: DefaultPort,
  configuration: ContainerConfiguration,
): Listener {
  const { container } = facts;
  return {
    ...unplaced(container, port.port, port.protocol, port.address === 'any' ? ANY : LOOPBACK),
    certainty: mayBeMoved(facts, port, configuration) ? 'possible' : 'likely',
    purpose: port.purpose,
    program: container.image?.value,
    evidence: atImage(
      container,
      document,
      'image',
      `the default of ${container.image?.value ?? 'the image'}`,
    ),
  };
}

/**
 * Whether something that the manifest mounts or sets, and that cannot be read here, could move the port; or a branch of
 * a script that may not be taken.
 */
function mayBeMoved(
  { container, commands }: ContainerFacts,
  port: DefaultPort,
  configuration: ContainerConfiguration,
): boolean {
  if (commands.mayReplaceServer || commands.doubtfulDefaults.includes(port.port)) return true;
  if (port.configured && configuration.unreadable) return true;
  return (
    container.envFrom.length > 0 && port.portVariables.length + port.addressVariables.length > 0
  );
}

function fromSettings(
  container: Container,
  document: DocumentFacts,
  port: number,
  protocol: Protocol,
): Listener {
  return {
    ...unplaced(container, port, protocol, ANY),
    certainty: 'likely',
    program: container.image?.value,
    evidence: atImage(container, document, 'settings', 'said in .podspace.yaml'),
  };
}

function unplaced(
  container: Container,
  port: number,
  protocol: Protocol,
  address: Address,
): Listener {
  return {
    container,
    port,
    protocol,
    address,
    certainty: 'likely',
    purpose: 'service',
    reusesPort: false,
    program: undefined,
    evidence: [],
    declaration: undefined,
    controls: [],
    hosts: [],
  };
}

function atImage(
  container: Container,
  document: DocumentFacts,
  source: ListenerEvidence['source'],
  words: string,
): readonly ListenerEvidence[] {
  const at = container.image ?? container.name;
  return at ? [{ document, span: at.span, source, words }] : [];
}

function fromDeclaration(
  container: Container,
  document: DocumentFacts,
  port: ContainerPort,
  number: number,
  inferred: Listener | undefined,
  certainty: Certainty,
): Listener {
  const protocol = protocolOf(port);
  const evidence: ListenerEvidence[] = port.containerPort
    ? [{ document, span: port.containerPort.span, source: 'declared', words: 'declared' }]
    : [];
  const listener = inferred ?? unplaced(container, number, protocol, ANY);
  return {
    ...listener,
    certainty,
    purpose: inferred?.purpose ?? purposeOfName(port.name?.value),
    evidence: [...evidence, ...listener.evidence],
    declaration: port,
  };
}

/**
 * Declared and bound, or declared and the image's default: certain. Declared, and bound only perhaps: no surer than by
 * the declaration alone. Declared by a container that is known to listen elsewhere only: documentation.
 */
function declaredCertainty(
  inferred: Listener | undefined,
  understood: boolean,
  commands: CommandFacts,
): Certainty {
  if (!inferred) return understood ? 'possible' : 'likely';
  const byDefault = inferred.evidence.some(({ source }) => source === 'image');
  const sure = inferred.certainty !== 'possible' || (byDefault && !commands.mayReplaceServer);
  return sure ? 'certain' : 'likely';
}

function purposeOfName(name: string | undefined): Listener['purpose'] {
  if (name === undefined) return 'service';
  if (/health|probe|live|ready/.test(name)) return 'health';
  return /metric|prom/.test(name) ? 'metrics' : 'service';
}

/** One listener for each socket: of two facts about one socket the surer leads, and the evidence of both is kept. */
function merged(listeners: readonly Listener[]): readonly Listener[] {
  const byKey = new Map<string, Listener>();
  for (const listener of listeners) {
    const key = `${listener.port} ${listener.protocol} ${addressKey(listener.address)}`;
    const seen = byKey.get(key);
    byKey.set(key, seen ? combined(seen, listener) : listener);
  }
  return [...byKey.values()].filter((listener) => listener.evidence.length > 0);
}

function combined(a: Listener, b: Listener): Listener {
  const surest = stronger(a.certainty, b.certainty);
  const [lead, other] = surest !== a.certainty && !a.declaration ? [b, a] : [a, b];
  return {
    ...lead,
    certainty: surest,
    evidence: [...lead.evidence, ...other.evidence],
    controls: [...lead.controls, ...other.controls],
    hosts: [...lead.hosts, ...other.hosts],
  };
}

function addressKey(address: Address): string {
  return address.type === 'ip' ? address.text : address.type;
}
