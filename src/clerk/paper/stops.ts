/** What the keyboard stops at. */
const stopSelector = '.fill[contenteditable],.fill[tabindex="0"],.box[tabindex="0"]';

/** The blank or box that comes after a place on the paper, or before it. */
export function nextStop(
  paper: HTMLElement,
  layer: HTMLElement,
  place: HTMLElement,
  direction: 1 | -1,
): HTMLElement | undefined {
  const walker = document.createTreeWalker(paper, NodeFilter.SHOW_ELEMENT, (node) => {
    if (node === layer) return NodeFilter.FILTER_REJECT;
    return node instanceof HTMLElement && node.matches(stopSelector)
      ? NodeFilter.FILTER_ACCEPT
      : NodeFilter.FILTER_SKIP;
  });
  walker.currentNode = place;
  const stop = direction === 1 ? walker.nextNode() : walker.previousNode();
  return stop instanceof HTMLElement ? stop : undefined;
}
