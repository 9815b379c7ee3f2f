import { Floating } from './floating.ts';

/** Tells the mouse what is wrong with a blank; who comes by keyboard is told beneath the blank itself. */
export class Tip {
  readonly #floating: Floating;

  constructor(layer: HTMLElement) {
    this.#floating = new Floating(layer, 'beneath tip');
    this.#floating.element.ariaHidden = 'true';
  }

  show(place: HTMLElement, messages: readonly string[]): void {
    const message = document.createElement('p');
    message.className = `message ${place.classList.contains('invalid') ? 'error' : 'warning'}`;
    message.textContent = messages.join(' ');
    this.#floating.element.replaceChildren(message);
    this.#floating.show(place);
  }

  hide(): void {
    this.#floating.hide();
  }
}
