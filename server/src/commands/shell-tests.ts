import type { TestExpression } from 'unbash';
import type { AccessFact } from './facts.ts';
import { addAccess } from './invocation.ts';
import type { Frame, Waiting } from './shell-state.ts';
import { expandWhole } from './shell-words.ts';
import type { WordContext } from './shell-words.ts';

/** How a test asks for a file. */
export function mannerOf(waiting: Waiting): Pick<AccessFact, 'manner' | 'endless'> {
  if (waiting === 'no') return { manner: 'test' };
  return { manner: 'waits', ...(waiting === 'for-ever' && { endless: true }) };
}

/** Adds the files that `[[ … ]]` asks for. */
export function addTests(expression: TestExpression, frame: Frame, context: WordContext): void {
  switch (expression.type) {
    case 'TestUnary':
      if (/^-[abcdefghkprsuwxGLNOS]$/.test(expression.operator))
        addAccess(
          { ...frame, directory: frame.state.directory, name: '[[' },
          expandWhole(expression.operand, context),
          {
            mode: 'read',
            target: expression.operator === '-d' ? 'directory' : 'file',
            ...mannerOf(frame.waiting),
          },
        );
      return;
    case 'TestLogical':
      for (const operand of expression.operands) addTests(operand, frame, context);
      return;
    case 'TestNot':
      addTests(expression.operand, frame, context);
      return;
    case 'TestGroup':
      addTests(expression.expression, frame, context);
      return;
    case 'TestBinary':
  }
}
