import type {
  Case,
  CommandNode,
  AndOr,
  Command,
  CompoundList,
  Pipeline,
  TestExpression,
} from 'unbash';
import { isKnown } from '../yaml/traced-text.ts';
import { matchesShellPattern } from './shell-pattern.ts';
import { expandWhole, expandWord } from './shell-words.ts';
import type { WordContext } from './shell-words.ts';
import { baseName } from './words.ts';

/**
 * What is known of a condition before anything runs. `assumed`: no question at all, but a step that everything behind
 * it counts on, as in `cd /app && exec server`.
 */
export type Verdict = 'holds' | 'fails' | 'unknown' | 'assumed';

/** The verdict on a list: that of its last command. */
export function verdictOfList(list: CompoundList, context: WordContext): Verdict {
  const last = list.commands.at(-1);
  return !last || last.background === true ? 'unknown' : verdictOf(last.command, context);
}

/** Decides from literal values only; runs nothing. */
export function verdictOf(node: CommandNode | Pipeline | AndOr, context: WordContext): Verdict {
  const still: WordContext = { ...context, substitute: () => undefined };
  switch (node.type) {
    case 'Command':
      return verdictOfCommand(node, still);
    case 'TestCommand':
      return verdictOfTest(node.expression, still);
    case 'Pipeline': {
      const negated = node.prefixes.some((prefix) => prefix.type === 'Negation');
      const [only] = node.commands;
      const verdict =
        node.commands.length === 1 && only ? verdictOf(only, context) : verdictOfPipe(node, still);
      return negated ? not(verdict === 'assumed' ? 'unknown' : verdict) : verdict;
    }
    case 'AndOr':
      return node.commands
        .map((command) => verdictOf(command, context))
        .reduce((before, next, i) => joined(before, node.operators[i - 1] ?? '&&', next));
    case 'BraceGroup':
    case 'Subshell':
      return verdictOfList(node.body, context);
    case 'ArithmeticCommand':
      return 'unknown';
    default:
      return 'assumed';
  }
}

/** `a && b`, `a || b`, from what is known of both. */
export function joined(before: Verdict, operator: '&&' | '||', next: Verdict): Verdict {
  if (operator === '&&') {
    if (before === 'fails' || next === 'fails') return 'fails';
    return before === 'unknown' ? 'unknown' : next;
  }
  if (before === 'holds' || next === 'holds') return 'holds';
  if (before === 'fails') return next;
  return before;
}

/** The item of a `case` that is taken: its index, -1 for none; undefined where that is not known. */
export function takenItem(node: Case, context: WordContext): number | undefined {
  const still: WordContext = { ...context, substitute: () => undefined };
  const subject = expandWhole(node.word, still);
  const patterns = node.items.map((item) => item.pattern.map((word) => expandWhole(word, still)));
  if (!isKnown(subject) || !patterns.flat().every(isKnown)) return undefined;
  if (!context.takesText(patterns.flat().length * subject.text.length)) return undefined;
  if (node.items.some((item) => item.terminator !== undefined && item.terminator !== ';;'))
    return undefined;
  for (const [index, words] of patterns.entries()) {
    const verdicts = words.map((word) => matchesShellPattern(word.text, subject.text));
    if (verdicts.includes(true)) return index;
    if (verdicts.includes('unknown')) return undefined;
  }
  return -1;
}

function not(verdict: Verdict): Verdict {
  return verdict === 'holds' ? 'fails' : verdict === 'fails' ? 'holds' : verdict;
}

/** Programs that are run for their answer: whether something is there, listens, or looks so. */
const QUESTIONS: ReadonlySet<string> = new Set([
  'cmp',
  'command',
  'diff',
  'egrep',
  'expr',
  'fgrep',
  'getent',
  'grep',
  'hash',
  'id',
  'mountpoint',
  'mysqladmin',
  'nc',
  'pg_isready',
  'pgrep',
  'pidof',
  'ping',
  'ps',
  'test',
  'type',
  'which',
]);

function verdictOfPipe(node: Pipeline, context: WordContext): Verdict {
  const last = node.commands.at(-1);
  return last?.type === 'Command' ? verdictOfCommand(last, context) : 'unknown';
}

function verdictOfCommand(node: Command, context: WordContext): Verdict {
  const [name, ...args] = [...(node.name ? [node.name] : []), ...node.args].flatMap((word) =>
    word.type === 'Word' ? expandWord(word, context) : [],
  );
  // An assignment succeeds, or has the status of its substitution.
  if (!name) return 'assumed';
  const program = baseName(name.text);
  if (program === 'true' || program === ':') return 'holds';
  if (program === 'false') return 'fails';
  if (program === '[' || program === 'test') {
    // `[ -n $UNSET ]` has words that nobody knows the number of.
    const words = program === '[' ? args.slice(0, -1) : args;
    return words.every(isKnown) ? verdictOfWords(words.map((word) => word.text)) : 'unknown';
  }
  return QUESTIONS.has(program) ? 'unknown' : 'assumed';
}

/** `test` by the number of its arguments (POSIX.1-2024, test). */
function verdictOfWords(words: readonly string[]): Verdict {
  const [first, second, third] = words;
  if (first === '!' && words.length > 1) return not(verdictOfWords(words.slice(1)));
  if (words.length === 1) return of(first !== '');
  if (words.length === 2) {
    if (first === '-n') return of(second !== '');
    return first === '-z' ? of(second === '') : 'unknown';
  }
  if (words.length !== 3 || first === undefined || third === undefined) return 'unknown';
  return compared(first, second ?? '', third, 'text');
}

function verdictOfTest(expression: TestExpression, context: WordContext): Verdict {
  switch (expression.type) {
    case 'TestUnary': {
      const operand = expandWhole(expression.operand, context);
      if (!isKnown(operand)) return 'unknown';
      if (expression.operator === '-n') return of(operand.text !== '');
      return expression.operator === '-z' ? of(operand.text === '') : 'unknown';
    }
    case 'TestBinary': {
      const left = expandWhole(expression.left, context);
      const right = expandWhole(expression.right, context);
      if (!isKnown(left) || !isKnown(right)) return 'unknown';
      return compared(left.text, expression.operator, right.text, 'pattern');
    }
    case 'TestLogical':
      return expression.operands
        .map((operand) => verdictOfTest(operand, context))
        .reduce((before, next) => joined(before, expression.operator, next));
    case 'TestNot':
      return not(verdictOfTest(expression.operand, context));
    case 'TestGroup':
      return verdictOfTest(expression.expression, context);
  }
}

function compared(
  left: string,
  operator: string,
  right: string,
  kind: 'text' | 'pattern',
): Verdict {
  const equal = kind === 'pattern' ? matchesShellPattern(right, left) : left === right;
  if (equal === 'unknown') return 'unknown';
  if (operator === '=' || operator === '==') return of(equal);
  if (operator === '!=') return of(!equal);
  const [a, b] = [Number(left), Number(right)];
  if (!/^-?\d+$/.test(left) || !/^-?\d+$/.test(right)) return 'unknown';
  switch (operator) {
    case '-eq':
      return of(a === b);
    case '-ne':
      return of(a !== b);
    case '-lt':
      return of(a < b);
    case '-le':
      return of(a <= b);
    case '-gt':
      return of(a > b);
    case '-ge':
      return of(a >= b);
    default:
      return 'unknown';
  }
}

function of(holds: unknown): Verdict {
  return holds === true ? 'holds' : 'fails';
}
