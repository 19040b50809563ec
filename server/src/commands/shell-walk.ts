import { forEachChild } from 'unbash';
import type { SyntaxNode } from 'unbash';

/** A part of a script, and all that it holds, in no order that means anything; however deep, on no stack. */
export function* nodesIn(root: SyntaxNode): Generator<SyntaxNode> {
  const left = [root];
  for (let node = left.pop(); node; node = left.pop()) {
    yield node;
    forEachChild(node, (child) => {
      left.push(child);
    });
  }
}

export function someNode(root: SyntaxNode, test: (node: SyntaxNode) => boolean): boolean {
  for (const node of nodesIn(root)) if (test(node)) return true;
  return false;
}
