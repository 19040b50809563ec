import { sliceTraced } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { addressOf, ANY, isPort, parseEndpoint } from './addresses.ts';
import type { Collector } from './collector.ts';
import type { Certainty, Evidence } from './facts.ts';
import { splitAt } from './words.ts';

type Variables = ReadonlyMap<string, TracedText>;

/**
 * Adds what the variables that Java programs take options from open: `JAVA_TOOL_OPTIONS` and `JDK_JAVA_OPTIONS` are
 * read by Java itself (docs.oracle.com/en/java/javase/21/docs/specs/man/java.html), the others by start scripts.
 */
export function addJavaVariables(variables: Variables, collector: Collector): void {
  for (const [name, value] of variables) {
    const certainty: Certainty | undefined = /^(?:JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS)$/.test(name)
      ? 'certain'
      : /(?:^|_)(?:JAVA|JVM|CATALINA|KAFKA)_?OPT(?:ION)?S$/.test(name)
        ? 'likely'
        : undefined;
    if (certainty === undefined) continue;
    for (const word of splitAt(value, /\s+/g))
      addJavaOption(word, { source: 'variable', text: word }, certainty, collector);
  }
}

/** Adds the listener that one option of `java` opens, if it opens one. */
export function addJavaOption(
  word: TracedText,
  evidence: Evidence,
  certainty: Certainty,
  collector: Collector,
): void {
  const debug = /^-(?:agentlib:jdwp=|Xrunjdwp:).*\baddress=([^,]+)/.exec(word.text);
  const property = PROPERTIES.find(({ prefix }) => word.text.startsWith(prefix));
  if (debug && !/\bserver=y\b/.test(word.text)) return;
  const at = debug ? word.text.indexOf('address=') + 'address='.length : property?.prefix.length;
  if (at === undefined) return;
  const value = sliceTraced(word, at, at + (debug?.[1]?.length ?? word.text.length));
  const endpoint = parseEndpoint(value);
  if (endpoint?.port === undefined || !isPort(endpoint.port)) return;
  collector.listen({
    port: endpoint.port,
    protocol: 'TCP',
    // A debugger's port without a host is on loopback since Java 9 (JPDA transports, dt_socket).
    address: endpoint.host
      ? (addressOf(endpoint.host.text) ?? ANY)
      : debug
        ? { type: 'loopback', family: 'v4' }
        : ANY,
    certainty,
    evidence,
    digits: endpoint.digits,
    reusesPort: false,
    purpose: property?.purpose ?? 'debug',
    program: 'java',
  });
}

const PROPERTIES: readonly {
  readonly prefix: string;
  readonly purpose: 'service' | 'admin' | 'debug';
}[] = [
  { prefix: '-Dserver.port=', purpose: 'service' },
  { prefix: '-Dquarkus.http.port=', purpose: 'service' },
  { prefix: '-Dmicronaut.server.port=', purpose: 'service' },
  { prefix: '-Djetty.http.port=', purpose: 'service' },
  { prefix: '-Djetty.port=', purpose: 'service' },
  { prefix: '-Dhttp.port=', purpose: 'service' },
  { prefix: '-Dmanagement.server.port=', purpose: 'admin' },
  { prefix: '-Dcom.sun.management.jmxremote.port=', purpose: 'debug' },
];
