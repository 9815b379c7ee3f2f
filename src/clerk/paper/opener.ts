import { Floating } from './floating.ts';
import type { Spot } from './spot.ts';

const drawings = {
  calendar: 'M4 5.5h12v11H4zM4 9h12M7.5 3.5v3M12.5 3.5v3',
  list: 'M6 8l4 4 4-4',
} as const;

const svg = 'http://www.w3.org/2000/svg';

/** The button at the end of the blank that the cursor is in: for the mouse, the keyboard has Alt and the arrow down. */
export class Opener {
  readonly #floating: Floating;
  readonly #path: SVGPathElement;

  constructor(layer: HTMLElement, onPress: () => void) {
    this.#floating = new Floating(layer, 'opener', 'beside');
    this.#floating.element.ariaHidden = 'true';
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    button.addEventListener('click', onPress);
    const drawing = document.createElementNS(svg, 'svg');
    drawing.setAttribute('viewBox', '0 0 20 20');
    this.#path = document.createElementNS(svg, 'path');
    drawing.append(this.#path);
    button.append(drawing);
    this.#floating.element.append(button);
  }

  /** Shows where something can be chosen for the blank, hides elsewhere. */
  showFor({ place, kind }: Spot): void {
    const isList = kind === 'choice' || kind === 'choices';
    if (!isList && kind !== 'date' && kind !== 'datePart') {
      this.hide();
      return;
    }
    this.#path.setAttribute('d', isList ? drawings.list : drawings.calendar);
    this.#floating.show(place);
  }

  /** The blank has another size now. */
  place(): void {
    this.#floating.place();
  }

  hide(): void {
    this.#floating.hide();
  }
}
