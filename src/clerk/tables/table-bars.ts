import { h, render } from 'preact';
import type { EditorServices } from '../services.ts';
import { interfaceLanguage } from '../words.ts';
import { recordsAround } from './record-place.ts';
import { TableBar } from './table-bar.tsx';
import type { TableEditing } from './table-editing.ts';

/** Fields of lists: those of tables have a row of their own. */
const inText = ':is(.fill[data-path],.box[data-check]):not([data-rows] *)';

/** A bar beneath every table of the paper, and after every list whose items stand in the text. */
export class TableBars {
  readonly #paper: HTMLElement;
  readonly #editing: TableEditing;
  readonly #bars = new Map<HTMLElement, string>();
  #drawn = false;

  constructor(paper: HTMLElement, services: EditorServices, editing: TableEditing) {
    this.#paper = paper;
    this.#editing = editing;
    // The paper is made anew as a whole: its parts are replaced, and the bars among them.
    new MutationObserver(() => {
      this.place();
    }).observe(paper, { childList: true });
    services.store.subscribe(({ kind }) => {
      if (kind === 'rows' || kind === 'payload' || kind === 'values') this.#drawSoon();
    });
    interfaceLanguage.subscribe(() => {
      this.#draw();
    });
    this.place();
  }

  /** Puts bars where they are missing. */
  place(): void {
    for (const bar of this.#bars.keys()) {
      if (bar.isConnected) continue;
      render(null, bar);
      this.#bars.delete(bar);
    }
    for (const [end, source] of this.#ends()) {
      const others = barsAfter(end);
      if (others.some((bar) => this.#bars.get(bar) === source)) continue;
      const bar = document.createElement('div');
      bar.className = 'table-bar';
      (others.at(-1) ?? end).after(bar);
      this.#bars.set(bar, source);
    }
    this.#draw();
  }

  #drawSoon(): void {
    if (this.#drawn) return;
    this.#drawn = true;
    requestAnimationFrame(() => {
      this.#drawn = false;
      this.#draw();
    });
  }

  #draw(): void {
    for (const [bar, source] of this.#bars) {
      const editing = this.#editing;
      const view = {
        name: editing.nameOf(source),
        count: editing.countOf(source),
        isNamed: [bar.previousElementSibling, bar.nextElementSibling].some(
          (beside) => beside?.className === bar.className,
        ),
        isFull: editing.isFull(source),
        onAdd: (count: number) => void editing.add(source, editing.countOf(source), count),
        onPaste: () => void editing.sheets().then((sheets) => sheets?.ask(source)),
        onCopy: () => void editing.sheets().then((sheets) => sheets?.copy(source)),
      };
      render(h(TableBar, view), bar);
    }
  }

  /** Elements that a bar comes after, each with its table. */
  #ends(): (readonly [end: Element, source: string])[] {
    const tables = [...this.#paper.querySelectorAll<HTMLElement>('tbody[data-rows]')].flatMap((body) => {
      const table = body.closest('.row-chunk') ?? body.closest('table');
      // A long table goes on in the next element.
      const goesOn = table?.nextElementSibling?.classList.contains('row-chunk') === true;
      return table === null || goesOn ? [] : [[table, body.dataset['rows'] ?? ''] as const];
    });
    const lists = new Map<string, Element>();
    for (const place of this.#paper.querySelectorAll<HTMLElement>(inText)) {
      const [record] = recordsAround(place.dataset['path'] ?? place.dataset['check'] ?? '');
      const block = place.closest('p,.signature');
      if (record === undefined || block === null) continue;
      // A list that stands in several places grows where it stands first.
      const known = lists.get(record.source);
      if (known === undefined || known.nextElementSibling === block) lists.set(record.source, block);
    }
    // What has tables inside its items goes on to the last of them.
    for (const [table, source] of tables) {
      for (const { source: outer } of recordsAround(source)) if (lists.has(outer)) lists.set(outer, table);
    }
    return [...tables, ...[...lists].map(([source, block]) => [block, source] as const)];
  }
}

function barsAfter(end: Element): HTMLElement[] {
  const bars: HTMLElement[] = [];
  for (let next = end.nextElementSibling; next instanceof HTMLElement; next = next.nextElementSibling) {
    if (!next.classList.contains('table-bar')) break;
    bars.push(next);
  }
  return bars;
}
