import type { KeyInput, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../web/browser.ts';
import { Clerk, editorReady } from './clerk.ts';

let clerk: Clerk;
beforeAll(async () => {
  clerk = await Clerk.open();
});
afterAll(() => clerk.close());

/** Opens a form on its paper, in the language of interface and paper. */
function onPaper(form: string, use: (page: Page) => Promise<void>, language = 'ru'): Promise<void> {
  return clerk.visit(
    `/forms/${form}`,
    async ({ page }) => {
      await editorReady(page);
      await use(page);
    },
    { language },
  );
}

/** The blank of a field; `at` where it stands in several places. */
async function blankOf(page: Page, path: string, at = 0) {
  const blank = (await page.$$(`#paper .fill[data-path="${path}"]`))[at];
  if (blank === undefined) throw new Error(`the paper has no place ${at} for ${path}`);
  return blank;
}

/** Puts the cursor into a blank, as Tab does, and waits until its text is selected. */
async function enter(page: Page, path: string): Promise<void> {
  await (await blankOf(page, path)).focus();
  await nextFrame(page);
}

async function typeAt(page: Page, path: string, text: string): Promise<void> {
  await enter(page, path);
  await page.keyboard.type(text);
}

async function press(page: Page, key: KeyInput, ...modifiers: readonly KeyInput[]): Promise<void> {
  for (const modifier of modifiers) await page.keyboard.down(modifier);
  await page.keyboard.press(key);
  for (const modifier of modifiers) await page.keyboard.up(modifier);
  await nextFrame(page);
}

/** What was typed in one frame is taken over in the next, and judged in the one after. */
function nextFrame(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
}

async function textOf(page: Page, path: string, at = 0): Promise<string> {
  return (await blankOf(page, path, at)).evaluate(({ textContent }) => textContent);
}

async function attribute(page: Page, path: string, name: string, at = 0): Promise<string | null> {
  return (await blankOf(page, path, at)).evaluate((blank, asked) => blank.getAttribute(asked), name);
}

/** Path of the place that the cursor is in. */
function focusedPath(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-path]')?.dataset['path']);
}

/** What is said beneath the blank that the cursor is in. */
function message(page: Page): Promise<string> {
  return page.$eval('#paper-message', ({ textContent }) => textContent.trim());
}

/** Words of the options that are offered, those of the paper's language. */
function offered(page: Page): Promise<string[]> {
  return page.$$eval('.choice-list [role=option] .choice-words > span:first-child', (words) =>
    words.map(({ textContent }) => textContent),
  );
}

function until(page: Page, path: string, text: string): Promise<unknown> {
  return page.waitForFunction(
    (selector, wanted) => document.querySelector(selector)?.textContent === wanted,
    { timeout: 10_000 },
    `#paper .fill[data-path="${path}"]`,
    text,
  );
}

describe('typing on the paper', () => {
  test('goes from blank to blank and stands as it will be printed', async () => {
    await onPaper('industrial-certificate', async (page) => {
      await typeAt(page, 'certificateNumber', '110600417');
      await press(page, 'Enter');
      expect(await focusedPath(page)).toBe('registrationDate');
      await page.keyboard.type('5.3.2026');
      await press(page, 'Tab');
      expect(await focusedPath(page)).toBe('applicant.name');
      expect(await textOf(page, 'registrationDate')).toBe('«05» марта 2026 года');
      await press(page, 'Tab', 'Shift');
      expect(await textOf(page, 'registrationDate')).toBe('05.03.2026');
    });
  });

  test('keeps one value the same in all its places', async () => {
    await onPaper('industrial-certificate', async (page) => {
      await typeAt(page, 'applicant.name', 'ТОО «Сарыарка»');
      await nextFrame(page);
      expect(await textOf(page, 'applicant.name', 1)).toBe('ТОО «Сарыарка»');
    });
  });

  test('tells what is wrong once the blank is left, and keeps what was typed', async () => {
    await onPaper('industrial-certificate', async (page) => {
      await typeAt(page, 'applicant.bin', '123');
      await nextFrame(page);
      expect(await attribute(page, 'applicant.bin', 'aria-invalid')).toBeNull();
      await press(page, 'Tab');
      expect(await attribute(page, 'applicant.bin', 'aria-invalid')).toBe('true');
      expect(await page.$eval('.paper-layer [role=status]', ({ textContent }) => textContent)).toContain('БИН');
      await typeAt(page, 'date', '32.13.2026');
      await enter(page, 'applicant.bin');
      expect(await attribute(page, 'applicant.bin', 'aria-describedby')).toBe('paper-message');
      expect(await message(page)).toContain('12 цифр');
      expect([await textOf(page, 'date'), await attribute(page, 'date', 'aria-invalid')]).toEqual([
        '32.13.2026',
        'true',
      ]);
      await page.keyboard.type('120340001230');
      await nextFrame(page);
      expect(await attribute(page, 'applicant.bin', 'aria-invalid')).toBeNull();
    });
  });

  test('takes a pasted text without its looks and lines', async () => {
    await onPaper('industrial-certificate', async (page) => {
      await enter(page, 'applicant.name');
      await page.evaluate(() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'ТОО\r\n«Сары\tарка»\n');
        clipboardData.setData('text/html', '<b>ТОО</b>');
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(event);
      });
      await nextFrame(page);
      expect(await textOf(page, 'applicant.name', 1)).toBe('ТОО «Сары арка»');
    });
  });

  test('can be taken back and done again, field by field', async () => {
    await onPaper('industrial-certificate', async (page) => {
      await typeAt(page, 'certificateNumber', '110600417');
      await typeAt(page, 'applicant.bin', '120340001230');
      await press(page, 'z', 'Control');
      expect([await textOf(page, 'certificateNumber'), await textOf(page, 'applicant.bin')]).toEqual(['110600417', '']);
      await press(page, 'z', 'Control');
      expect([await textOf(page, 'certificateNumber'), await focusedPath(page)]).toEqual(['', 'certificateNumber']);
      await press(page, 'z', 'Control', 'Shift');
      expect(await textOf(page, 'certificateNumber')).toBe('110600417');
    });
  });

  test('tells how much room is left', async () => {
    await onPaper('industrial-certificate', async (page) => {
      await typeAt(page, 'applicant.name', 'а'.repeat(485));
      await nextFrame(page);
      expect(await message(page)).toBe('Осталось 15 знаков');
      await page.keyboard.type('б'.repeat(16));
      await nextFrame(page);
      expect(await message(page)).toBe('1 знак лишний');
    });
  });
});

describe('a text in two languages', () => {
  test('has the other one beneath it, reached by Tab', async () => {
    await onPaper('industrial-certificate', async (page) => {
      await typeAt(page, 'applicant.name', 'ТОО «Сарыарка»');
      await press(page, 'Tab');
      await page.keyboard.type('«Сарыарқа» ЖШС');
      await press(page, 'Tab');
      expect(await focusedPath(page)).toBe('applicant.bin');
      expect(await textOf(page, 'applicant.name')).toBe('ТОО «Сарыарка»');
      await enter(page, 'applicant.name');
      expect(await page.$eval('.companion textarea', ({ value }) => value)).toBe('«Сарыарқа» ЖШС');
    });
  });

  test('may be one text for both', async () => {
    await onPaper('industrial-certificate', async (page) => {
      await typeAt(page, 'applicant.name', 'Astyk LLP');
      await press(page, 'ArrowDown', 'Alt');
      await press(page, 'ArrowDown', 'Alt');
      await press(page, ' ');
      expect(await page.$eval('.companion textarea', ({ value, readOnly }) => [value, readOnly])).toEqual([
        'Astyk LLP',
        true,
      ]);
      await press(page, 'Escape');
      expect(await focusedPath(page)).toBe('applicant.name');
    });
  });
});

describe('a date', () => {
  test('is picked in a calendar by keyboard', async () => {
    await onPaper('industrial-certificate', async (page) => {
      await typeAt(page, 'date', '30.01.2026');
      await press(page, 'ArrowDown', 'Alt');
      expect(await page.$eval('.calendar-head span', ({ textContent }) => textContent)).toBe('Январь 2026');
      expect(await violations(page)).toEqual([]);
      for (const key of ['PageDown', 'ArrowRight', 'ArrowDown', 'Home'] as const) await press(page, key);
      await press(page, 'Enter');
      expect([await focusedPath(page), await textOf(page, 'date')]).toEqual(['date', '02.03.2026']);
      await press(page, 'ArrowDown', 'Alt');
      await press(page, 'Escape');
      expect([await focusedPath(page), await page.$('.calendar')]).toEqual(['date', null]);
    });
  });

  test('is picked by mouse, in the language of the interface', async () => {
    await onPaper(
      'industrial-certificate',
      async (page) => {
        await typeAt(page, 'date', '1.3.2026');
        await nextFrame(page);
        await page.click('.opener button');
        expect(await page.$eval('.calendar-head span', ({ textContent }) => textContent)).toBe('Наурыз 2026');
        await page.click('.calendar [role=row]:nth-child(3) [role=gridcell]:nth-child(2)');
        await press(page, 'Tab');
        expect(await textOf(page, 'date')).toBe('2026 жылғы «03» наурыз');
      },
      'kk',
    );
  });

  test('that stands in parts is typed as a whole', async () => {
    await onPaper(
      'inspection-act',
      async (page) => {
        await enter(page, 'date');
        await page.keyboard.type('5.11.2026');
        await press(page, 'Enter');
        expect(await focusedPath(page)).toBe('applicant.name');
        const parts = await page.$$eval('[data-path="date"]', (places) => places.map(({ textContent }) => textContent));
        expect(parts).toEqual(['26', '05', 'қараша']);
        await (await blankOf(page, 'date', 2)).click();
        expect(await page.$eval('.date-chooser input', ({ value }) => value)).toBe('05.11.2026');
      },
      'kk',
    );
  });
});

describe('a choice', () => {
  test.each([
    ['ru', 'по-казахски', 'жок', 'нет'],
    ['kk', 'in Russian', 'не', 'жоқ'],
  ])('is searched in both languages (paper in %s, %s)', async (language, _how, search, found) => {
    await onPaper(
      'expert-conclusion',
      async (page) => {
        await typeAt(page, 'equipment.0.conforms', search);
        await nextFrame(page);
        expect(await offered(page)).toEqual([found]);
        await press(page, 'Enter');
        expect([await textOf(page, 'equipment.0.conforms'), await page.$('.choice-list')]).toEqual([found, null]);
        await press(page, 'Enter');
        expect(await focusedPath(page)).toBe('equipment.0.justification');
      },
      language,
    );
  });

  test('is opened and taken by arrows, and cleared like any text', async () => {
    await onPaper('expert-conclusion', async (page) => {
      await enter(page, 'equipment.0.conforms');
      await press(page, 'ArrowDown');
      expect(await attribute(page, 'equipment.0.conforms', 'aria-expanded')).toBe('true');
      expect(await offered(page)).toEqual(['да', 'нет']);
      expect(await violations(page)).toEqual([]);
      await press(page, 'ArrowDown');
      await press(page, 'Enter');
      expect(await textOf(page, 'equipment.0.conforms')).toBe('нет');
      await press(page, 'a', 'Control');
      await press(page, 'Backspace');
      await press(page, 'Escape');
      await press(page, 'Tab');
      expect(await textOf(page, 'equipment.0.conforms')).toBe('');
    });
  });

  test('of several is ticked in its list', async () => {
    await onPaper('expert-conclusion', async (page) => {
      await (await blankOf(page, 'conclusion.subjects')).click();
      await press(page, ' ');
      await press(page, 'ArrowDown');
      await press(page, ' ');
      expect(await textOf(page, 'conclusion.subjects')).toBe('товаров и (или) работ');
      await page.keyboard.type('serv');
      await nextFrame(page);
      expect(await offered(page)).toEqual(['услуг']);
    });
  });

  test('that follows from another is shown and not typed', async () => {
    await onPaper('expert-conclusion', async (page) => {
      await typeAt(page, 'conclusion.isDomesticProducer', 'не');
      await press(page, 'Enter');
      const follows = 'conclusion.inclusionPossible';
      await until(page, follows, 'невозможно');
      expect(await attribute(page, follows, 'aria-readonly')).toBe('true');
      expect(await attribute(page, follows, 'contenteditable')).toBeNull();
      expect(await attribute(page, follows, 'title')).toBe('Вычисляется само из других полей');
    });
  });

  test('of boxes is ticked by key and by click', async () => {
    await onPaper('promotion-reimbursement-application', async (page) => {
      const ticked = () =>
        page.$$eval('.box[aria-checked=true]', (boxes) =>
          boxes.map((box) => (box instanceof HTMLElement ? box.dataset['option'] : '')),
        );
      const [first, second] = await page.$$('.box[data-check=costTypes]');
      await first?.focus();
      await press(page, ' ');
      await second?.click();
      expect(await ticked()).toEqual(['certification.conformityAssessment', 'certification.inspectionAudit']);
      await press(page, 'Enter');
      expect(await ticked()).toEqual(['certification.conformityAssessment']);
    });
  });

  test('of which one box holds is changed by another box', async () => {
    await onPaper('productivity-reimbursement-application', async (page) => {
      const ticked = () =>
        page.$$eval('.box[data-check=measure][aria-checked=true]', (boxes) =>
          boxes.map((box) => (box instanceof HTMLElement ? box.dataset['option'] : '')),
        );
      const box = (code: string) => `.box[data-check=measure][data-option=${code}]`;
      await page.focus(box('competence'));
      await press(page, ' ');
      await page.waitForSelector(`${box('competence')}[aria-checked=true]`);
      await page.focus(box('digital'));
      await press(page, ' ');
      await page.waitForSelector(`${box('digital')}[aria-checked=true]`);
      expect(await ticked()).toEqual(['digital']);
      await page.focus(box('digital'));
      await press(page, ' ');
      await page.waitForSelector(`${box('digital')}[aria-checked=false]`);
      expect(await ticked()).toEqual([]);
    });
  });
});

describe('for those who cannot see the paper', () => {
  test.each([
    'industrial-certificate',
    'end-user-certificate-application',
    'expert-conclusion',
    'inspection-act',
    'productivity-reimbursement-agreement',
  ])('axe finds nothing wrong with %s', async (form) => {
    await onPaper(form, async (page) => {
      await page.waitForSelector('#paper .fill[contenteditable]');
      expect(await violations(page)).toEqual([]);
      await page.focus('#paper .fill[contenteditable]');
      await press(page, 'Tab');
      expect(await violations(page)).toEqual([]);
    });
  });

  test('blanks are called in the language of the interface', async () => {
    await onPaper('industrial-certificate', async (page) => {
      expect(await attribute(page, 'goods.0.tnved', 'aria-label')).toMatch(/^Код ТНВЭД ЕАЭС, .+, строка 1$/);
      const label = await attribute(page, 'applicant.name', 'aria-label');
      await page.click('.languages [lang=kk], .languages [data-language=kk]');
      await page.waitForFunction(
        (was) => document.querySelector('[data-path="applicant.name"]')?.getAttribute('aria-label') !== was,
        {},
        label,
      );
      expect(await attribute(page, 'applicant.name', 'aria-label')).toBe('Өтініш берушінің атауы');
    });
  });
});
