/** What was typed into a blank, lines parted by line feeds. */
export function typedText(fill: HTMLElement): string {
  const text = Array.from(fill.childNodes, (node) => (node.nodeName === 'BR' ? '\n' : (node.textContent ?? '')));
  return text.join('').replaceAll('\u00A0', ' ');
}

/** Writes a text into a blank only where it says something else: what stands there keeps its layout. */
export function write(fill: HTMLElement, text: string): boolean {
  if (fill.textContent === text && fill.childElementCount === 0) return false;
  fill.textContent = text;
  showFilled(fill);
  return true;
}

/** A blank with something in it looks like print; an empty one like a line to write on. */
export function showFilled(fill: HTMLElement): void {
  fill.classList.toggle('filled', fill.textContent !== '');
}

/** Characters before the caret in an element; null while the caret is elsewhere. */
export function caretIn(fill: HTMLElement): number | null {
  const selection = getSelection();
  if (selection === null || selection.rangeCount === 0 || !fill.contains(selection.focusNode)) return null;
  const range = selection.getRangeAt(0).cloneRange();
  range.setStart(fill, 0);
  return range.toString().length;
}

/** Puts the caret after so many characters of a text just written. */
export function placeCaret(fill: HTMLElement, offset: number): void {
  const text = fill.firstChild;
  if (text instanceof Text) getSelection()?.collapse(text, Math.min(offset, text.length));
  else getSelection()?.collapse(fill, 0);
}

export function selectText(fill: HTMLElement): void {
  getSelection()?.selectAllChildren(fill);
}

/** Puts a text in the place of what is selected, as pasting does. */
export function insertText(text: string): void {
  const selection = getSelection();
  if (selection === null || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  range.deleteContents();
  const inserted = new Text(text);
  range.insertNode(inserted);
  selection.collapse(inserted, inserted.length);
}
