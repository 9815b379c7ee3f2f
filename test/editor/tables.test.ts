import { readFileSync } from 'node:fs';
import type { KeyInput, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../src/forms/json.ts';
import { projectPath } from '../../src/project.ts';
import { Clerk, editorReady } from './clerk.ts';
import { fillIn, press, reads, textAt, told, typeAt } from './form-work.ts';

let clerk: Clerk;

beforeAll(async () => {
  clerk = await Clerk.open();
});

afterAll(async () => {
  await clerk.close();
});

const lines = Array.from(
  { length: 40 },
  (_, index) => `Тауар ${index}\tТовар ${index}\t251123000${index % 10}\t25.11.23`,
);

test('forty rows of a spreadsheet are pasted in one step, which can be taken back', () =>
  filling('industrial-certificate', async (page) => {
    await paste(page, 'goods.0.nameKk', `${lines.join('\r\n')}\r\n`);
    await rowsAre(page, 'goods', 40);
    await told(page, '40 строк, 4 столбца.');
    expect(await textAt(page, 'goods.39.nameRu')).toBe('Товар 39');
    expect(await textAt(page, 'goods.39.tnved')).toBe('2511230009');
    await page.focus(at('goods.0.nameKk'));
    await chord(page, 'Control', 'z');
    await rowsAre(page, 'goods', 1);
    await reads(page, 'goods.0.nameKk', '');
    await chord(page, 'Control', 'Shift', 'Z');
    await rowsAre(page, 'goods', 40);
    await reads(page, 'goods.39.kpved', '25.11.23');
  }));

test('columns are found by their names, and what cannot be read is kept and marked', () =>
  filling('industrial-certificate', async (page) => {
    const block = 'Количество\tМарка\tТип, марка, модель\n2\tx\tАБ-1\nдва\ty\t"АБ\n2"\n';
    await paste(page, 'equipment.0.nameKk', block);
    await rowsAre(page, 'equipment', 2);
    await told(page, 'Столбцы найдены по заголовкам. 1 значение не удалось прочитать');
    await reads(page, 'equipment.0.quantity', '2');
    await reads(page, 'equipment.1.model', 'АБ 2');
    await reads(page, 'equipment.1.quantity', 'два');
    await page.waitForSelector(`${at('equipment.1.quantity')}[aria-invalid=true]`);
  }));

test('rows come, move and go by the keyboard, and the cursor goes with them', () =>
  filling('industrial-certificate', async (page) => {
    await typeAt(page, 'goods.0.nameKk', 'бір');
    await chord(page, 'Control', 'Enter');
    await focusIs(page, 'goods.1.nameKk');
    await page.keyboard.type('екі');
    await chord(page, 'Control', 'Shift', 'Enter');
    await focusIs(page, 'goods.1.nameKk');
    await page.keyboard.type('бір жарым');
    await columnIs(page, 'goods', 'nameKk', ['бір', 'бір жарым', 'екі']);
    await chord(page, 'Alt', 'Shift', 'ArrowDown');
    await focusIs(page, 'goods.2.nameKk');
    await columnIs(page, 'goods', 'nameKk', ['бір', 'екі', 'бір жарым']);
    await chord(page, 'Control', 'Home');
    await focusIs(page, 'goods.0.nameKk');
    await chord(page, 'Alt', 'Delete');
    await columnIs(page, 'goods', 'nameKk', ['екі', 'бір жарым']);
    await told(page, 'Строка 1 удалена');
    await chord(page, 'Alt', 'Delete');
    await chord(page, 'Alt', 'Delete');
    await columnIs(page, 'goods', 'nameKk', ['']);
    await chord(page, 'Control', 'z');
    await columnIs(page, 'goods', 'nameKk', ['бір жарым']);
  }));

test('Enter at the end of a table adds a row, arrows go along the column', () =>
  filling('industrial-certificate', async (page) => {
    await typeAt(page, 'goods.0.kpved', '25.11.23');
    await page.keyboard.press('Enter');
    await focusIs(page, 'goods.1.kpved');
    await page.keyboard.press('ArrowUp');
    await focusIs(page, 'goods.0.kpved');
    await page.keyboard.press('ArrowDown');
    await focusIs(page, 'goods.1.kpved');
    await chord(page, 'Alt', 'F10');
    await page.waitForFunction(() => document.activeElement?.closest('[role=toolbar]') !== null);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await rowsAre(page, 'goods', 3);
    await focusIs(page, 'goods.2.kpved');
  }));

test('a list inside a row grows: only its row is asked for again', () =>
  filling('expert-list', async (page) => {
    await fillIn(page, exampleOf('expert-list'));
    await reads(page, 'associations.0.experts.0.kpved.1.code', '25.12.10');
    const [untouched] = await page.$$(at('associations.0.experts.1.fullName'));
    await page.focus(at('associations.0.experts.0.kpved.1.code'));
    await chord(page, 'Control', 'Enter');
    await focusIs(page, 'associations.0.experts.0.kpved.2.code');
    await page.keyboard.type('25.99.29');
    await page.keyboard.press('Enter');
    await chord(page, 'Alt', 'Shift', 'ArrowUp');
    await reads(page, 'associations.0.experts.0.kpved.1.code', '25.99.29');
    expect(await untouched?.evaluate(({ isConnected }) => isConnected)).toBe(true);
    await sameWhenAskedAgain(page);
  }));

test('a register grows in all its bands, and rows with goods of their own move as one', () =>
  filling('domestic-producers-registry', async (page) => {
    const example = exampleOf('domestic-producers-registry');
    await fillIn(page, example);
    await page.waitForSelector(at('producers.3.certificateNumber'));
    const numbers = await column(page, 'producers', 'certificateNumber');
    await page.focus(at('producers.1.certificateNumber'));
    await chord(page, 'Alt', 'Shift', 'ArrowUp');
    await columnIs(page, 'producers', 'certificateNumber', [numbers[1], numbers[0], ...numbers.slice(2)]);
    await sameWhenAskedAgain(page);
    await page.focus(at('producers.0.certificateNumber'));
    await chord(page, 'Control', 'Enter');
    await columnIs(page, 'producers', 'certificateNumber', [numbers[1], '', numbers[0], ...numbers.slice(2)]);
    await columnIs(
      page,
      'producers',
      'rowNumber',
      ['', ...numbers].map((_, index) => String(index + 1)),
    );
    await sameWhenAskedAgain(page);
    await page.focus(at('producers.0.certificateNumber'));
    await chord(page, 'Alt', 'Delete');
    await columnIs(page, 'producers', 'certificateNumber', ['', numbers[0], ...numbers.slice(2)]);
    await sameWhenAskedAgain(page);
  }));

test('a long register is laid out in parts, and comes back from its own copy', () =>
  filling('domestic-producers-registry', async (page) => {
    const { producers } = exampleOf('domestic-producers-registry') as { producers: JsonObject[] };
    const many = Array.from({ length: 100 }, (_, index) => ({
      ...(producers[index % producers.length] ?? {}),
      certificateNumber: `№ ${index}`,
    }));
    await fillIn(page, { producers: many });
    await page.waitForSelector(at('producers.99.updateDate'));
    const parts = await page.$$eval('#paper .row-chunk tbody', (bodies) => bodies.length);
    expect(parts).toBeGreaterThan(3);
    await page.focus(at('producers.19.certificateNumber'));
    await page.keyboard.press('ArrowDown');
    await focusIs(page, 'producers.20.certificateNumber');
    await chord(page, 'Alt', 'Delete');
    await reads(page, 'producers.20.certificateNumber', '№ 21');
    await page.evaluate(() => {
      navigator.clipboard.writeText = (text) => {
        document.body.dataset['copied'] = text;
        return Promise.resolve();
      };
    });
    const payload = await payloadOf(page);
    await openMenu(page);
    await press(page, 'Скопировать таблицу', '.table-bar');
    await told(page, 'Скопировано 99 строк');
    const copied = await page.$eval('body', ({ dataset }) => dataset['copied'] ?? '');
    await paste(page, 'producers.0.certificateNumber', copied);
    await told(page, 'Столбцы найдены по заголовкам.');
    expect(await payloadOf(page)).toEqual(payload);
  }));

test('a block is taken by a dialog, too, and a table grows by its button', () =>
  filling('industrial-certificate', async (page) => {
    await openMenu(page);
    await press(page, 'Вставить из Excel…', '.table-bar');
    await page.waitForSelector('dialog textarea');
    await pasteInto(page, 'dialog textarea', lines.slice(0, 3).join('\n'));
    await page.waitForFunction(
      () => document.querySelector('dialog [role=status]')?.textContent === '3 строки, 4 столбца.',
    );
    await press(page, 'Вставить в таблицу', 'dialog');
    await rowsAre(page, 'goods', 3);
    await press(page, 'Добавить строку', '.table-bar');
    await rowsAre(page, 'goods', 4);
    await focusIs(page, 'goods.3.nameKk');
  }));

async function filling(form: string, use: (page: Page) => Promise<void>): Promise<void> {
  await clerk.visit(`/forms/${form}`, async ({ page }) => {
    await editorReady(page);
    await use(page);
  });
}

function exampleOf(form: string): JsonObject {
  return JSON.parse(readFileSync(projectPath('test', 'examples', `${form}.json`), 'utf8')) as JsonObject;
}

function at(path: string): string {
  return `#paper .fill[data-path="${path}"]`;
}

async function chord(page: Page, ...keys: readonly KeyInput[]): Promise<void> {
  const held = keys.slice(0, -1);
  const last = keys.at(-1);
  for (const key of held) await page.keyboard.down(key);
  if (last !== undefined) await page.keyboard.press(last);
  for (const key of held.toReversed()) await page.keyboard.up(key);
}

/** Opens the menu of the first table. */
async function openMenu(page: Page): Promise<void> {
  const menu = '#paper .table-bar .menu > summary';
  await page.waitForSelector(menu);
  await page.click(menu);
}

/** Pastes a text at a field, as the clipboard's key does. */
async function paste(page: Page, path: string, text: string): Promise<void> {
  await page.focus(at(path));
  await pasteInto(page, at(path), text);
}

async function pasteInto(page: Page, selector: string, text: string): Promise<void> {
  await page.$eval(
    selector,
    (element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    text,
  );
}

async function rowsAre(page: Page, source: string, count: number): Promise<void> {
  await page.waitForFunction(
    (selector, wanted) => document.querySelectorAll(selector).length === wanted,
    { timeout: 10_000 },
    `#paper tbody[data-rows="${source}"] > tr`,
    count,
  );
}

async function focusIs(page: Page, path: string): Promise<void> {
  await page
    .waitForFunction(
      (wanted) => document.activeElement?.getAttribute('data-path') === wanted,
      { timeout: 10_000 },
      path,
    )
    .catch(async (cause: unknown) => {
      const focused = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
      throw new Error(`the cursor is not at ${path} but at ${focused ?? 'nothing'}`, { cause });
    });
}

/** What stands in a column of a table, row by row. */
function column(page: Page, source: string, field: string): Promise<string[]> {
  return page.$$eval(
    `#paper tbody[data-rows="${source}"] [data-path^="${source}."][data-path$=".${field}"]`,
    (places) => places.map(({ textContent }) => textContent),
  );
}

async function columnIs(
  page: Page,
  source: string,
  field: string,
  texts: readonly (string | undefined)[],
): Promise<void> {
  await expect.poll(() => column(page, source, field), { timeout: 10_000 }).toEqual(texts);
}

/** Every place of the paper as it stands in its row and cell, what is in it and what it is called. */
function placesOf(page: Page): Promise<string[]> {
  return page.$$eval('#paper tbody > tr', (rows) =>
    rows.map((row) => {
      const copy = row.cloneNode(true) as Element;
      for (const bar of copy.querySelectorAll('.table-bar')) bar.remove();
      for (const place of copy.querySelectorAll('*')) {
        // Left behind where the cursor has been.
        for (const name of ['spellcheck', 'lang', 'inputmode', 'enterkeyhint', 'aria-describedby']) {
          place.removeAttribute(name);
        }
        const named = [...place.attributes].map(({ name, value }) => [name, value] as const);
        for (const [name] of named) place.removeAttribute(name);
        for (const [name, value] of named.sort(([one], [other]) => (one < other ? -1 : 1))) {
          const words = name === 'class' ? value.split(' ').sort().join(' ') : value;
          if (words !== '') place.setAttribute(name, words);
        }
      }
      return copy.outerHTML;
    }),
  );
}

/** The rows that were moved on the paper itself are those that the service would make. */
async function sameWhenAskedAgain(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement) activeElement.blur();
  });
  const moved = await placesOf(page);
  for (const language of ['kk', 'ru']) {
    const answer = page.waitForResponse((response) => response.url().includes(`/paper?language=${language}`));
    await page.click(`.editor-tools button[lang=${language}]`);
    await answer;
    await page.waitForSelector(`#paper .version[lang=${language}]`);
  }
  await expect.poll(() => placesOf(page), { timeout: 10_000 }).toEqual(moved);
}

/** What is filled in, as the service is asked to keep it. */
async function payloadOf(page: Page): Promise<unknown> {
  await page.waitForSelector('.draft-menu > summary[data-state="server"]');
  return page.evaluate(async () => {
    const id = new URLSearchParams(location.search).get('draft') ?? '';
    const response = await fetch(`/v1/drafts/${id}`);
    return ((await response.json()) as { payload: unknown }).payload;
  });
}
