import type { TestExpression } from 'unbash';
import { addAccess } from './invocation.ts';
import type { Frame } from './shell-state.ts';
import { expandWhole } from './shell-words.ts';
import type { WordContext } from './shell-words.ts';

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
            manner: frame.waiting ? 'waits' : 'test',
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
