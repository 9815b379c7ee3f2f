import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Composer } from '../../src/compose/composer.ts';
import { paperToFill } from '../../src/drafts/paper.ts';
import { loadCatalogue } from '../../src/forms/catalogue.ts';
import { type FormDefinition, languagesOf } from '../../src/forms/definition.ts';
import { editorPaperStylesheet } from '../../src/render/html/editor-paper.ts';
import { Clerk } from './clerk.ts';

const catalogue = loadCatalogue();
const composer = new Composer(catalogue);
const stylesheet = editorPaperStylesheet();
let clerk: Clerk;

beforeAll(async () => {
  clerk = await Clerk.open();
});

afterAll(() => clerk.close());

/** A page with nothing but the paper on its desk, and words around it. */
async function withPapers<Result>(use: (page: Page, show: typeof showPaper) => Promise<Result>): Promise<Result> {
  return clerk.visit(
    '/sign-in',
    async ({ page }) => {
      await page.goto('about:blank');
      return use(page, showPaper);
    },
    { size: { width: 1300, height: 900 } },
  );
}

async function showPaper(page: Page, form: FormDefinition, language: 'kk' | 'ru', sheet = stylesheet): Promise<void> {
  const { html } = paperToFill(composer, form, language, form.example);
  await page.setContent(
    `<!doctype html><html lang="${language}"><style>${sheet}</style><body><h1>Нысан</h1><p class="keep">Мәтін</p>` +
      `<table><tr><td>Ұяшық</td></tr></table><div class="desk"><div class="paper" id="paper">${html}</div></div>`,
  );
}

it('lets no place stand out of its sheet or its cell, in any form', async () => {
  await withPapers(async (page, show) => {
    for (const form of catalogue.all()) {
      for (const language of languagesOf(form)) {
        await show(page, form, language);
        const outside = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('.fill, .box')]
            // What runs to the end of the line is cut off there by its paragraph.
            .filter((place) => place.closest('.rest') === null)
            .filter((place) => {
              const holder = place.closest('td, .slot, .version');
              const right = holder?.getBoundingClientRect().right ?? 0;
              return place.getBoundingClientRect().right > right + 1;
            })
            .map((place) => place.dataset['path'] ?? place.dataset['check']),
        );
        expect(outside, `${form.id} ${language}`).toEqual([]);
      }
    }
  });
});

describe('the stylesheet of the paper', () => {
  const form = catalogue.get('production-analysis-contract');

  it('leaves the page around it alone', async () => {
    const around = (page: Page) =>
      page.evaluate(() =>
        [...document.querySelectorAll('html, body, body > h1, body > p, body > table, body > table td')].map(
          (element) => {
            const { font, margin, padding, borderCollapse, textAlign, color, overflowWrap } = getComputedStyle(element);
            return { font, margin, padding, borderCollapse, textAlign, color, overflowWrap };
          },
        ),
      );
    await withPapers(async (page, show) => {
      await show(page, form, 'ru', '');
      const before = await around(page);
      await show(page, form, 'ru');
      expect(await around(page)).toEqual(before);
    });
  });

  it('shows the sheet in its size, larger or smaller when asked', async () => {
    await withPapers(async (page, show) => {
      await show(page, form, 'ru');
      const width = () => page.$eval('.version', (sheet) => sheet.getBoundingClientRect().width);
      const size = await width();
      expect(size).toBeCloseTo((210 / 25.4) * 96, 0);
      await page.$eval('.paper', (paper) => {
        if (paper instanceof HTMLElement) paper.style.setProperty('--zoom', '1.5');
      });
      expect(await width()).toBeCloseTo(size * 1.5, 0);
    });
  });

  it('lets long values flow with the sentence, and hides the caption of a filled place', async () => {
    await withPapers(async (page, show) => {
      await show(page, form, 'ru');
      const lines = await page.$eval('[data-path="rulesApproval"]', (place) => {
        if (!(place instanceof HTMLElement)) return 0;
        place.textContent = 'решение от 20 февраля 2020 года '.repeat(8);
        place.classList.add('filled');
        return place.getClientRects().length;
      });
      expect(lines).toBeGreaterThan(2);
      const caption = await page.$eval('[data-path="rulesApproval"] + .hint', (hint) => getComputedStyle(hint).display);
      expect(caption).toBe('none');
    });
  });

  it('gives an empty cell to the pointer wherever it is hit', async () => {
    await withPapers(async (page, show) => {
      await show(page, catalogue.get('expert-conclusion'), 'ru');
      const missed = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.grid:not(.dense) td > p > .fill.cell:only-child')]
          .filter((place) => place.parentElement?.textContent === '' && !place.classList.contains('derived'))
          .filter((place) => {
            place.scrollIntoView({ block: 'center' });
            const cell = place.closest('td')?.getBoundingClientRect();
            return cell !== undefined && document.elementFromPoint(cell.right - 4, cell.bottom - 4) !== place;
          })
          .map((place) => place.dataset['path']),
      );
      expect(missed).toEqual([]);
    });
  });
});
