import type { Command, CompoundList, SyntaxNode, TestExpression, While } from 'unbash';
import { someNode } from './shell-walk.ts';

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

/** Whether a loop goes on until something succeeds: `CHECK && break`, `if CHECK; then break; fi`. */
export function awaitsSuccess(body: CompoundList): boolean {
  return someNode(body, (node) => {
    if (node.type === 'If') return !isFailure(node.clause) && leavesLoop(node.then);
    return (
      node.type === 'AndOr' &&
      node.operators.some((operator, i) => {
        const next = node.commands[i + 1];
        return operator === '&&' && next !== undefined && leavesLoop(next);
      })
    );
  });
}

/** Whether a `break`, `exit` or `exec` stands in a loop's own text. */
export function leavesLoop(body: SyntaxNode): boolean {
  return someNode(
    body,
    (node) =>
      node.type === 'Command' && /^(?:break|exit|exec|return)$/.test(node.name?.value ?? ''),
  );
}

/** Whether nothing ends a loop but what its condition asks for: no `||`, and no `break`. */
export function endsByConditionOnly({ clause, body }: While): boolean {
  return !leavesLoop(body) && !leavesLoop(clause) && !someNode(clause, isEither);
}

/** `A || B`, `[ A -o B ]`, `[[ A || B ]]`. */
function isEither(node: SyntaxNode): boolean {
  if (node.type === 'AndOr') return node.operators.includes('||');
  if (node.type === 'TestCommand') return holdsEither(node.expression);
  return (
    node.type === 'Command' &&
    /^(?:\[|test)$/.test(node.name?.value ?? '') &&
    node.args.some((word) => word.type === 'Word' && word.value === '-o')
  );
}

function holdsEither(expression: TestExpression): boolean {
  switch (expression.type) {
    case 'TestLogical':
      return expression.operator === '||' || expression.operands.some(holdsEither);
    case 'TestNot':
      return holdsEither(expression.operand);
    case 'TestGroup':
      return holdsEither(expression.expression);
    default:
      return false;
  }
}

/** `if ! CHECK`. */
function isFailure(clause: CompoundList): boolean {
  const command = clause.commands.at(-1)?.command;
  return (
    command?.type === 'Pipeline' && command.prefixes.some((prefix) => prefix.type === 'Negation')
  );
}
