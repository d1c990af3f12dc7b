/**
 * Brings `shown` to look like `fresh` and leaves alone what is already equal: focus stays, and screen readers hear only what is
 * new. Only plain containers are gone into; anything else that differs is replaced as a whole.
 */
export function patch(shown: Element, fresh: Element): void {
  if (shown.className !== fresh.className) shown.className = fresh.className;
  const wanted = Array.from(fresh.childNodes);
  wanted.forEach((child, i) => {
    const present = shown.childNodes[i];
    if (!present) shown.append(child);
    else if (isContainer(present) && isContainer(child)) patch(present, child);
    else if (!present.isEqualNode(child)) present.replaceWith(child);
  });
  while (shown.childNodes.length > wanted.length) shown.lastChild?.remove();
}

function isContainer(node: Node): node is HTMLDivElement {
  return node.nodeName === 'DIV';
}
