import type { Page, Viewport } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/forms/catalogue.ts';
import { askSignedIn, newSignedInPerson } from '../support/people.ts';
import { fitsWidth, Reader, sizes, textOf, type Visit, violations } from '../web/browser.ts';

let reader: Reader;
let session: string;
beforeAll(async () => {
  [reader, { session }] = await Promise.all([Reader.open(), newSignedInPerson({ name: 'Айгерім Сәрсенова' })]);
});
afterAll(() => reader.close());

function visit(use: (visit: Visit) => Promise<void>, settings: { language?: string; size?: Viewport } = {}) {
  return reader.visit('/', use, { size: sizes.desktop, session, ...settings });
}

/** Ids of the forms that are shown, in their order. */
function shown(page: Page): Promise<string[]> {
  return page.$$eval('#acts [data-form]', (items) =>
    items.flatMap((item) => (item instanceof HTMLElement && !item.hidden ? [item.dataset['form'] ?? ''] : [])),
  );
}

async function search(page: Page, query: string): Promise<string[]> {
  await page.$eval('#find', (input) => {
    if (input instanceof HTMLInputElement) input.value = '';
  });
  await page.type('#find', query);
  return shown(page);
}

function focusedForm(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-form]')?.dataset['form']);
}

describe('the list', () => {
  test('has every form under its act, before and without any script', async () => {
    const html = await (await askSignedIn(session, '/')).text();
    const ids = Array.from(html.matchAll(/<li class="form" data-form="([^"]+)"/g), ([, id]) => id);
    expect(ids).toEqual(
      loadCatalogue()
        .all()
        .map(({ id }) => id),
    );
    expect(html.match(/<section class="act"/g)).toHaveLength(5);
    for (const id of ids) expect(html).toContain(`href="/forms/${id ?? ''}"`);
  });

  test('leads to the empty forms, which whoever may not render is not offered', async () => {
    const html = await (await askSignedIn(session, '/')).text();
    const address = '/v1/forms/industrial-certificate/blank?language=kk&amp;format=docx';
    expect(html).toContain(`href="${address}" download`);
    const blank = await askSignedIn(session, address.replaceAll('&amp;', '&'));
    expect([blank.status, blank.headers.get('Content-Disposition')]).toEqual([
      200,
      expect.stringContaining('industrial-certificate-kk.docx'),
    ]);
    const { session: other } = await newSignedInPerson({ scopes: ['sign'] });
    expect(await (await askSignedIn(other, '/')).text()).not.toContain('/blank?');
  });

  test('is for people who are signed in', async () => {
    const answer = await askSignedIn('', '/');
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/sign-in?next=%2F']);
  });
});

describe('the search', () => {
  test.each([
    ['a title in Russian', 'индустриальный серт', ['industrial-certificate']],
    ['a title in Kazakh', 'индустриялық серт', ['industrial-certificate']],
    ['a Kazakh title with Russian letters', 'индустриялык сертификат', ['industrial-certificate']],
    ['words in any order and both languages', 'реестра үзінді', ['producers-registry-extract']],
    ['the appendix and a word', 'сертиф прил 16', ['industrial-certificate']],
    ['the appendix in Kazakh', 'индустриялық қосымша 16', ['industrial-certificate']],
    ['the id', 'industrial-cert', ['industrial-certificate']],
    ['the paragraph', 'пункт 37', ['missing-documents-notice']],
    ['nothing there is', 'сертификатщ', []],
  ])('finds by %s', async (_, query, ids) => {
    await visit(async ({ page }) => {
      expect(await search(page, query)).toEqual(ids);
    });
  });

  test('tells how many there are, marks what was found, and shows the other title where that was it', async () => {
    await visit(async ({ page }) => {
      await search(page, 'үзінді');
      expect(await textOf(page, '#found')).toBe('Найдена 1 форма');
      const item = '[data-form="producers-registry-extract"]';
      expect(await textOf(page, `${item} .other mark`)).toBe('үзінді');
      await search(page, 'выписка');
      expect(await textOf(page, `${item} .title mark`)).toBe('Выписка');
      expect(await page.$eval(`${item} .other`, (other) => other.hasAttribute('hidden'))).toBe(true);
    });
  });

  test('says so when nothing is found, and leads back to all forms', async () => {
    await visit(async ({ page }) => {
      const all = await shown(page);
      await search(page, 'жоқ нәрсе');
      expect(await textOf(page, '#none')).toContain('Ничего не найдено');
      await page.click('#clear');
      expect(await shown(page)).toEqual(all);
      expect(await page.$eval('#none', (none) => none.hasAttribute('hidden'))).toBe(true);
    });
  });

  test('needs the keyboard only', async () => {
    await visit(async ({ page }) => {
      await page.keyboard.press('/');
      await page.keyboard.type('гарантийн');
      const found = await shown(page);
      expect(found).toEqual(['unchanged-production-guarantee', 'importer-guarantee-obligation']);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      expect(await focusedForm(page)).toBe(found[1]);
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('find');
      await page.keyboard.press('Escape');
      expect(await page.$eval('#find', (input) => (input instanceof HTMLInputElement ? input.value : null))).toBe('');
      await page.keyboard.type('гарантийн');
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      expect(new URL(page.url()).pathname).toBe(`/forms/${found[0] ?? ''}`);
    });
  });
});

test('the forms used last stand on top, the last one first', async () => {
  await visit(async ({ page }) => {
    for (const id of ['site-visit-act', 'inspection-act', 'site-visit-act']) {
      await Promise.all([page.waitForNavigation(), page.click(`#acts a[href="/forms/${id}"]`)]);
      await Promise.all([page.waitForNavigation(), page.click('.clerk-header .brand')]);
      await page.waitForSelector('#recent');
    }
    const links = await page.$$eval('#recent a', (all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual(['/forms/site-visit-act', '/forms/inspection-act']);
  });
});

test('own drafts stand on top, those of others nowhere', async () => {
  const { session: other } = await newSignedInPerson();
  for (const [owner, title] of [
    [session, 'Сертификат для «Болат»'],
    [other, 'Чужой черновик'],
  ] as const) {
    const draft = { form: 'industrial-certificate', title, language: 'kk', payload: {} };
    const saved = await askSignedIn(owner, `/v1/drafts/draft-of-the-catalogue-${owner.slice(0, 6)}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'If-None-Match': '*' },
      body: JSON.stringify(draft),
    });
    expect(saved.status).toBe(201);
  }
  await visit(async ({ page }) => {
    await page.waitForSelector('#drafts');
    const text = await textOf(page, '#drafts');
    expect(text).toContain('Сертификат для «Болат»');
    expect(text).not.toContain('Чужой');
    const href = await page.$eval('#drafts a', (link) => link.getAttribute('href'));
    expect(href).toBe(`/forms/industrial-certificate?draft=draft-of-the-catalogue-${session.slice(0, 6)}`);
  });
});

describe('another language', () => {
  test('comes without leaving the page, and what was typed stays', async () => {
    await visit(async ({ page }) => {
      await search(page, 'қосымша 16 сертификат');
      await page.evaluate(() => {
        document.body.dataset['same'] = 'page';
      });
      for (const [language, title, found] of [
        ['kk', 'Нысандар', '1 нысан табылды'],
        ['en', 'Forms', '1 form found'],
        ['ru', 'Формы', 'Найдена 1 форма'],
      ] as const) {
        await page.click(`a[data-language="${language}"]`);
        await page.waitForFunction((words) => document.querySelector('h1')?.textContent === words, {}, title);
        expect(await textOf(page, '#found')).toBe(found);
        expect(await page.$eval('html', ({ lang }) => lang)).toBe(language);
      }
      expect(await shown(page)).toEqual(['industrial-certificate']);
      expect(await page.$eval('body', (body) => body.dataset['same'])).toBe('page');
    });
  });

  test('is kept for the next page', async () => {
    await visit(async ({ page }) => {
      await page.click('a[data-language="kk"]');
      await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Нысандар');
      await Promise.all([page.waitForNavigation(), page.click('nav a[href="/documents"]')]);
      expect(await page.$eval('html', ({ lang }) => lang)).toBe('kk');
      expect(await textOf(page, 'nav [aria-current="page"]')).toBe('Берілген құжаттар');
    });
  });

  test('is chosen without scripts too', async () => {
    const answer = await askSignedIn(session, '/?language=en');
    expect(answer.headers.get('Set-Cookie')).toContain('language=en');
    expect(await answer.text()).toContain('<html lang="en">');
  });
});

test('who signs out is signed out', async () => {
  const { session: leaving } = await newSignedInPerson();
  await reader.visit(
    '/',
    async ({ page }) => {
      await page.click('.person summary');
      await Promise.all([page.waitForNavigation(), page.click('.person form button')]);
      expect(new URL(page.url()).pathname).toBe('/sign-in');
      expect((await askSignedIn(leaving, '/')).status).toBe(303);
    },
    { size: sizes.desktop, session: leaving },
  );
});

describe.each(['desktop', 'phone'] as const)('on a %s', (size) => {
  test.each(['kk', 'ru', 'en'])('the page in %s is accessible and fits', async (language) => {
    await reader.visit(
      '/',
      async ({ page, requests }) => {
        expect(await violations(page)).toEqual([]);
        await page.click('.form .menu summary');
        expect(await violations(page)).toEqual([]);
        expect(await fitsWidth(page)).toBe(true);
        const hosts = new Set(requests.map((address) => new URL(address).host));
        expect(hosts.size).toBe(1);
      },
      { language, size: sizes[size], session },
    );
  });

  test('the door is accessible and fits', async () => {
    await reader.visit(
      '/sign-in',
      async ({ page }) => {
        expect(await violations(page)).toEqual([]);
        expect(await fitsWidth(page)).toBe(true);
      },
      { size: sizes[size] },
    );
  });
});
