import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from 'pdfjs-dist';

/** A page on the screen. */
interface Sheet {
  readonly element: HTMLElement;
  /** In CSS pixels at 100 %. */
  size: Size;
  /** What its picture shows; null while it has none. */
  drawn: { readonly pdf: PDFDocumentProxy; readonly scale: number } | null;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels of a point: 96 of them are an inch, as 72 points are. */
const pixelsPerPoint = 96 / 72;
/** Pixels of one picture: browsers give up on larger ones, and nobody sees more. */
const mostPixels = 16_000_000;
const a4: Size = { width: 210 * (96 / 25.4), height: 297 * (96 / 25.4) };

/**
 * Pages of a PDF one beneath the other. Only those in view and their neighbours have pictures; a page that comes anew
 * replaces the old one when its picture is ready, so that nothing flickers and the place that is read stays.
 */
export class PageSheets {
  readonly #scroller: HTMLElement;
  readonly #name: (page: number, count: number) => string;
  readonly #onFailure: (cause: unknown) => void;
  readonly #inView = new Set<Element>();
  readonly #observer: IntersectionObserver;
  #sheets: readonly Sheet[] = [];
  #pdf: PDFDocumentProxy | null = null;
  #scale = 1;
  #drawing: RenderTask | null = null;
  /** Counts what was shown: the newest wins. */
  #turn = 0;
  #drawingAll: Promise<void> | null = null;
  #isDue = false;

  /**
   * @param name says which page it is to those who do not see it
   * @param onFailure hears of pages that could not be drawn as they came into view
   */
  constructor(
    scroller: HTMLElement,
    name: (page: number, count: number) => string,
    onFailure: (cause: unknown) => void,
  ) {
    this.#scroller = scroller;
    this.#name = name;
    this.#onFailure = onFailure;
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) this.#inView.add(target);
          else this.#inView.delete(target);
        }
        this.#drawSoon();
      },
      { root: scroller, rootMargin: '50% 0px' },
    );
  }

  /** Width of the widest page at 100 %, in CSS pixels. */
  get width(): number {
    return Math.max(...this.#sheets.map(({ size }) => size.width), 0) || a4.width;
  }

  /**
   * Shows another PDF, and lets go of the one before.
   *
   * @returns when what is in view shows it
   */
  async show(pdf: PDFDocumentProxy): Promise<void> {
    const turn = (this.#turn += 1);
    const first = sizeOf((await pdf.getPage(1)).getViewport({ scale: pixelsPerPoint }));
    if (turn !== this.#turn) {
      void pdf.loadingTask.destroy();
      return;
    }
    const before = this.#pdf;
    this.#pdf = pdf;
    this.#drawing?.cancel();
    this.#arrange(pdf.numPages, first);
    void before?.loadingTask.destroy();
    await this.#draw();
  }

  /** Another zoom: 1 is 100 %. The point of the pane at `anchor` stays where it is. */
  zoom(scale: number, anchor: { readonly x: number; readonly y: number } = middleOf(this.#scroller)): void {
    if (scale === this.#scale) return;
    const { scrollLeft, scrollTop } = this.#scroller;
    const factor = scale / this.#scale;
    this.#scale = scale;
    for (const sheet of this.#sheets) this.#fit(sheet);
    this.#scroller.scrollLeft = (scrollLeft + anchor.x) * factor - anchor.x;
    this.#scroller.scrollTop = (scrollTop + anchor.y) * factor - anchor.y;
    this.#drawing?.cancel();
    this.#drawSoon();
  }

  /** The language of the interface is another one. */
  nameAgain(): void {
    this.#sheets.forEach(({ element }, index) => {
      element.ariaLabel = this.#name(index + 1, this.#sheets.length);
    });
  }

  close(): void {
    this.#turn += 1;
    this.#observer.disconnect();
    this.#drawing?.cancel();
    void this.#pdf?.loadingTask.destroy();
    this.#pdf = null;
  }

  /** As many sheets as there are pages: those that are there stay, with what they show. */
  #arrange(count: number, size: Size): void {
    for (const { element } of this.#sheets.slice(count)) {
      this.#observer.unobserve(element);
      this.#inView.delete(element);
      element.remove();
    }
    const kept = this.#sheets.slice(0, count);
    const added = Array.from({ length: count - kept.length }, () => this.#newSheet(size));
    this.#sheets = [...kept, ...added];
    this.nameAgain();
  }

  #newSheet(size: Size): Sheet {
    const element = document.createElement('div');
    element.className = 'sheet';
    element.role = 'img';
    const sheet: Sheet = { element, size, drawn: null };
    this.#fit(sheet);
    this.#scroller.append(element);
    this.#observer.observe(element);
    return sheet;
  }

  #fit({ element, size }: Sheet): void {
    element.style.width = `${size.width * this.#scale}px`;
    element.style.height = `${size.height * this.#scale}px`;
  }

  #drawSoon(): void {
    this.#draw().catch(this.#onFailure);
  }

  /** Draws what is in view and not as it should be; once more when something came in between. */
  async #draw(): Promise<void> {
    this.#isDue = true;
    this.#drawingAll ??= (async () => {
      while (this.#isDue) {
        this.#isDue = false;
        await this.#drawOnce();
      }
    })().finally(() => {
      this.#drawingAll = null;
    });
    await this.#drawingAll;
  }

  async #drawOnce(): Promise<void> {
    const pdf = this.#pdf;
    const scale = this.#scale;
    if (pdf === null) return;
    const isRight = ({ drawn }: Sheet) => drawn?.pdf === pdf && drawn.scale === scale;
    const inView = this.#sheets.filter((sheet) => this.#isSeen(sheet));
    const pictures: (readonly [Sheet, Picture])[] = [];
    for (const sheet of inView.filter((one) => !isRight(one))) {
      const picture = await this.#picture(sheet, pdf, scale);
      if (picture === null) return;
      pictures.push([sheet, picture]);
    }
    // All that is seen changes at once.
    for (const [sheet, picture] of pictures) this.#put(sheet, picture, { pdf, scale });
    for (const sheet of this.#sheets) {
      if (isRight(sheet)) continue;
      if (!this.#inView.has(sheet.element)) {
        forget(sheet);
        continue;
      }
      const picture = await this.#picture(sheet, pdf, scale);
      if (picture === null) return;
      this.#put(sheet, picture, { pdf, scale });
    }
  }

  /** Null when something newer is to be drawn. */
  async #picture(sheet: Sheet, pdf: PDFDocumentProxy, scale: number): Promise<Picture | null> {
    try {
      const page = await pdf.getPage(this.#sheets.indexOf(sheet) + 1);
      return this.#isNewest(pdf, scale) ? await this.#drawn(page, scale) : this.#later();
    } catch (cause) {
      if (isCancelled(cause) || !this.#isNewest(pdf, scale)) return this.#later();
      throw cause;
    }
  }

  async #drawn(page: PDFPageProxy, scale: number): Promise<Picture> {
    const size = sizeOf(page.getViewport({ scale: pixelsPerPoint }));
    const density = Math.min(devicePixelRatio, Math.sqrt(mostPixels / (size.width * size.height)) / scale);
    const viewport = page.getViewport({ scale: pixelsPerPoint * scale * density });
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    const drawing = page.render({ canvas, viewport, annotationMode: 0 });
    this.#drawing = drawing;
    try {
      await drawing.promise;
      return { canvas, size };
    } finally {
      this.#drawing = null;
    }
  }

  #isNewest(pdf: PDFDocumentProxy, scale: number): boolean {
    return this.#pdf === pdf && this.#scale === scale;
  }

  #later(): null {
    this.#isDue = true;
    return null;
  }

  #put(sheet: Sheet, { canvas, size }: Picture, drawn: NonNullable<Sheet['drawn']>): void {
    sheet.element.replaceChildren(canvas);
    sheet.drawn = drawn;
    if (size.width === sheet.size.width && size.height === sheet.size.height) return;
    sheet.size = size;
    this.#fit(sheet);
  }

  #isSeen({ element }: Sheet): boolean {
    const { top, bottom } = element.getBoundingClientRect();
    const pane = this.#scroller.getBoundingClientRect();
    return bottom > pane.top && top < pane.bottom;
  }
}

interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly size: Size;
}

function isCancelled(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'RenderingCancelledException';
}

/** A picture far from view is not worth its memory. */
function forget(sheet: Sheet): void {
  if (sheet.drawn === null) return;
  sheet.element.replaceChildren();
  sheet.drawn = null;
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}

function middleOf({ clientWidth, clientHeight }: HTMLElement): { readonly x: number; readonly y: number } {
  return { x: clientWidth / 2, y: clientHeight / 2 };
}
