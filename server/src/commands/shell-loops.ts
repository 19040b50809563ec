import type { Command, CompoundList, While } from 'unbash';

/** `while true`, `while :`, `until false`: the condition asks nothing. */
export function isEndless(node: While): boolean {
  const [statement] = node.clause.commands;
  if (node.clause.commands.length !== 1 || statement?.command.type !== 'Command') return false;
  const name = statement.command.name?.value;
  if (node.kind === 'until') return name === 'false';
  return name === 'true' || name === ':' || name === 'sleep' || name === '1';
}

/** `! CHECK`, `[ ! -f FILE ]`. */
export function isNegated(node: While): boolean {
  const command = node.clause.commands.at(-1)?.command;
  if (command?.type === 'Pipeline')
    return command.prefixes.some((prefix) => prefix.type === 'Negation');
  if (command?.type === 'TestCommand') return command.expression.type === 'TestNot';
  if (command?.type !== 'Command') return false;
  return /^(?:\[|test)$/.test(command.name?.value ?? '') && firstArgument(command) === '!';
}

function firstArgument(command: Command): string | undefined {
  const [first] = command.args;
  return first?.type === 'Word' ? first.value : undefined;
}

/** Whether a `break`, `exit` or `exec` stands in a loop's own text. */
export function leavesLoop(body: CompoundList): boolean {
  let found = false;
  const visit = (node: unknown): void => {
    if (found || typeof node !== 'object' || node === null) return;
    if (isCommand(node) && /^(?:break|exit|exec|return)$/.test(node.name?.value ?? '')) {
      found = true;
      return;
    }
    Object.values(node).forEach(visit);
  };
  visit(body);
  return found;
}

function isCommand(node: object): node is Command {
  return 'type' in node && node.type === 'Command';
}
