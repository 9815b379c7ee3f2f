const gap = 6;
const margin = 8;

/** Something that floats above the page at a place of the paper: never clipped, it follows when the page is scrolled. */
export class Floating {
  readonly element: HTMLDivElement;
  readonly #side: 'below' | 'beside';
  #anchor: HTMLElement | null = null;
  readonly #follow = () => {
    this.place();
  };

  constructor(layer: HTMLElement, className: string, side: 'below' | 'beside' = 'below') {
    this.#side = side;
    this.element = document.createElement('div');
    this.element.className = className;
    this.element.popover = 'manual';
    layer.append(this.element);
  }

  get anchor(): HTMLElement | null {
    return this.#anchor;
  }

  show(anchor: HTMLElement): void {
    if (this.#anchor === null) {
      this.element.showPopover();
      addEventListener('scroll', this.#follow, { capture: true, passive: true });
      addEventListener('resize', this.#follow);
    }
    this.#anchor = anchor;
    this.place();
  }

  hide(): void {
    if (this.#anchor === null) return;
    this.#anchor = null;
    this.element.hidePopover();
    removeEventListener('scroll', this.#follow, { capture: true });
    removeEventListener('resize', this.#follow);
  }

  /** Brings it to where its place is now, within the window. */
  place(): void {
    if (this.#anchor === null) return;
    const { width, height } = this.element.getBoundingClientRect();
    const at = this.#side === 'beside' ? endOf(this.#anchor) : this.#anchor.getBoundingClientRect();
    const [left, top] = this.#side === 'beside' ? beside(at, this.#anchor, { width, height }) : below(at, height);
    const rightmost = document.documentElement.clientWidth - width - margin;
    this.element.style.left = `${Math.max(margin, Math.min(left, rightmost))}px`;
    this.element.style.top = `${top}px`;
  }
}

/** Where a text that runs over several lines ends. */
function endOf(anchor: HTMLElement): DOMRect {
  return [...anchor.getClientRects()].at(-1) ?? anchor.getBoundingClientRect();
}

/** After the text where the line has room for it, else over the end of the blank. */
function beside(at: DOMRect, anchor: HTMLElement, size: { width: number; height: number }): [number, number] {
  const edge = anchor.parentElement?.getBoundingClientRect().right ?? at.right;
  return [Math.min(at.right + 2, edge - size.width), (at.top + at.bottom - size.height) / 2];
}

/** Below where there is room, else above. */
function below(at: DOMRect, height: number): [number, number] {
  const top = at.bottom + gap;
  const above = at.top - gap - height;
  return [at.left, top + height > document.documentElement.clientHeight && above > 0 ? above : top];
}
