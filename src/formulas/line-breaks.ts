// Where a formula that is longer than its line is broken: rather between two statements than within one.
import { AbstractMmlTokenNode, type MmlNode } from '@mathjax/src/js/core/MmlTree/MmlNode.js';

const arrows: ReadonlySet<string> = new Set(['⇐', '⇒', '⇔', '⟸', '⟹', '⟺']);

/** Before an arrow a break is good, if there are arrows: then it is bad before `=`, `+` and their like. */
export function preferStatements(root: MmlNode): void {
  const operators = root.findNodes('mo');
  if (!operators.some(isArrow)) return;
  for (const operator of operators) {
    if (operator.attributes.hasExplicit('linebreak')) continue;
    operator.attributes.set('linebreak', isArrow(operator) ? 'goodbreak' : 'badbreak');
  }
}

function isArrow(node: unknown): boolean {
  return node instanceof AbstractMmlTokenNode && arrows.has(node.getText());
}
