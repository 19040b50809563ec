import { sliceTraced } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { addressOf, isPort } from './addresses.ts';
import type { Address } from './facts.ts';
import { hasOption, optionsNamed } from './invocation.ts';
import type { Invocation } from './invocation.ts';
import { numberIn } from './words.ts';

const LOOPBACK: Address = { type: 'loopback', family: 'dual' };

/**
 * Adds the local ends of `ssh -L [BIND:]PORT:HOST:HOSTPORT`, `ssh -D [BIND:]PORT` (man.openbsd.org/ssh.1) and of
 * `kubectl port-forward TARGET [PORT:]PORT` (kubernetes.io/docs/reference/kubectl); gives whether the program ends.
 */
export function addForwards(invocation: Invocation): 'no' | 'unknown' {
  if (invocation.name === 'kubectl') {
    const host = optionsNamed(invocation, ['--address']).at(-1)?.value?.text;
    const address = host === undefined ? LOOPBACK : (addressOf(host) ?? LOOPBACK);
    for (const operand of invocation.line.operands.slice(1)) addPair(operand, address, invocation);
    return 'no';
  }
  for (const option of optionsNamed(invocation, ['-L', '-D']))
    if (option.value) addLocal(option.value, option.name === '-D' ? 0 : 2, option.text, invocation);
  return hasOption(invocation, ['-N']) ? 'no' : 'unknown';
}

/** What stands before the last `behind` parts: a port, or an address and a port. */
function addLocal(
  value: TracedText,
  behind: number,
  text: TracedText,
  invocation: Invocation,
): void {
  const parts = value.text.split(':');
  const [first = '', second] = parts.slice(0, parts.length - behind);
  const start = second === undefined ? 0 : first.length + 1;
  const digits = sliceTraced(value, start, start + (second ?? first).length);
  add(digits, second === undefined ? LOOPBACK : (addressOf(first) ?? LOOPBACK), text, invocation);
}

function addPair(operand: TracedText, address: Address, invocation: Invocation): void {
  const local = /^(\d+)(?::\d+)?$/.exec(operand.text)?.[1];
  if (local === undefined) return;
  add(sliceTraced(operand, 0, local.length), address, operand, invocation);
}

function add(digits: TracedText, address: Address, text: TracedText, invocation: Invocation): void {
  const port = numberIn(digits);
  if (port === undefined || !isPort(port)) return;
  invocation.collector.listen({
    port,
    protocol: 'TCP',
    address,
    certainty: 'certain',
    evidence: { source: invocation.source, text },
    digits,
    reusesPort: false,
    purpose: 'service',
    program: invocation.name,
  });
}
