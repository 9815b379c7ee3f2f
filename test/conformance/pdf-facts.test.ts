import { PDF } from '@libpdf/core';
import { afterAll, describe, expect, it } from 'vitest';
import { papers } from '../../src/render/paper.ts';
import { type HtmlText, readHtml } from '../readers/html.ts';
import { type PdfFile, readPdf } from '../readers/pdf.ts';
import { pdfFlow } from '../readers/pdf-flow.ts';
import type { PdfPage } from '../readers/pdf-page.ts';
import { letters, words } from '../readers/words.ts';
import { ask } from '../support/ask.ts';
import { type FileOrder, kinds, Renderings } from './renderings.ts';

const renderings = new Renderings(ask);
const forms = await renderings.forms();
const opened = new Map<string, Promise<PdfFile>>();

afterAll(async () => {
  for (const file of opened.values()) (await file).close();
});

const pointsPerMillimetre = 72 / 25.4;
/** Points by which Chromium's page differs from A4, as it counts in whole pixels. */
const pageTolerance = 0.5;
/** Millimetres: the day of a date, the row number of a table. */
const shortestLine = 8;
/** From so many pages on, bookmarks are wanted. */
const longFrom = 4;

describe.each(forms)('$id', ({ id: form, title, orientation, filledBy, languages }) => {
  describe.each(kinds)('%s', (kind) => {
    describe.each(languages)('in %s as PDF', (language) => {
      const order: FileOrder = { form, kind, language, format: 'pdf' };

      it('is A4 paper, and no word stands outside its margins', async () => {
        const { width, height, margin } = papers[orientation];
        const points = (millimetres: number) => millimetres * pointsPerMillimetre;
        for (const page of (await open(order)).pages) {
          expect(Math.abs(page.width - points(width))).toBeLessThan(pageTolerance);
          expect(Math.abs(page.height - points(height))).toBeLessThan(pageTolerance);
          const outside = page.glyphs.filter(
            ({ read, generated, left, right, top, bottom }) =>
              read &&
              !generated &&
              (left < points(margin.left) - 1 ||
                right > page.width - points(margin.right) + 1 ||
                top < points(margin.top) - 1 ||
                bottom > page.height - points(margin.bottom) + 1),
          );
          expect(outside.map(({ text }) => text).join('')).toBe('');
        }
      });

      it('is tagged and says its title and language', async () => {
        const file = await open(order);
        expect(file).toMatchObject({ tagged: true, title: title[language] });
        expect(file.author).not.toBe('');
        expect(file.subject).not.toBe('');
        expect((await PDF.load(await renderings.file(order))).getMetadata().language).toBe(language);
      });

      it('brings its fonts along, and only its own', async () => {
        const glyphs = (await open(order)).pages.flatMap((page) => page.glyphs.filter(({ generated }) => !generated));
        const fonts = new Map(glyphs.map(({ font, embedded }) => [font, embedded]));
        for (const [font, embedded] of fonts) {
          expect(font).toMatch(/^[A-Z]{6}\+(Tinos|DejaVuSans)\b/u);
          expect(embedded).toBe(true);
        }
      });

      it('has at the foot of every page its number and nothing else', async () => {
        const { pages } = await open(order);
        for (const page of pages) {
          expect(page.margin).toBe(`${page.number} / ${pages.length}`);
          expect(highestMargin(page)).toBeGreaterThan(
            page.height - papers[orientation].margin.bottom * pointsPerMillimetre,
          );
        }
      });

      it('bears the watermark on every page of a draft of an authority, and nowhere else', async () => {
        const { watermark } = await html(order);
        expect(watermark !== null).toBe(kind === 'example' && filledBy === 'authority');
        for (const page of (await open(order)).pages) expect(page.watermark).toBe(watermark ?? '');
      });

      it('has bookmarks for all headings where it is long', async () => {
        const { pages, bookmarks } = await open(order);
        const { headings } = await html(order);
        const all = headings.map((heading) => heading.letters);
        const long = pages.length >= longFrom && all.length > 1;
        expect(long ? [all] : [all, []]).toContainEqual(bookmarks.map(letters));
      });

      it('leaves no line too short to write on', async () => {
        const { pages } = await open(order);
        const short = pages.flatMap((page) => {
          const end = page.width - papers[orientation].margin.right * pointsPerMillimetre;
          return page.rules
            .filter(({ left, right }) => Math.min(right, end) - left < shortestLine * pointsPerMillimetre)
            .map(
              ({ left, top }) =>
                `page ${page.number}, ${Math.round(left)} pt from the left, ${Math.round(top)} pt down`,
            );
        });
        expect(short).toEqual([]);
      });

      it('breaks no word from one line to the next', async () => {
        const page = await html(order);
        const { letters: stream, wordEnds } = pdfFlow((await open(order)).pages, page);
        let end = 0;
        const whole = new Set(words(page.text).map((word) => (end += word.length)));
        const broken = wordEnds.filter((at) => !whole.has(at) && /^\p{L}{2}$/u.test(stream.slice(at - 1, at + 1)));
        expect(broken.map((at) => `${stream.slice(at - 20, at)}|${stream.slice(at, at + 20)}`)).toEqual([]);
      });

      it('tears no heading and no signature from its text, and repeats the heads of tables', async () => {
        const page = await html(order);
        const flow = pdfFlow((await open(order)).pages, page);
        const breaks = flow.pageEnds.slice(0, -1);
        const { headings, signatures } = page;
        expect(headings.filter(({ end }) => breaks.includes(end))).toEqual([]);
        expect(
          signatures.filter(({ start, end }) => start < end && breaks.some((at) => at >= start && at < end)),
        ).toEqual([]);
        expect(flow.headless).toEqual([]);
      });
    });
  });
});

function open(order: FileOrder): Promise<PdfFile> {
  const key = Object.values(order).join(' ');
  let file = opened.get(key);
  if (file === undefined) opened.set(key, (file = renderings.file(order).then(readPdf)));
  return file;
}

async function html(order: FileOrder): Promise<HtmlText> {
  return readHtml(await renderings.file({ ...order, format: 'html' }));
}

/** The top of the highest level character that is not read, in points from the top of the page. */
function highestMargin({ glyphs, height }: PdfPage): number {
  const level = glyphs.filter(({ read, generated, angle }) => !read && !generated && Math.abs(Math.sin(angle)) < 0.1);
  return Math.min(height, ...level.map(({ top }) => top));
}
