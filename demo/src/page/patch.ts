/**
 * Makes an element look like another one, touching only what differs: what is focused stays focused, what is
 * typed stays typed, and what changes can be seen changing.
 */
export function patch(current: Element, next: Element): void {
  copyAttributes(current, next);
  const [before, after] = [[...current.childNodes], [...next.childNodes]];
  if (before.length !== after.length) {
    current.replaceChildren(...after);
    return;
  }
  for (const [index, child] of before.entries()) {
    const wanted = after[index];
    if (wanted) patchNode(child, wanted);
  }
}

function patchNode(current: ChildNode, next: ChildNode): void {
  if (current instanceof Element && next instanceof Element && current.tagName === next.tagName) {
    patch(current, next);
  } else if (current instanceof Text && next instanceof Text) {
    if (current.data !== next.data) current.data = next.data;
  } else current.replaceWith(next);
}

function copyAttributes(current: Element, next: Element): void {
  for (const name of current.getAttributeNames()) if (!next.hasAttribute(name)) current.removeAttribute(name);
  for (const { name, value } of next.attributes) {
    if (current.getAttribute(name) !== value) current.setAttribute(name, value);
  }
  // The attribute stands for the choice only until somebody chooses.
  if (current instanceof HTMLOptionElement && next instanceof HTMLOptionElement)
    current.selected = next.selected;
}
