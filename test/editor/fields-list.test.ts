import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/forms/catalogue.ts';
import type { FormDefinition } from '../../src/forms/definition.ts';
import { leafFields } from '../../src/forms/schema-fields.ts';
import { fitsWidth, textOf, violations } from '../web/browser.ts';
import { Clerk, editorReady } from './clerk.ts';

const catalogue = loadCatalogue();
const phone = { width: 360, height: 740, isMobile: true, hasTouch: true } as const;

let clerk: Clerk;
beforeAll(async () => {
  clerk = await Clerk.open();
});
afterAll(() => clerk.close());

/** Opens a form on a phone, where it is a list of fields. */
function onPhone(form: string, use: (page: Page) => Promise<void>, language = 'ru'): Promise<void> {
  return clerk.visit(
    `/forms/${form}`,
    async ({ page }) => {
      await editorReady(page);
      await page.waitForSelector('.field-list');
      await use(page);
    },
    { language, size: phone },
  );
}

/** The inputs of a field in the list, those that only the browser uses left out. */
function inputs(path: string): string {
  return `#list [data-field="${path}"] :is(input:not([aria-hidden]), select, textarea)`;
}

/** Types into the inputs of a field, one text each, and leaves it. */
async function fill(page: Page, path: string, ...texts: readonly string[]): Promise<void> {
  const found = await page.$$(inputs(path));
  for (const [index, text] of texts.entries()) {
    const input = found[index];
    if (input === undefined) throw new Error(`${path} has no input ${index}`);
    await input.focus();
    await page.keyboard.type(text);
  }
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
}

/** Clicks what the bar of the page might cover where it stands now. */
async function press(page: Page, selector: string): Promise<void> {
  await page.$eval(selector, (element) => {
    element.scrollIntoView({ block: 'center' });
  });
  await page.click(selector);
}

function errorsAt(page: Page, path: string): Promise<string> {
  return page.$eval(`#list [data-field="${path}"]`, (field) =>
    Array.from(field.querySelectorAll('.error'), ({ textContent }) => textContent).join(' '),
  );
}

function focusedField(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset['field']);
}

/** Waits until the list of findings says something. */
function findingsSay(page: Page, text: string): Promise<unknown> {
  return page.waitForFunction(
    (wanted) => document.querySelector<HTMLElement>('.findings')?.innerText.includes(wanted) === true,
    {},
    text,
  );
}

describe('a form filled in by its list alone', () => {
  test('is ready when nothing is missing, and fits a phone', async () => {
    await onPhone('end-user-refusal', async (page) => {
      expect(await fitsWidth(page)).toBe(true);
      await fill(page, 'date', '20 ноября 2026');
      await fill(page, 'number', '17-04/112');
      await fill(page, 'applicant.name', '«Алатау» ЖШС', 'ТОО «Алатау»');
      await fill(page, 'applicant.legalAddress', 'Алматы қаласы', 'город Алматы');
      await fill(page, 'applicant.bin', '060440003415');
      await fill(page, 'application.date', '2.11.26');
      await fill(page, 'application.number', '55');
      await fill(page, 'refusalGrounds', 'Құжаттар толық емес', 'Документы неполные');
      await fill(page, 'signatory.position', 'Төраға', 'Председатель');
      await findingsSay(page, 'Не заполнено: 1');
      await fill(page, 'signatory.fullName', 'Ермеков Д.', 'Ермеков Д.');
      await findingsSay(page, 'Готово к выпуску');
      expect(await page.$eval(inputs('date'), (input) => input instanceof HTMLInputElement && input.value)).toBe(
        '20.11.2026',
      );
    });
  });

  test('tells what is wrong when a field is left, not before, and until it is right', async () => {
    await onPhone('end-user-refusal', async (page) => {
      const [bin] = await page.$$(inputs('applicant.bin'));
      await bin?.focus();
      await page.keyboard.type('0604');
      await expect.poll(() => errorsAt(page, 'applicant.bin')).toBe('');
      await page.keyboard.press('Tab');
      await expect.poll(() => errorsAt(page, 'applicant.bin')).toContain('12 цифр');
      const described = await bin?.evaluate(
        (input) => document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent,
      );
      expect(described).toContain('12 цифр');
      await bin?.focus();
      await page.keyboard.press('End');
      await page.keyboard.type('40003415');
      await expect.poll(() => errorsAt(page, 'applicant.bin')).toBe('');
      await fill(page, 'date', 'завтра');
      await expect.poll(() => errorsAt(page, 'date')).toBe('Введите дату, например 20.11.2026.');
    });
  });

  test('tells what was left empty, also in a part that is empty as a whole', async () => {
    await onPhone(
      'end-user-refusal',
      async (page) => {
        await fill(page, 'signatory.fullName', '', '');
        await expect.poll(() => errorsAt(page, 'signatory.fullName')).toContain('Толтыру міндетті');
      },
      'kk',
    );
  });

  test('takes one text for both languages, or one for each, and loses neither', async () => {
    await onPhone('end-user-refusal', async (page) => {
      const same = `#list [data-field="applicant.name"] .same-switch input`;
      await press(page, same);
      await fill(page, 'applicant.name', 'Rheintal Analytik GmbH');
      await press(page, same);
      const values = () =>
        page.$$eval(`#list [data-field="applicant.name"] textarea`, (inputs) =>
          inputs.map((input) => [input.lang, input.value]),
        );
      await expect.poll(values).toEqual([
        ['kk', 'Rheintal Analytik GmbH'],
        ['ru', 'Rheintal Analytik GmbH'],
      ]);
      await page.$eval(`#list [data-field="applicant.name"] textarea[lang="kk"]`, (input) => {
        if (!(input instanceof HTMLTextAreaElement)) return;
        input.value = '';
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      });
      await findingsSay(page, 'Нет перевода: 1');
      await findingsSay(page, 'Нет текста на казахском языке.');
    });
  });

  test('keeps what was typed when the language of the interface changes', async () => {
    await onPhone('end-user-refusal', async (page) => {
      await fill(page, 'number', '17-04/112');
      expect(await textOf(page, '#list')).toContain('Подписывающее лицо');
      await press(page, '.clerk-header .languages [lang="kk"]');
      await page.waitForFunction(() => document.documentElement.lang === 'kk');
      await expect.poll(() => textOf(page, '#list')).toContain('Қол қоюшы');
      expect(await page.$eval(inputs('number'), (input) => input instanceof HTMLInputElement && input.value)).toBe(
        '17-04/112',
      );
    });
  });
});

describe('choices and tables', () => {
  test('a code is found by words of either language or by itself', async () => {
    await onPhone('registry-inclusion-application', async (page) => {
      const input = inputs('regionalChamber.code');
      const offered = () =>
        page.$$eval('#list [role=option]', (options) => options.map(({ textContent }) => textContent));
      for (const query of ['караганд', 'қарағанды облыс', '110']) {
        await page.$eval(input, (element) => {
          if (element instanceof HTMLInputElement) element.value = '';
        });
        await page.type(input, query);
        await expect.poll(offered).toEqual([expect.stringMatching(/^110/)]);
      }
      await page.keyboard.press('Enter');
      expect(await page.$eval(input, (element) => element instanceof HTMLInputElement && element.value)).toBe(
        'Палата предпринимателей Карагандинской области',
      );
      expect(await page.$('#list [role=listbox]')).toBeNull();
      await page.keyboard.press('Tab');
      await expect.poll(() => errorsAt(page, 'regionalChamber.code')).toBe('');
    });
  });

  test('records are added, moved and removed with what stands in them', async () => {
    await onPhone('registry-inclusion-application', async (page) => {
      const add = '#list [data-field="goods"] > .cards-foot > .add';
      const titles = () =>
        page.$$eval('#list [data-field="goods"] .record-title', (all) => all.map(({ textContent }) => textContent));
      for (const name of ['Двери', 'Окна', 'Ворота']) {
        const row = await page.$$eval('#list .record-card', (cards) => cards.length);
        await press(page, add);
        await page.waitForSelector(`#list [data-field="goods.${row}"]`);
        await fill(page, `goods.${row}.name`, name, name);
      }
      await expect.poll(titles).toEqual(['Двери', 'Окна', 'Ворота']);
      await press(page, '#list [data-field="goods.2"] > .record-head > .up');
      await expect.poll(titles).toEqual(['Двери', 'Ворота', 'Окна']);
      await press(page, '#list [data-field="goods.0"] > .record-head > .bin');
      await expect.poll(titles).toEqual(['Ворота', 'Окна']);
      const names = () =>
        page.$$eval('#list [data-field$=".name"] textarea[lang="ru"]', (inputs) =>
          inputs.flatMap(({ id, value }) => (id.includes('goods') ? [value] : [])),
        );
      await expect.poll(names).toEqual(['Ворота', 'Окна']);
    });
  });
});

describe('what is missing or wrong', () => {
  test('leads to its place by a click and by F8, round and round', async () => {
    await onPhone('end-user-refusal', async (page) => {
      await fill(page, 'date', '20.11.2026');
      await findingsSay(page, 'Не заполнено: 8');
      await page.$$eval('.finding', ([first]) => {
        if (first instanceof HTMLElement) first.click();
      });
      await page.waitForFunction(() => document.activeElement?.closest('[data-field="refusalGrounds"]') !== null);
      const visited: (string | undefined)[] = [];
      for (const key of ['F8', 'F8', 'Shift', 'Shift'] as const) {
        const before = await focusedField(page);
        if (key === 'Shift') await page.keyboard.down('Shift');
        await page.keyboard.press('F8');
        if (key === 'Shift') await page.keyboard.up('Shift');
        await page.waitForFunction(
          (left) => document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset['field'] !== left,
          {},
          before,
        );
        visited.push(await focusedField(page));
      }
      expect(visited).toEqual(['applicant.name', 'applicant.legalAddress', 'applicant.name', 'refusalGrounds']);
    });
  });

  test('unfolds the row that a finding is in', async () => {
    await onPhone('registry-inclusion-application', async (page) => {
      await press(page, '#list [data-field="goods"] > .cards-foot > .add');
      await page.waitForSelector('#list [data-field="goods.0"]');
      await fill(page, 'goods.0.kpved', '99');
      await press(page, '#list [data-field="goods.0"] .fold');
      expect(await page.$('#list [data-field="goods.0.kpved"]')).toBeNull();
      await findingsSay(page, 'Товары, работы, услуги, строка 1: Код КП ВЭД');
      await page.$$eval('.finding.error', ([first]) => {
        if (first instanceof HTMLElement) first.click();
      });
      await page.waitForFunction(() => document.activeElement?.closest('[data-field="goods.0.kpved"]') !== null);
    });
  });
});

describe('a long table', () => {
  test('is shown in pages, and the page of a finding comes by itself', async () => {
    await onPhone('registry-inclusion-application', async (page) => {
      const shown = () =>
        page.$$eval('#list .record-card', (cards) => cards.map((card) => card.getAttribute('data-field')));
      for (let row = 0; row <= 30; row += 1) {
        await page.$eval('#list [data-field="goods"] > .cards-foot > .add', (button) => {
          if (button instanceof HTMLElement) button.click();
        });
        await page.waitForSelector(`#list [data-field="goods.${row}"]`);
      }
      await expect.poll(shown).toEqual(['goods.30']);
      await fill(page, 'goods.30.kpved', '25.11.23.500');
      await findingsSay(page, 'строка 1: Код КП ВЭД');
      await page.$$eval('.finding', (all) => {
        const wanted = all.find(({ textContent }) => textContent.includes('строка 1: Код КП ВЭД'));
        if (wanted instanceof HTMLElement) wanted.click();
      });
      await expect.poll(() => focusedField(page)).toBe('goods.0.kpved');
      expect(await shown()).toHaveLength(30);
    });
  });
});

describe('the panel beside the paper', () => {
  test('has what the paper lacks, and what follows from it', async () => {
    await clerk.visit('/forms/registry-inclusion-conclusion', async ({ page }) => {
      await editorReady(page);
      const panel = () => textOf(page, '#panel');
      await expect.poll(panel).toContain('Дата осмотра производства');
      expect(await panel()).not.toContain('Считается автоматически');
      const [date] = await page.$$('#panel [data-field="siteVisit.date"] input:not([aria-hidden])');
      await date?.type('13.03.2026');
      await expect.poll(panel).toContain('Считается автоматически');
      expect(await panel()).toMatch(
        /Срок подготовки заключения\s+17\.03\.2026\s+2 раб\. дн\. от: «Дата осмотра производства»/,
      );
      expect(await violations(page)).toEqual([]);
    });
  });

  test('gives a row what its columns do not print, and leads from there to the paper', async () => {
    await clerk.visit('/forms/domestic-producers-registry', async ({ page }) => {
      await editorReady(page);
      await page.waitForSelector('#panel [data-field="producers.0.mandatoryUpdateDate"]');
      await page.$eval('#panel [data-field="producers.0.mandatoryUpdateDate"] input', (input) => {
        if (input instanceof HTMLElement) input.focus();
      });
      await page.keyboard.type('20.11.2026');
      await page.waitForFunction(
        () => document.querySelector('#panel .findings')?.textContent.includes('строка 1') === true,
      );
      await page.keyboard.press('F8');
      await page.waitForFunction(() => document.activeElement?.closest('#paper') !== null);
    });
  });
});

describe('every form', () => {
  test.each(catalogue.all().filter(({ about }) => about.filledBy !== 'act'))(
    '$id has an input with a name for each of its fields',
    async (form) => {
      await onPhone(form.id, async (page) => {
        await addRows(page);
        expect(await unnamed(page, firstPlaces(form))).toEqual([]);
        expect(await fitsWidth(page)).toBe(true);
      });
    },
  );

  test.each(['registry-inclusion-application', 'expert-conclusion', 'promotion-reimbursement-application'])(
    '%s has nothing that axe finds wrong',
    async (form) => {
      await onPhone(form, async (page) => {
        await addRows(page);
        expect(await violations(page)).toEqual([]);
      });
    },
  );
});

/** Every field of a form where it stands in the first row of its tables. */
function firstPlaces({ schema }: FormDefinition): string[] {
  return leafFields(schema).map((pattern) => {
    const parts = pattern.split('.');
    return parts
      .map((part, index) => {
        const isTable =
          index < parts.length - 1 && schema.nodeAt(parts.slice(0, index + 1).join('.'))?.valueType === 'table';
        return isTable ? `${part}.0` : part;
      })
      .join('.');
  });
}

/** Gives every table a first row, those in rows too. */
async function addRows(page: Page): Promise<void> {
  for (;;) {
    const added = await page.$$eval('#list .record-cards', (tables) => {
      const empty = tables.filter((table) => table.querySelector(':scope > .cards > li') === null);
      for (const table of empty) table.querySelector<HTMLElement>(':scope > .cards-foot > .add')?.click();
      return empty.length;
    });
    if (added === 0) return;
    await page.waitForFunction(
      (count) => document.querySelectorAll('#list .record-cards > .cards > li').length >= count,
      {},
      added,
    );
  }
}

/** Places that have no input, or one without a name for a screen reader. */
function unnamed(page: Page, places: readonly string[]): Promise<string[]> {
  return page.evaluate((paths) => {
    const nameOf = (input: Element): string => {
      const labels =
        input instanceof HTMLInputElement ||
        input instanceof HTMLTextAreaElement ||
        input instanceof HTMLSelectElement ||
        input instanceof HTMLOutputElement
          ? [...(input.labels ?? [])]
          : [];
      const labelled = (input.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id));
      return [...labels, ...labelled].map((label) => label?.textContent ?? '').join('') + (input.ariaLabel ?? '');
    };
    return paths.filter((path) => {
      const controls = document.querySelectorAll(
        `#list [data-field="${path}"] :is(input:not([aria-hidden]), select, textarea, output)`,
      );
      return controls.length === 0 || Array.from(controls).some((control) => nameOf(control).trim() === '');
    });
  }, places);
}
