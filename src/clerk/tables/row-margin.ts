import { h, render } from 'preact';
import { interfaceLanguage } from '../words.ts';
import type { EditorServices } from '../services.ts';
import { type RecordPlace, recordsAround } from './record-place.ts';
import { RowTools } from './row-tools.tsx';
import type { TableEditing } from './table-editing.ts';

const places = '.fill[data-path],.box[data-check]';
/** Pixels between a row and its tools. */
const gap = 4;

/** The tools of one record, in the margin beside it: where the cursor is, or the pointer. */
export class RowMargin {
  readonly element: HTMLDivElement;
  readonly #paper: HTMLElement;
  readonly #desk: HTMLElement;
  readonly #editing: TableEditing;
  /** A place in the record that the tools belong to. */
  #place: HTMLElement | null = null;
  #focused: HTMLElement | null = null;
  #drawn = false;

  constructor(paper: HTMLElement, desk: HTMLElement, services: EditorServices, editing: TableEditing) {
    this.#paper = paper;
    this.#desk = desk;
    this.#editing = editing;
    this.element = document.createElement('div');
    this.element.className = 'row-tools';
    this.element.role = 'toolbar';
    this.element.ariaOrientation = 'vertical';
    this.element.hidden = true;
    desk.append(this.element);
    paper.addEventListener('focusin', ({ target }) => {
      this.#focused = placeAt(target);
      this.#show(this.#focused);
    });
    paper.addEventListener('pointerover', ({ target, pointerType }) => {
      if (pointerType === 'mouse' && target instanceof Element)
        this.#show(placeAt(target) ?? placeIn(target) ?? this.#focused);
    });
    desk.addEventListener('pointerleave', () => {
      this.#show(this.#focused);
    });
    this.element.addEventListener('keydown', (event) => {
      this.#move(event);
    });
    // A click on a tool leaves the cursor where it is until the row has gone its way.
    this.element.addEventListener('pointerdown', (event) => {
      event.preventDefault();
    });
    services.store.subscribe(({ kind }) => {
      if (kind === 'rows' || kind === 'payload' || kind === 'values') this.#drawSoon();
    });
    interfaceLanguage.subscribe(() => {
      this.draw();
    });
    // The window, another zoom, or pages beside the paper: all of them resize what the rows stand on.
    const resized = new ResizeObserver(() => {
      this.draw();
    });
    resized.observe(desk);
    resized.observe(paper);
  }

  /** Goes to the tools of the record that the cursor is in. */
  focus(): void {
    this.#show(this.#focused);
    this.#buttons()[0]?.focus();
  }

  /** Shows the tools of the record of a place, beside its row. */
  draw(): void {
    const place = this.#place?.isConnected === true ? this.#place : null;
    const records = place === null ? [] : recordsAround(place.dataset['path'] ?? place.dataset['check'] ?? '');
    this.element.hidden = records.length === 0;
    if (place === null || records.length === 0) return;
    this.element.ariaLabel = this.#editing.nameOf(records[0]?.source ?? '');
    const onPoint = (record: RecordPlace | null) => {
      this.#point(record);
    };
    render(h(RowTools, { records, editing: this.#editing, onPoint }), this.element);
    const row = (place.closest('tr') ?? place).getBoundingClientRect();
    const edge = widest(place).getBoundingClientRect();
    const desk = this.#desk.getBoundingClientRect();
    const right = Math.min(edge.right + gap, desk.left + this.#desk.clientWidth - this.element.offsetWidth);
    this.element.style.left = `${right - desk.left + this.#desk.scrollLeft}px`;
    this.element.style.top = `${row.top - desk.top + this.#desk.scrollTop}px`;
  }

  #drawSoon(): void {
    if (this.#drawn || this.element.hidden) return;
    this.#drawn = true;
    requestAnimationFrame(() => {
      this.#drawn = false;
      this.draw();
    });
  }

  #show(place: HTMLElement | null): void {
    const before = this.#place?.closest('tr,p') ?? null;
    this.#place = place;
    if (before === null || place === null || place.closest('tr,p') !== before) this.draw();
  }

  /** Shows which record the tools under the pointer are for. */
  #point(record: RecordPlace | null): void {
    for (const pointed of this.#paper.querySelectorAll('.pointed')) pointed.classList.remove('pointed');
    if (record === null) return;
    const start = `${record.source}.${record.index}.`;
    for (const place of this.#paper.querySelectorAll(`[data-path^="${start}"],[data-check^="${start}"]`)) {
      const cell = place.closest('td');
      const isWhole = cell?.querySelector(`.fill[data-path]:not([data-path^="${start}"])`) === null;
      (isWhole ? cell : (place.closest('p') ?? place)).classList.add('pointed');
    }
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.element.querySelectorAll('button')];
  }

  /** Arrows go from tool to tool, Escape back to the text. */
  #move(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (event.key === 'Escape') this.#focused?.focus();
    else if (event.key === 'ArrowDown') buttons[(at + 1) % buttons.length]?.focus();
    else if (event.key === 'ArrowUp') buttons.at(at - 1)?.focus();
    else return;
    event.preventDefault();
  }
}

function placeAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(places) : null;
}

/** Some place in the row under the pointer. */
function placeIn(target: Element): HTMLElement | null {
  return target.closest('tbody[data-rows] > tr')?.querySelector<HTMLElement>(places) ?? null;
}

/** The table that a place stands in, the outermost one; else its paragraph. */
function widest(place: HTMLElement): Element {
  let table = place.closest('table');
  for (let outer = table; outer !== null; outer = outer.parentElement?.closest('table') ?? null) table = outer;
  return table ?? place.closest('p') ?? place;
}
