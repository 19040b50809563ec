import assert from 'node:assert/strict';
import { commandFacts } from '../../../server/src/commands/entry-point.ts';
import type { Address, CommandFacts } from '../../../server/src/commands/facts.ts';
import { readContainer } from '../../../server/src/kubernetes/read-container.ts';
import type { Container } from '../../../server/src/kubernetes/model.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';
import { soleOrigin } from '../../../server/src/yaml/traced-text.ts';
import type { TracedText } from '../../../server/src/yaml/traced-text.ts';

/** The container that a piece of YAML describes. */
export function containerOf(yaml: string): Container {
  const { root } = parseDocument(yaml);
  assert.equal(root?.kind, 'map');
  return readContainer(root, { list: 'containers', index: 0 });
}

export function factsOf(yaml: string): CommandFacts {
  return commandFacts(containerOf(yaml));
}

/** The facts in short: one line each, for comparing with a table. */
export function listens(facts: CommandFacts): readonly string[] {
  return facts.listens.map((fact) =>
    [
      `${addressWord(fact.address)}:${fact.port}`,
      ...(fact.protocol === 'TCP' ? [] : [fact.protocol]),
      fact.certainty,
      `"${fact.evidence.text.text}"`,
      ...(fact.digits ? [digitsWord(fact.digits)] : []),
    ].join(' '),
  );
}

export function connects(facts: CommandFacts): readonly string[] {
  return facts.connects.map(
    (fact) => `${fact.host}:${fact.port ?? '?'} ${fact.certainty} "${fact.evidence.text.text}"`,
  );
}

export function accesses(facts: CommandFacts): readonly string[] {
  return facts.accesses.map((fact) =>
    [
      fact.mode,
      fact.target === 'directory' ? `${fact.path}/` : fact.path,
      ...(fact.manner === 'plain' ? [] : [fact.manner]),
      ...(fact.effect ? [fact.effect] : []),
      ...(fact.certainty === 'certain' ? [] : [fact.certainty]),
    ].join(' '),
  );
}

/** Asserts that traced text is what its scalar says at its place. */
export function assertTraced(traced: TracedText): void {
  for (const piece of traced.pieces) {
    if (!piece.origin) continue;
    const { scalar, from } = piece.origin;
    assert.ok(from >= 0 && from + piece.length <= scalar.text.length);
  }
  const origin = soleOrigin(traced);
  if (origin) assert.equal(origin.scalar.text.slice(origin.from, origin.to), traced.text);
}

function addressWord(address: Address): string {
  switch (address.type) {
    case 'any':
      return address.family === 'v4' ? '0.0.0.0' : address.family === 'v6' ? '::only' : '*';
    case 'loopback':
      return 'loopback';
    case 'ip':
      return address.text;
    case 'podIP':
      return 'podIP';
  }
}

/** Where the digits stand: their offset in the scalar. */
function digitsWord(digits: TracedText): string {
  const origin = soleOrigin(digits);
  return origin ? `@${origin.from}` : '@?';
}
