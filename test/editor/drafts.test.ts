import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { projectPath } from '../../src/project.ts';
import { installChromium } from '../../src/render/pdf/chromium.ts';
import { catalogue, orderOf, unnumbered } from '../issuing/orders.ts';
import { newIssuer } from '../issuing/desk.ts';
import { keptDataFolder } from '../support/data-folder.ts';
import { askSignedIn, atRegistry, newSignedInPerson } from '../support/people.ts';
import { ask, bytesOf } from '../support/ask.ts';
import { filled } from '../values/filled.ts';
import { Reader, sizes, type Visit } from '../web/browser.ts';
import { editorReady } from './clerk.ts';
import {
  chooseOfDraft,
  dialogSays,
  draftsInBrowser,
  fillIn,
  giveFile,
  kept,
  press,
  reads,
  textAt,
  told,
  typeAndKeep,
  typeAt,
} from './form-work.ts';

const form = 'end-user-refusal';
const { issuer, desk } = await newIssuer('120');
const example = unnumbered(form);
let reader: Reader;
beforeAll(async () => {
  reader = await Reader.open();
});
afterAll(() => reader.close());

/** A person of their own for each test: nobody sees the drafts of another. */
async function visit(
  use: (visit: Visit & { readonly session: string; readonly person: string }) => Promise<void>,
  path = `/forms/${form}`,
): Promise<void> {
  const { session, person } = await newSignedInPerson({ issuer: issuer.id });
  await visitAs(session, (one) => use({ ...one, session, person: person.id }), path);
}

function visitAs(session: string, use: (visit: Visit) => Promise<void>, path: string): Promise<void> {
  return reader.visit(
    path,
    async (one) => {
      await editorReady(one.page);
      await use(one);
    },
    { size: sizes.desktop, session },
  );
}

/** Another window of the same browser. */
async function anotherWindow(page: Page, path = new URL(page.url()).pathname + new URL(page.url()).search) {
  const other = await page.browserContext().newPage();
  await other.setExtraHTTPHeaders({ 'Accept-Language': 'ru' });
  await other.setViewport(sizes.desktop);
  await other.goto(new URL(path, inject('serviceUrl')).href);
  await editorReady(other);
  return other;
}

async function copies(session: string): Promise<readonly { id: string; title: string }[]> {
  const answer = await askSignedIn(session, '/v1/drafts');
  return ((await answer.json()) as { drafts: { id: string; title: string }[] }).drafts;
}

describe('what is typed', () => {
  test('survives a reload; the address tells nothing of it', async () => {
    await visit(async ({ page }) => {
      await kept(page, 'empty');
      expect(new URL(page.url()).search).toBe('');
      await typeAndKeep(page, 'applicant.bin', '120340001230');
      expect(new URL(page.url()).search).toMatch(/^\?draft=[0-9a-hjkmnp-tv-z]{26}$/);
      await page.reload();
      await editorReady(page);
      await reads(page, 'applicant.bin', '120340001230');
    });
  });

  test('survives a reload right after the last key', async () => {
    await visit(async ({ page }) => {
      await typeAndKeep(page, 'applicant.bin', '120');
      await typeAt(page, 'applicant.bin', '345');
      await page.reload();
      await editorReady(page);
      await reads(page, 'applicant.bin', '120345');
    });
  });

  test('is kept where it is no value, too', async () => {
    await visit(async ({ page, session }) => {
      await typeAt(page, 'date', 'позавчера');
      await page.keyboard.press('Tab');
      await kept(page, 'server');
      await page.reload();
      await editorReady(page);
      await reads(page, 'date', 'позавчера');
      const address = new URL(page.url());
      await visitAs(
        session,
        ({ page: elsewhere }) => reads(elsewhere, 'date', 'позавчера'),
        address.pathname + address.search,
      );
    });
  });

  test('goes from this browser with the one who signs out, and waits at the service', async () => {
    await visit(async ({ page, person }) => {
      await typeAndKeep(page, 'applicant.bin', '120340001230');
      expect(await draftsInBrowser(page)).toHaveLength(1);
      await page.click('.person > summary');
      await Promise.all([page.waitForNavigation(), page.click('form[action="/sign-out"] button')]);
      expect(await draftsInBrowser(page)).toEqual([]);
      const saved = await atRegistry((registry) => registry.savedDrafts({ issuer: issuer.id, actor: person }));
      expect(saved).toHaveLength(1);
    });
  });

  test('of another person is not shown in the same browser', async () => {
    await visit(async ({ page }) => {
      await typeAndKeep(page, 'applicant.bin', '120340001230');
      const { pathname, search, hostname } = new URL(page.url());
      const { session } = await newSignedInPerson({ issuer: issuer.id, name: 'Другой человек' });
      await page.browserContext().setCookie({ name: 'nysan_session', value: session, domain: hostname });
      const other = await anotherWindow(page, pathname + search);
      await told(other, 'Такого черновика нет');
      expect(await textAt(other, 'applicant.bin')).toBe('');
      await other.close();
    });
  });
});

describe('a browser that is killed', () => {
  const profile = mkdtempSync(join(tmpdir(), 'nysan-profile-'));
  afterAll(() => {
    rmSync(profile, { recursive: true, force: true });
  });

  async function opened(): Promise<Browser> {
    const chromium = await installChromium({ cacheDir: `${keptDataFolder}/browser`, fontsDir: projectPath('fonts') });
    return launch({
      executablePath: chromium.executablePath,
      headless: 'shell',
      userDataDir: profile,
      args: ['--no-sandbox', '--disable-gpu'],
      env: { ...process.env, ...chromium.environment },
    });
  }

  async function pageOf(browser: Browser, session: string, address: string): Promise<Page> {
    const page = await browser.newPage();
    const { href, hostname } = new URL(address, inject('serviceUrl'));
    await browser.setCookie({ name: 'nysan_session', value: session, domain: hostname });
    // The service is out of reach all the time: it is this browser that keeps the draft.
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      void (request.method() === 'PUT' ? request.abort('connectionrefused') : request.continue());
    });
    await page.goto(href);
    await editorReady(page);
    return page;
  }

  test('has what was typed before', async () => {
    const { session } = await newSignedInPerson({ issuer: issuer.id });
    const first = await opened();
    const page = await pageOf(first, session, `/forms/${form}`);
    await typeAt(page, 'applicant.bin', '120340001230');
    await kept(page, 'offline');
    const address = page.url();
    const ended = new Promise((resolve) => first.process()?.once('exit', resolve));
    first.process()?.kill('SIGKILL');
    await ended;
    const second = await opened();
    try {
      await reads(await pageOf(second, session, address), 'applicant.bin', '120340001230');
    } finally {
      await second.close();
    }
  });
});

describe('two windows with one draft', () => {
  test('show the newest, and say so', async () => {
    await visit(async ({ page }) => {
      await typeAndKeep(page, 'applicant.bin', '1203');
      await page.keyboard.press('Tab');
      const other = await anotherWindow(page);
      await reads(other, 'applicant.bin', '1203');
      await typeAndKeep(other, 'application.number', 'KZ-1');
      await reads(page, 'application.number', 'KZ-1');
      await told(page, 'Черновик изменён в другом окне');
      await page.bringToFront();
      await typeAndKeep(page, 'number', 'KZ-2');
      await reads(other, 'number', 'KZ-2');
      expect((await draftsInBrowser(page)).map(({ payload }) => payload)).toEqual([
        { applicant: { bin: '1203' }, application: { number: 'KZ-1' }, number: 'KZ-2' },
      ]);
      await other.close();
    });
  });

  test('on two computers: the person says which version stays', async () => {
    await visit(async ({ page, session }) => {
      await typeAndKeep(page, 'applicant.bin', '1111');
      const { pathname, search } = new URL(page.url());
      for (const [choice, result] of [
        ['Оставить то, что здесь', '1111здесь1'],
        ['Взять из сервиса', '1111здесь1там2'],
      ] as const) {
        const turn = choice === 'Взять из сервиса' ? 2 : 1;
        await visitAs(
          session,
          async ({ page: elsewhere }) => {
            await typeAndKeep(elsewhere, 'applicant.bin', `там${turn}`);
          },
          pathname + search,
        );
        await typeAt(page, 'applicant.bin', `здесь${turn}`);
        await dialogSays(page, 'Черновик изменён и в другом месте');
        await press(page, choice, 'dialog');
        await kept(page, 'server');
        await reads(page, 'applicant.bin', result);
      }
    });
  });
});

describe('a service out of reach', () => {
  test('leaves the draft here, and gets it when it is back', async () => {
    await visit(async ({ page, session }) => {
      await page.setOfflineMode(true);
      await typeAt(page, 'applicant.bin', '120340001230');
      await kept(page, 'offline');
      expect(await draftsInBrowser(page)).toHaveLength(1);
      expect(await copies(session)).toEqual([]);
      await page.setOfflineMode(false);
      await kept(page, 'server');
      expect(await copies(session)).toHaveLength(1);
    });
  });

  test('lets a session that is over go on where it was', async () => {
    await visit(async ({ page, session }) => {
      const { hostname } = new URL(page.url());
      const context = page.browserContext();
      await context.setCookie({ name: 'nysan_session', value: 'x'.repeat(43), domain: hostname });
      await typeAt(page, 'applicant.bin', '120340001230');
      await dialogSays(page, 'Сеанс окончен');
      await press(page, 'Продолжить', 'dialog');
      await dialogSays(page, 'Вход ещё не выполнен');
      await context.setCookie({ name: 'nysan_session', value: session, domain: hostname });
      await press(page, 'Продолжить', 'dialog');
      await page.waitForSelector('dialog', { hidden: true });
      await kept(page, 'server');
      expect(await textAt(page, 'applicant.bin')).toBe('120340001230');
    });
  });
});

describe('the list of drafts', () => {
  test('names, copies, opens and throws away', async () => {
    await visit(async ({ page, session }) => {
      await fillIn(page, example);
      await chooseOfDraft(page, 'Переименовать…');
      await dialogSays(page, 'Название черновика');
      await page.type('#draft-name', 'Отказ для проверки');
      await press(page, 'Сохранить', 'dialog');
      await page.waitForSelector('dialog', { hidden: true });
      await kept(page, 'server');
      await chooseOfDraft(page, 'Черновики этой формы…');
      await dialogSays(page, 'Отказ для проверки');
      await press(page, 'Сделать копию', 'dialog');
      await page.waitForFunction(() => document.querySelectorAll('.draft-list > li').length === 2);
      await press(page, 'Удалить', 'dialog');
      await dialogSays(page, 'Вернуть его нельзя');
      await press(page, 'Удалить', 'dialog .danger, dialog li');
      await page.waitForFunction(() => document.querySelectorAll('.draft-list > li').length === 1);
      expect((await copies(session)).map(({ title }) => title)).toEqual(['Отказ для проверки']);
      await page.goto(new URL(`/forms/${form}`, page.url()).href);
      await editorReady(page);
      await press(page, 'Продолжить: 1 черновик');
      await dialogSays(page, 'Отказ для проверки');
      await Promise.all([page.waitForNavigation(), press(page, 'Отказ для проверки', 'dialog')]);
      await editorReady(page);
      await kept(page, 'server');
    });
  });

  test('loses a draft that is thrown away, at the service too', async () => {
    await visit(async ({ page, session }) => {
      await fillIn(page, example);
      await chooseOfDraft(page, 'Удалить черновик…');
      await dialogSays(page, 'Вернуть его нельзя');
      await Promise.all([page.waitForNavigation(), press(page, 'Удалить', 'dialog')]);
      await editorReady(page);
      await kept(page, 'empty');
      expect(await draftsInBrowser(page)).toEqual([]);
      expect(await copies(session)).toEqual([]);
    });
  });
});

describe('a file', () => {
  test('in JSON holds a draft', async () => {
    await visit(async ({ page }) => {
      await fillIn(page, example);
      await page.evaluate(() => {
        const createObjectURL = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob: Blob) => {
          void blob.text().then((text) => {
            document.documentElement.dataset['saved'] = text;
          });
          return createObjectURL(blob);
        };
      });
      await chooseOfDraft(page, 'Сохранить в файл (JSON)');
      await page.waitForFunction(() => document.documentElement.dataset['saved'] !== undefined);
      const saved = await page.evaluate(() => document.documentElement.dataset['saved'] ?? '');
      expect(JSON.parse(saved)).toEqual({
        form,
        edition: catalogue.get(form).about.edition,
        language: 'ru',
        payload: example,
      });
      await page.goto(new URL(`/forms/${form}`, page.url()).href);
      await editorReady(page);
      await giveFile(page, 'черновик.json', saved);
      await reads(page, 'applicant.bin', '170340004195');
      await kept(page, 'server');
      const drafts = await draftsInBrowser(page);
      expect(drafts.map(({ payload }) => payload)).toEqual([example, example]);
    });
  });

  test.each([
    ['nonsense', '{', 'не файл JSON'],
    [
      'names that change objects',
      '{"form":"end-user-refusal","payload":{"__proto__":{"polluted":true}}}',
      'запрещённые имена',
    ],
    ['no values of a form', '[1, 2]', 'нет данных формы'],
  ])('with %s is refused', async (_, content, words) => {
    await visit(async ({ page }) => {
      await giveFile(page, 'чужой.json', content);
      await told(page, words);
      await kept(page, 'empty');
    });
  });

  test('of another form opens that form', async () => {
    await visit(async ({ page }) => {
      const payload = unnumbered('registry-inclusion-notice');
      await giveFile(page, 'другая.json', JSON.stringify({ form: 'registry-inclusion-notice', payload }));
      await dialogSays(page, 'Это черновик другой формы');
      await Promise.all([page.waitForNavigation(), press(page, 'Открыть ту форму', 'dialog')]);
      await editorReady(page);
      expect(new URL(page.url()).pathname).toBe('/forms/registry-inclusion-notice');
      await reads(page, 'applicant.bin', '120340001230');
    });
  });

  test('that is a filled-in PDF is taken over; what could not be read is shown, and stays to be corrected', async () => {
    const blank = await ask(`/v1/forms/${form}/blank?fillable=true&format=pdf&language=ru`).then(bytesOf);
    const pdf = await filled(
      blank,
      new Map([
        ['applicant.name', 'ТОО «Ертис»'],
        ['date', 'вчера'],
      ]),
    );
    await visit(async ({ page }) => {
      await typeAndKeep(page, 'applicant.bin', '120340001230');
      await giveFile(page, 'заполнен.pdf', pdf);
      await dialogSays(page, 'Не прочитано 1 значение');
      await dialogSays(page, 'вчера');
      await press(page, 'Заменить', 'dialog');
      await reads(page, 'applicant.name', 'ТОО «Ертис»');
      await reads(page, 'date', 'вчера');
      expect(await textAt(page, 'applicant.bin')).toBe('');
    });
  });

  test('that was issued gives its values, dropped onto the page', async () => {
    const { id } = await desk.issued(orderOf(form));
    const pdf = await desk.file(id, 'ru.pdf');
    await visit(async ({ page }) => {
      await page.evaluate((base64) => {
        const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([bytes], 'выдан.pdf', { type: 'application/pdf' }));
        for (const type of ['dragover', 'drop']) {
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        }
      }, Buffer.from(pdf).toString('base64'));
      await told(page, 'Данные взяты');
      await kept(page, 'server');
      const [draft] = await draftsInBrowser(page);
      expect(draft?.['payload']).not.toHaveProperty(catalogue.get(form).about.numberField ?? '');
      expect(draft?.['payload']).toHaveProperty('applicant.name');
    });
  });
});
